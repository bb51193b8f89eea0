// The ptrace loop of one run (ptrace(2), PTRACE_SEIZE). Everything here happens in one thread, the one that started the
// run: only that thread may use ptrace on its tracees, and only their events are waited for.
#pragma once

#include <map>
#include <memory>

#include "observe/ending.hpp"
#include "observe/injection.hpp"
#include "observe/observe.hpp"
#include "observe/process.hpp"
#include "observe/recorder.hpp"
#include "observe/schedule.hpp"

namespace partage::observe {

class Tracer {
 public:
  Tracer(const Request& request, Recorder& recorder, Ending& ending);
  /// Takes the program, which waits at the sandbox's gate. Throws std::system_error.
  void seize(pid_t program);
  /// Until no tracee is left.
  void loop();
  /// After an exception: kills all, and lets them die, without recording anything.
  void abandon(sandbox::Run& run);
  bool launched() const { return launched_; }
  /// The program was killed by the kernel for its processor time (RLIMIT_CPU).
  bool out_of_cpu() const { return out_of_cpu_; }
  /// The lines of the calls in which processes were when the run was stopped before its time.
  const std::map<record::Pid, record::SourceLine>& waiting_lines() const { return waiting_lines_; }

 private:
  // tracer.cpp: the loop, births and deaths
  void handle(pid_t tid, int status);
  void handle_stop(Tracee& tracee, int status);
  Tracee& add_tracee(pid_t tid, std::shared_ptr<Process> process);
  void resume(pid_t tid, int signal = 0) const;
  void resume_to_exit(pid_t tid) const;
  void await_first_stop(pid_t child);
  void on_birth(Tracee& father, int event);
  void add_thread(const Tracee& father, pid_t tid);
  void add_process(Tracee& father, pid_t child, int event);
  void on_exec(pid_t tid);
  void launch(Tracee& tracee);
  void on_exit(Tracee& tracee);
  void on_gone(pid_t tid, int status);
  void adopt_orphans(const Process& gone);
  void record_exit(Process& process, int status, bool memory);
  void on_signal(Tracee& tracee, int signal);
  void end(record::End reason);
  void kill_everything();
  void count_processes();
  void record(record::Moment moment, bool memory = true);
  void record_start();  ///< unless it is done

  // tracer_syscalls.cpp
  void on_syscall_entry(Tracee& tracee);
  void on_syscall_exit(Tracee& tracee);
  bool refuse(Tracee& tracee, const SyscallShape* shape, std::uint64_t number, const SyscallArguments& arguments);
  void record_syscall(Tracee& tracee, OpenSyscall open);
  void record_unfinished(Tracee& tracee);
  void settle_interrupted(Tracee& tracee, std::uint64_t number, const SyscallArguments& arguments);
  void note_mapping(Process& process, const OpenSyscall& open);
  void note_wait(const Tracee& tracee, const OpenSyscall& open);
  /// errno that an own call must get, 0 when it is performed; where it maps, if that is pretended, is then decided.
  int forced_error(const Tracee& tracee, const SyscallShape& shape, const SyscallArguments& arguments);
  bool is_inside(const Tracee& tracee, const std::string& function) const;

  // tracer_tampering.cpp: programs that would hide
  bool judges() const;  ///< a student's program, whose calls are probed
  void guard_code(Tracee& tracee) const;
  bool tampers(const Tracee& tracee, std::uint64_t number, const SyscallArguments& arguments) const;
  void end_tampering(Tracee& tracee, const SyscallShape& shape, const SyscallArguments& arguments);
  bool steps_itself(Tracee& tracee, int code);
  void look_at_opened(const Tracee& tracee, OpenSyscall& open);
  void look_at_mapped(const Tracee& tracee, const OpenSyscall& open);
  void settle_doubt(const Tracee& tracee, OwnFrame& frame) const;

  // tracer_calls.cpp: breakpoints and probes
  bool on_trap(Tracee& tracee);
  void step_over(Tracee& tracee, Address address);
  void on_call_entry(Tracee& tracee, int probe, const Registers& registers);
  void on_call_return(Tracee& tracee, Address address, const Registers& registers);
  enum class Stepped { done, elsewhere };  ///< elsewhere: another event came first, and was handled
  Stepped step(Tracee& tracee, Address lifted, int& held_back);
  void set_first_breakpoints(Tracee& tracee);
  void set_probes(Tracee& tracee);  ///< in what the process executes now, if it is the run's program
  void watch(Process& process, std::uint64_t value) const;
  void set_questions(Tracee& tracee);  ///< once the loader has mapped libc
  bool answer(Tracee& tracee, int question, Registers registers);

  // tracer_lines.cpp: statements and instructions, one process at a time
  bool by_lines() const { return schedule_.has_value(); }
  void loop_in_order();
  bool take_event();
  void look_around();
  void set_statement_breakpoints(Tracee& tracee);
  void on_line(Tracee& tracee, Address address, const Breakpoints::Meaning& meaning, const Registers& registers);
  record::Address activation(const Tracee& tracee, const Registers& registers) const;
  bool is_same_statement(Tracee& tracee, const Statement& statement, const Registers& registers, Address address) const;
  void record_statement(Tracee& tracee, const record::SourceLine& source);
  void record_instruction(Tracee& tracee, Address address);
  void note_idleness(Tracee& tracee, Address address);
  void park(Tracee& tracee, Address breakpoint, int signal = 0);
  void go_on(Tracee& tracee, int signal = 0);
  bool settled() const;
  bool dispatch();
  void release(Tracee& tracee);
  void step_in_region(Tracee& tracee);
  std::optional<std::pair<Address, Address>> region_of(const Tracee& tracee) const;
  bool turn_of(const Tracee& tracee) const { return holder_ == tracee.tid; }

  const Request& request_;
  const OwnFiles own_;
  Recorder& recorder_;
  Ending& ending_;
  Injections injections_;
  ElfFiles files_;
  std::map<pid_t, Tracee> tracees_;
  std::map<pid_t, int> early_;  // first stops of children whose birth has not been told yet
  record::Pid first_ = 0;
  std::shared_ptr<ElfFile> program_;  // of the first process; null when it is no ELF file that we know
  bool launched_ = false;       // the sandbox's own code is behind us
  bool loading_ = true;         // the first program is still in its loader
  bool started_ = false;        // the start moment is recorded
  bool killing_ = false;
  bool out_of_cpu_ = false;
  std::vector<int> call_counts_;  // by probe
  std::map<record::Pid, record::SourceLine> waiting_lines_;
  int births_ = 0;
  std::optional<Schedule> schedule_;
  pid_t holder_ = 0;            // line by line: the one that may go; 0: nobody yet
  std::map<const ElfFile*, std::uint32_t> variables_of_;  // first index in Recording::variables
};

}  // namespace partage::observe
