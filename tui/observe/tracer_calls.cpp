// The tracer's part about breakpoints: the start of the program, entries and returns of the probed functions.
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/wait.h>

#include <algorithm>
#include <cerrno>

#include "observe/memory.hpp"
#include "observe/page_size.hpp"
#include "observe/tracer.hpp"

namespace partage::observe {
namespace {

constexpr std::size_t kMostWatched = 32;
// Below, the kernel maps nothing (vm.mmap_min_addr); above, nothing of the user's.
constexpr Address kLowestAddress = 0x10000;
constexpr Address kHighestAddress = 1ull << 47;

bool is_fault(int signal) { return signal == SIGSEGV || signal == SIGBUS || signal == SIGFPE || signal == SIGILL; }

}  // namespace

void Tracer::set_first_breakpoints(Tracee& tracee) {
  AddressSpace& space = *tracee.process->space;
  if (!space.image->has_program()) {
    loading_ = false;
    return;
  }
  ElfFile& program = space.image->program();
  const Address bias = space.image->program_bias();
  Breakpoints& breakpoints = space.breakpoints;
  if (!breakpoints.add(tracee.tid, program.entry() + bias, {.program_entry = true})) loading_ = false;
  if (const auto main = program.function("main")) breakpoints.add(tracee.tid, *main + bias, {.main = true});
  set_probes(tracee);
  if (by_lines()) set_statement_breakpoints(tracee);
}

void Tracer::set_probes(Tracee& tracee) {
  AddressSpace& space = *tracee.process->space;
  if (!space.image->has_program() || space.image->program_file() != program_) return;
  ElfFile& program = space.image->program();
  if (request_.page_size != 0 || judges())
    space.breakpoints.add(tracee.tid, program.entry() + space.image->program_bias(), {.program_entry = true});
  if (request_.probes.empty()) return;
  if (const auto main = program.function("main"))
    space.in_main = !space.breakpoints.add(tracee.tid, *main + space.image->program_bias(), {.main = true});
  for (std::size_t i = 0; i < request_.probes.size(); ++i)
    if (const auto function = program.function(request_.probes[i].function))
      space.breakpoints.add(tracee.tid, *function + space.image->program_bias(), {.probe = static_cast<int>(i)});
}

// False when the trap is not ours: the program's own int3, or a SIGTRAP that somebody sent.
bool Tracer::on_trap(Tracee& tracee) {
  siginfo_t information{};
  Registers registers;
  if (ptrace(PTRACE_GETSIGINFO, tracee.tid, nullptr, &information) != 0) return false;
  if (launched_ && steps_itself(tracee, information.si_code)) return true;
  if (information.si_code != SI_KERNEL && information.si_code != TRAP_BRKPT) return false;
  if (!read_registers(tracee.tid, registers)) return false;
  const Address address = breakpoint_address(program_counter(registers));
  Breakpoints& breakpoints = tracee.process->space->breakpoints;
  const Breakpoints::Meaning* known = breakpoints.at(address);
  if (known == nullptr) return false;
  const Breakpoints::Meaning meaning = *known;
  set_program_counter(registers, address);
  write_registers(tracee.tid, registers);

  if (meaning.program_entry) {
    loading_ = false;
    guard_code(tracee);
    if (request_.page_size != 0) set_questions(tracee);
    if (!tracee.process->space->image->program().function("main")) record_start();
  }
  if (meaning.main) {
    NamedVariables& named = tracee.process->space->named;
    tracee.process->space->in_main = true;
    named.frame = stack_after_return(registers);
    named.back_slot = return_slot(registers);
    named.back = return_address(tracee.tid, registers).value_or(0);
    record_start();
  }
  if (meaning.probe_return) on_call_return(tracee, address, registers);
  // Before main only the student's own file could call: such a call is none of the scenario's.
  if (meaning.probe >= 0 && tracee.process->space->in_main) on_call_entry(tracee, meaning.probe, registers);
  if (meaning.question >= 0 && answer(tracee, meaning.question, registers)) {
    resume(tracee.tid);
    return true;
  }
  if (meaning.stops()) {
    on_line(tracee, address, meaning, registers);
  } else if (meaning.once()) {
    breakpoints.remove(tracee.tid, address);
    resume(tracee.tid);
  } else {
    step_over(tracee, address);
  }
  return true;
}

void Tracer::set_questions(Tracee& tracee) {
  AddressSpace& space = *tracee.process->space;
  for (const Module& module : space.image->modules(tracee.tid)) {
    if (!module.file || space.image->is_program(module)) continue;
    for (std::size_t i = 0; i < page_size_questions.size(); ++i)
      if (const auto function = module.file->function(page_size_questions[i].function))
        space.breakpoints.add(tracee.tid, *function + module.bias, {.question = static_cast<int>(i)});
  }
}

// Only an own file is lied to: libc itself and the rest of the program go on with the machine's pages.
bool Tracer::answer(Tracee& tracee, int question, Registers registers) {
  const auto& asked = page_size_questions[static_cast<std::size_t>(question)];
  const auto argument = static_cast<std::uint32_t>(function_argument(registers, 0));
  const auto back = return_address(tracee.tid, registers);
  if (!back || (asked.argument && *asked.argument != argument)) return false;
  Image& image = *tracee.process->space->image;
  const Module* module = image.find(tracee.tid, *back - 1);
  if (module == nullptr || !image.is_program(*module)) return false;
  if (!image.program().place(*back - 1 - image.program_bias(), own_).own) return false;
  return_at_once(registers, *back, request_.page_size);
  return write_registers(tracee.tid, registers);
}

// `lifted`: the breakpoint to pass over, 0 for none. Another thread that passes there during this one step is not seen.
Tracer::Stepped Tracer::step(Tracee& tracee, Address lifted, int& held_back) {
  const std::shared_ptr<AddressSpace> space = tracee.process->space;
  const pid_t tid = tracee.tid;
  space->breakpoints.lift(tid, lifted);
  while (true) {
    int status;
    ptrace(PTRACE_SINGLESTEP, tid, nullptr, nullptr);
    while (waitpid(tid, &status, __WALL | __WNOTHREAD) < 0)
      if (errno != EINTR) return Stepped::elsewhere;
    const int event = status >> 16, signal = WIFSTOPPED(status) ? WSTOPSIG(status) : 0;
    if (WIFSTOPPED(status) && event == 0 && signal == SIGTRAP) break;
    if (WIFSTOPPED(status) && event == PTRACE_EVENT_STOP) continue;
    // Sent by somebody: delivered after the step, so that its handler does not come back to the breakpoint.
    if (WIFSTOPPED(status) && event == 0 && !is_fault(signal)) {
      held_back = signal;
      continue;
    }
    if (WIFSTOPPED(status)) space->breakpoints.restore(tid, lifted);
    handle(tid, status);
    return Stepped::elsewhere;
  }
  space->breakpoints.restore(tid, lifted);
  return Stepped::done;
}

void Tracer::step_over(Tracee& tracee, Address address) {
  const pid_t tid = tracee.tid;  // the tracee may be gone after the step
  int held_back = 0;
  if (step(tracee, address, held_back) == Stepped::done) resume(tid, held_back);
}

void Tracer::watch(Process& process, std::uint64_t value) const {
  if (value < kLowestAddress || value >= kHighestAddress) return;
  auto& watched = process.space->watched;
  if (watched.size() < kMostWatched) watched.insert(value - value % page_size());
}

void Tracer::on_call_entry(Tracee& tracee, int probe, const Registers& registers) {
  const Probe& wanted = request_.probes[static_cast<std::size_t>(probe)];
  Process& process = *tracee.process;
  OpenCall call;
  call.probe = probe;
  call.number = ++call_counts_[static_cast<std::size_t>(probe)];
  for (int i = 0; i < wanted.arguments; ++i) call.arguments.push_back(function_argument(registers, i));
  call.stack_at_return = stack_after_return(registers);
  // Calls left by longjmp are below the present frame.
  while (!tracee.calls.empty() && tracee.calls.back().stack_at_return < call.stack_at_return) tracee.calls.pop_back();
  if (wanted.watched_argument >= 0 && tracee.calls.empty()) watch(process, function_argument(registers, wanted.watched_argument));
  if (const auto back = return_address(tracee.tid, registers)) {
    call.returns_to = *back;
    process.space->breakpoints.add(tracee.tid, *back, {.probe_return = true});
  }
  record_start();
  record::Moment moment;
  moment.kind = record::MomentKind::call_entry;
  moment.pid = process.pid;
  moment.call = {wanted.function, call.number, call.arguments, std::nullopt};
  const Image& image = *process.space->image;
  const Place& place = image.program().place(program_counter(registers) - image.program_bias(), own_);
  if (place.own) moment.source = place.source;
  tracee.calls.push_back(std::move(call));
  record(std::move(moment));
}

void Tracer::on_call_return(Tracee& tracee, Address address, const Registers& registers) {
  const Address stack = stack_pointer(registers);
  Process& process = *tracee.process;
  while (!tracee.calls.empty() && tracee.calls.back().stack_at_return <= stack) {
    const OpenCall call = std::move(tracee.calls.back());
    tracee.calls.pop_back();
    if (call.stack_at_return != stack || call.returns_to != address) continue;
    const std::uint64_t result = function_result(registers);
    if (tracee.calls.empty()) watch(process, result);  // of a call within another nothing is asked
    process.maps_changed = true;  // the heap may have grown, and what the function returns may be there
    record::Moment moment;
    moment.kind = record::MomentKind::call_return;
    moment.pid = process.pid;
    moment.call = {request_.probes[static_cast<std::size_t>(call.probe)].function, call.number, call.arguments, result};
    const Image& image = *process.space->image;
    if (image.has_program()) {
      const Place& place = image.program().place(address - 1 - image.program_bias(), own_);
      if (place.own) moment.source = place.source;
    }
    record(std::move(moment));
  }
}

}  // namespace partage::observe
