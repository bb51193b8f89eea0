#include "observe/tracer.hpp"

#include <sched.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <system_error>

#include "observe/flags.hpp"
#include "observe/memory.hpp"

namespace partage::observe {
namespace {

constexpr long kOptions = PTRACE_O_TRACEFORK | PTRACE_O_TRACECLONE | PTRACE_O_TRACEVFORK | PTRACE_O_TRACEEXEC |
                          PTRACE_O_TRACEEXIT | PTRACE_O_TRACESECCOMP | PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL;
// Children and tracees of this thread only: the process may have others, which are not ours to reap.
constexpr int kWaitFlags = __WALL | __WNOTHREAD;
constexpr std::size_t kMostVariablePages = 4;

unsigned long event_message(pid_t tid) {
  unsigned long message = 0;
  ptrace(PTRACE_GETEVENTMSG, tid, nullptr, &message);
  return message;
}

pid_t inner_pid(pid_t pid) {
  const std::string all = status_field(read_proc(pid, "status"), "NSpid");
  const std::size_t last = all.find_last_of(" \t");
  const int inner = std::atoi(all.c_str() + (last == std::string::npos ? 0 : last + 1));
  return inner == 0 ? pid : inner;
}

std::string program_path(pid_t pid) {
  char target[4096];
  const ssize_t length = readlink(proc_path(pid, "exe").c_str(), target, sizeof target);
  return length < 0 ? std::string() : std::string(target, static_cast<std::size_t>(length));
}

bool is_fault(int signal) {
  return signal == SIGSEGV || signal == SIGBUS || signal == SIGFPE || signal == SIGILL || signal == SIGABRT ||
         signal == SIGSYS;
}

bool is_caught(pid_t tid, int signal) {
  const std::string caught = status_field(read_proc(tid, "status"), "SigCgt");
  return (std::strtoull(caught.c_str(), nullptr, 16) >> (signal - 1) & 1) != 0;
}

record::Exit exit_of(int status, const record::Exit& last_signal) {
  record::Exit exit;
  if (!WIFSIGNALED(status)) {
    exit.status = WEXITSTATUS(status);
    return exit;
  }
  if (last_signal.signal == WTERMSIG(status)) return last_signal;
  exit.signal = WTERMSIG(status);
  exit.signal_name = signal_name(exit.signal);
  return exit;
}

}  // namespace

Tracer::Tracer(const Request& request, Recorder& recorder, Ending& ending)
    : request_(request),
      own_{request.own_files},
      recorder_(recorder),
      ending_(ending),
      injections_(request.injections),
      call_counts_(request.probes.size(), 0) {
  if (request.lines) schedule_.emplace(*request.lines);
}

Tracee& Tracer::add_tracee(pid_t tid, std::shared_ptr<Process> process) {
  Tracee& tracee = tracees_[tid];
  tracee = {};
  tracee.tid = tid;
  tracee.process = std::move(process);
  tracee.number = births_++;
  return tracee;
}

void Tracer::seize(pid_t program) {
  if (ptrace(PTRACE_SEIZE, program, nullptr, kOptions) != 0)
    throw std::system_error(errno, std::generic_category(), "PTRACE_SEIZE");
  first_ = program;
  auto process = std::make_shared<Process>();
  process->pid = program;
  process->inner_pid = inner_pid(program);
  process->space = std::make_shared<AddressSpace>();
  add_tracee(program, process);
  holder_ = program;
}

void Tracer::loop() {
  if (by_lines()) return loop_in_order();
  while (!tracees_.empty() || !early_.empty()) {
    int status;
    const pid_t tid = waitpid(-1, &status, kWaitFlags);
    if (tid < 0 && errno != EINTR) return;
    if (ending_.wanted() && !killing_) kill_everything();
    if (tid > 0) handle(tid, status);
  }
}

void Tracer::abandon(sandbox::Run& run) {
  kill_everything();
  run.signal_all();
  int status;
  pid_t tid;
  while ((tid = waitpid(-1, &status, kWaitFlags)) > 0 || errno == EINTR) {
    if (tid <= 0 || !WIFSTOPPED(status)) continue;
    kill(tid, SIGKILL);
    resume(tid);
  }
}

void Tracer::handle(pid_t tid, int status) {
  if (WIFEXITED(status) || WIFSIGNALED(status)) return on_gone(tid, status);
  if (!WIFSTOPPED(status)) return;
  const auto known = tracees_.find(tid);
  if (known == tracees_.end()) {
    early_[tid] = status;
    if (killing_) kill(tid, SIGKILL);
    return;
  }
  handle_stop(known->second, status);
}

void Tracer::handle_stop(Tracee& tracee, int status) {
  const int signal = WSTOPSIG(status);
  const int event = status >> 16;
  if (killing_ && event != PTRACE_EVENT_EXIT) {
    kill(tracee.process->pid, SIGKILL);
    return resume(tracee.tid);
  }
  switch (event) {
    case PTRACE_EVENT_FORK:
    case PTRACE_EVENT_VFORK:
    case PTRACE_EVENT_CLONE: return on_birth(tracee, event);
    case PTRACE_EVENT_EXEC: return on_exec(tracee.tid);
    case PTRACE_EVENT_EXIT: return on_exit(tracee);
    case PTRACE_EVENT_SECCOMP: return on_syscall_entry(tracee);
    case PTRACE_EVENT_STOP:
      // A group-stop stays one: the tracee waits for SIGCONT, not for us.
      if (signal == SIGTRAP) return resume(tracee.tid);
      ptrace(PTRACE_LISTEN, tracee.tid, nullptr, nullptr);
      return;
    default: break;
  }
  if (signal == (SIGTRAP | 0x80)) return on_syscall_exit(tracee);
  on_signal(tracee, signal);
}

// A failure means that the tracee was killed meanwhile: its end is told by the next wait.
void Tracer::resume(pid_t tid, int signal) const { ptrace(PTRACE_CONT, tid, nullptr, signal); }
void Tracer::resume_to_exit(pid_t tid) const { ptrace(PTRACE_SYSCALL, tid, nullptr, nullptr); }

void Tracer::end(record::End reason) {
  ending_.set(reason);
  kill_everything();
}

void Tracer::kill_everything() {
  killing_ = true;
  for (const auto& [tid, tracee] : tracees_)
    if (tracee.syscall) waiting_lines_[tracee.process->pid] = tracee.syscall->frame.source;
    else if (!tracee.walk.stops.empty()) waiting_lines_[tracee.process->pid] = tracee.process->line;
  for (const auto& [tid, tracee] : tracees_) kill(tracee.process->pid, SIGKILL);
  for (const auto& [tid, status] : early_) kill(tid, SIGKILL);
}

void Tracer::record(record::Moment moment, bool memory) {
  recorder_.add(std::move(moment), memory && !killing_);
  const bool full = recorder_.moments() >= request_.max_moments || recorder_.bytes() >= request_.max_bytes;
  if (full && !killing_) end(record::End::moments);
}

void Tracer::record_start() {
  if (started_) return;
  started_ = true;
  loading_ = false;
  record::Moment moment;
  moment.kind = record::MomentKind::start;
  moment.pid = first_;
  moment.program = program_path(first_);
  const auto first = tracees_.find(first_);
  if (first == tracees_.end()) return record(std::move(moment), false);
  AddressSpace& space = *first->second.process->space;
  if (space.image && space.image->has_program()) {
    Image& image = *space.image;
    for (const Address page : image.program().variable_pages(own_, kMostVariablePages))
      space.variables.push_back(page + image.program_bias());
    if (const auto main = image.program().function("main")) {
      const Place& place = image.program().place(*main, own_);
      if (place.own) moment.source = place.source;
    }
  }
  record(std::move(moment));
}

// --- births ---------------------------------------------------------------------------------------------------------

void Tracer::await_first_stop(pid_t child) {
  if (early_.erase(child) != 0) return;
  int status = 0;
  while (waitpid(child, &status, kWaitFlags) < 0 && errno == EINTR) continue;
  if (!WIFSTOPPED(status)) early_[child] = status;  // killed before its first instruction
}

void Tracer::on_birth(Tracee& father, int event) {
  const auto child = static_cast<pid_t>(event_message(father.tid));
  if (child <= 0) return resume(father.tid);
  await_first_stop(child);
  const auto dead = early_.find(child);
  const int status = dead == early_.end() ? 0 : dead->second;
  early_.erase(child);
  const bool thread = father.syscall && father.syscall->call.name == "clone" &&
                      (father.syscall->arguments[0] & CLONE_THREAD) != 0;
  if (thread)
    add_thread(father, child);
  else
    add_process(father, child, event);
  if (status != 0) return handle(child, status);
  count_processes();
  if (killing_) kill(child, SIGKILL);
  // Line by line, a child waits for its turn from its first instruction on.
  if (by_lines() && started_ && !killing_) return park(tracees_.at(child), 0);
  resume(child);
}

void Tracer::add_thread(const Tracee& father, pid_t tid) {
  add_tracee(tid, father.process);
  ++father.process->threads;
  resume_to_exit(father.tid);
}

void Tracer::add_process(Tracee& father, pid_t child, int event) {
  record::Moment moment;
  moment.kind = record::MomentKind::fork;
  moment.pid = father.process->pid;
  moment.fork = {child, event == PTRACE_EVENT_FORK ? "fork" : event == PTRACE_EVENT_VFORK ? "vfork" : "clone"};
  auto process = std::make_shared<Process>();
  process->pid = child;
  process->parent = father.process->pid;
  process->inner_pid = inner_pid(child);
  process->maps_changed = father.process->maps_changed;
  const bool plain_vfork = father.syscall && father.syscall->call.name == "vfork";
  const bool shares = plain_vfork || (father.syscall && father.syscall->call.name == "clone" &&
                                      (father.syscall->arguments[0] & CLONE_VM) != 0);
  process->space = shares ? father.process->space : std::make_shared<AddressSpace>(*father.process->space);
  Tracee& born = add_tracee(child, process);
  born.calls = father.calls;
  born.walk.stops = father.walk.stops;
  father.walk.lent = event == PTRACE_EVENT_VFORK;
  if (father.syscall) {
    moment.source = father.syscall->frame.source;
    moment.syscall = std::move(father.syscall->call);
    moment.syscall->result = process->inner_pid;
    father.syscall.reset();
  }
  record_start();
  recorder_.birth(process);
  record(std::move(moment));
  resume(father.tid);
}

void Tracer::count_processes() {
  if (static_cast<int>(tracees_.size()) > request_.spec.limits.processes && !killing_) end(record::End::processes);
}

// --- exec -----------------------------------------------------------------------------------------------------------

void Tracer::on_exec(pid_t tid) {
  // Whichever thread called execve, it now has the process's pid, and the others are gone without a word.
  const std::shared_ptr<Process> process = tracees_.at(tid).process;
  std::erase_if(tracees_, [&](const auto& entry) { return entry.second.process == process && entry.first != tid; });
  Tracee& tracee = tracees_.at(tid);
  process->threads = 1;
  if (by_lines() && tracees_.count(holder_) == 0) holder_ = tid;
  tracee.walk = {};
  process->space = std::make_shared<AddressSpace>();
  process->space->image = std::make_shared<Image>(tid, files_);
  process->pagemap.reset();
  forget_memory(tid);
  process->maps_changed = true;
  record::SourceLine source;
  if (tracee.syscall) source = tracee.syscall->frame.source;
  tracee.syscall.reset();
  tracee.interrupted.reset();
  tracee.calls.clear();
  tracee.exiting = false;
  if (!launched_) return launch(tracee);
  record_start();
  set_probes(tracee);
  if (by_lines()) set_statement_breakpoints(tracee);
  record::Moment moment;
  moment.kind = record::MomentKind::exec;
  moment.pid = process->pid;
  moment.source = source;
  moment.program = program_path(process->pid);
  record(std::move(moment));
  resume(tid);
}

void Tracer::launch(Tracee& tracee) {
  launched_ = true;
  recorder_.birth(tracee.process);
  program_ = tracee.process->space->image->program_file();
  set_first_breakpoints(tracee);
  resume(tracee.tid);
}

// --- deaths ---------------------------------------------------------------------------------------------------------

void Tracer::on_exit(Tracee& tracee) {
  Process& process = *tracee.process;
  tracee.exiting = true;
  record_unfinished(tracee);
  if (--process.threads <= 0 && launched_)
    record_exit(process, static_cast<int>(event_message(tracee.tid)), true);
  resume(tracee.tid);
}

void Tracer::record_exit(Process& process, int status, bool memory) {
  if (process.exit_recorded) return;
  process.exit_recorded = true;
  record_start();
  record::Moment moment;
  moment.kind = record::MomentKind::exit;
  moment.pid = process.pid;
  moment.exit = exit_of(status, process.fatal);
  const bool by_last_signal = moment.exit->signal != 0 && moment.exit->signal == process.fatal.signal;
  moment.source = by_last_signal ? process.fatal_source : process.exit_source;
  if (moment.exit->signal == SIGXCPU) out_of_cpu_ = true;
  if (record::Process* told = recorder_.find(process.pid)) told->exit = moment.exit;
  record(std::move(moment), memory);
  process.pagemap.reset();
}

void Tracer::on_gone(pid_t tid, int status) {
  forget_memory(tid);
  const auto found = tracees_.find(tid);
  if (found == tracees_.end()) {
    early_.erase(tid);
    return;
  }
  const std::shared_ptr<Process> process = found->second.process;
  if (!found->second.exiting) {
    record_unfinished(found->second);
    --process->threads;
  }
  if (by_lines()) schedule_->left(found->second.number);
  if (holder_ == tid) holder_ = 0;
  tracees_.erase(found);
  const bool last = std::none_of(tracees_.begin(), tracees_.end(),
                                 [&](const auto& entry) { return entry.second.process == process; });
  if (!last) return;
  if (launched_) record_exit(*process, status, false);
  recorder_.death(process->pid);
  adopt_orphans(*process);
}

// A child whose father was killed before the kernel could tell of the birth.
void Tracer::adopt_orphans(const Process& gone) {
  for (auto next = early_.begin(); next != early_.end();) {
    const pid_t child = next->first;
    const pid_t father = std::atoi(status_field(read_proc(child, "status"), "PPid").c_str());
    if (tracees_.count(father) != 0) {
      ++next;
      continue;
    }
    next = early_.erase(next);
    auto process = std::make_shared<Process>();
    process->pid = child;
    process->parent = gone.pid;
    process->inner_pid = inner_pid(child);
    process->space = std::make_shared<AddressSpace>(*gone.space);
    add_tracee(child, process);
    recorder_.birth(process);
    if (killing_) kill(child, SIGKILL);
    resume(child);
  }
}

// --- signals --------------------------------------------------------------------------------------------------------

void Tracer::on_signal(Tracee& tracee, int signal) {
  if (signal == SIGTRAP && on_trap(tracee)) return;
  if (!launched_ || signal == SIGCHLD || signal == SIGCONT || signal == SIGWINCH)
    return go_on(tracee, signal);
  siginfo_t information{};
  ptrace(PTRACE_GETSIGINFO, tracee.tid, nullptr, &information);
  Process& process = *tracee.process;
  record::Exit& fatal = process.fatal;
  fatal = {0, signal, information.si_code, 0, signal_name(signal), signal_code_name(signal, information.si_code)};
  const bool has_address = signal == SIGSEGV || signal == SIGBUS || signal == SIGFPE || signal == SIGILL;
  if (has_address && information.si_code > 0) fatal.fault_address = reinterpret_cast<Address>(information.si_addr);
  process.fatal_source = {};
  Registers registers;
  if (is_fault(signal) && process.space->image && read_registers(tracee.tid, registers))
    process.fatal_source =
        own_frame(tracee.tid, *process.space->image, registers, StopKind::instruction, own_).source;
  // What kills is told by the exit that follows at once; what is caught would leave no other trace.
  if (is_caught(tracee.tid, signal)) {
    record_start();
    record::Moment moment;
    moment.kind = record::MomentKind::signal;
    moment.pid = process.pid;
    moment.source = process.fatal_source;
    moment.exit = fatal;
    record(std::move(moment));
  }
  go_on(tracee, signal);
}

}  // namespace partage::observe
