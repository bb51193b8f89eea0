// The tracer's part about statements: a stop before each, one process at a time, in the order that was asked for.
#include <sched.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <time.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "observe/blocked.hpp"
#include "observe/instructions.hpp"
#include "observe/memory.hpp"
#include "observe/tracer.hpp"
#include "observe/unwind.hpp"

namespace partage::observe {
namespace {

constexpr int kWaitFlags = __WALL | __WNOTHREAD;
// Stops at one place without any change, after which the others are given a chance.
constexpr int kSpin = 2;
constexpr int kYields = 40;
constexpr long kLongestWaitNanoseconds = 500'000;
constexpr std::size_t kLongestInstruction = 16;
constexpr std::size_t kMostActivations = 256;

// Nothing tells that a process has just fallen asleep inside the kernel: it must be looked at.
void wait_a_little(int times) {
  if (times < kYields) {
    sched_yield();
    return;
  }
  const timespec pause{0, std::min(kLongestWaitNanoseconds, 20'000L * (times - kYields + 1))};
  nanosleep(&pause, nullptr);
}

}  // namespace

// --- the loop -------------------------------------------------------------------------------------------------------

bool Tracer::take_event() {
  int status;
  const pid_t tid = waitpid(-1, &status, kWaitFlags | WNOHANG);
  if (ending_.wanted() && !killing_) kill_everything();
  if (tid <= 0) return false;
  handle(tid, status);
  return true;
}

void Tracer::loop_in_order() {
  int idle = 0;
  while (!tracees_.empty() || !early_.empty()) {
    errno = 0;
    if (take_event()) {
      idle = 0;
      continue;
    }
    if (errno == ECHILD) return;
    look_around();
    if (dispatch()) idle = 0;
    else wait_a_little(idle++);
  }
}

// The one that has the turn may have fallen asleep.
void Tracer::look_around() {
  const auto holder = tracees_.find(holder_);
  if (killing_ || holder == tracees_.end()) return;
  if (!holder->second.walk.lent && !blocked_call(holder_)) return;
  schedule_->left(holder->second.number);
  holder_ = 0;
}

// No process is between two places: each waits for its turn, or sleeps in the kernel. Only then is a choice repeatable.
bool Tracer::settled() const {
  return std::all_of(tracees_.begin(), tracees_.end(), [](const auto& entry) {
    const Tracee& tracee = entry.second;
    if (tracee.walk.parked) return true;
    const char state = thread_state(tracee.tid);
    if (state == 'D') return tracee.walk.lent;
    return state == 'T' || (state == 'S' && blocked_call(tracee.tid).has_value());
  });
}

bool Tracer::dispatch() {
  if (holder_ != 0 || killing_) return false;
  std::vector<Tracee*> parked;
  for (auto& [tid, tracee] : tracees_)
    if (tracee.walk.parked) parked.push_back(&tracee);
  if (parked.empty() || !early_.empty() || !settled()) return false;
  std::sort(parked.begin(), parked.end(), [](const Tracee* a, const Tracee* b) { return a->number < b->number; });
  std::vector<Ready> ready;
  for (const Tracee* one : parked) ready.push_back({one->number, one->walk.in_region, one->walk.idle >= kSpin});
  release(*parked[schedule_->choose(ready)]);
  return true;
}

void Tracer::park(Tracee& tracee, Address breakpoint, int signal) {
  tracee.walk.parked = true;
  tracee.walk.parked_at = breakpoint;
  tracee.walk.pending_signal = signal;
  if (turn_of(tracee)) holder_ = 0;
}

void Tracer::release(Tracee& tracee) {
  const pid_t tid = tracee.tid;
  holder_ = tid;
  tracee.walk.parked = false;
  tracee.walk.lent = false;
  if (tracee.walk.in_region) return step_in_region(tracee);
  if (tracee.walk.pending_signal != 0 || tracee.walk.parked_at == 0) return resume(tid, tracee.walk.pending_signal);
  step_over(tracee, tracee.walk.parked_at);
}

// Back from the kernel, about to run in the program: at once when it has the turn, later otherwise.
void Tracer::go_on(Tracee& tracee, int signal) {
  if (!by_lines() || turn_of(tracee) || !started_ || killing_) return resume(tracee.tid, signal);
  // The kernel starts the interrupted call again by itself: nothing of the program runs.
  if (signal != 0 && tracee.interrupted) return resume(tracee.tid, signal);
  park(tracee, 0, signal);
}

// --- statements -----------------------------------------------------------------------------------------------------

void Tracer::set_statement_breakpoints(Tracee& tracee) {
  AddressSpace& space = *tracee.process->space;
  if (!space.image->has_program()) return;
  ElfFile& program = space.image->program();
  const Address bias = space.image->program_bias();
  recorder_.follow_files();
  if (program.optimised(own_)) recorder_.say_optimised();
  if (const auto main = program.function("main")) space.breakpoints.add(tracee.tid, *main + bias, {.main = true});
  const auto& statements = program.statements(own_);
  for (std::size_t i = 0; i < statements.size(); ++i)
    space.breakpoints.add(tracee.tid, statements[i].address + bias, {.statement = static_cast<int>(i)});
  space.named = {};
  space.named.declared = program.named_variables(own_);
  space.named.bias = bias;
  const auto [known, is_new] = variables_of_.try_emplace(&program, 0);
  if (is_new) known->second = recorder_.declare(*space.named.declared);
  space.named.first = known->second;
}

// Optimised code uses the frame pointer for something else.
Address Tracer::activation(const Tracee& tracee, const Registers& registers) const {
  Image& image = *tracee.process->space->image;
  if (!image.program().optimised(own_)) return frame_pointer(registers);
  return Unwinder(tracee.tid, image, registers, StopKind::instruction).frame_address().value_or(frame_pointer(registers));
}

// The compiler may give one statement several places (its parts, a loop's condition): going forwards inside it is not
// another statement. Coming back is.
bool Tracer::is_same_statement(Tracee& tracee, const Statement& statement, const Registers& registers, Address address) const {
  auto& stops = tracee.walk.stops;
  const Address frame = activation(tracee, registers);
  // Activations deeper than this one are over (the stack grows downwards).
  while (!stops.empty() && stops.back().frame < frame) stops.pop_back();
  if (stops.empty() || stops.back().frame != frame) {
    if (stops.size() >= kMostActivations) stops.erase(stops.begin());
    stops.push_back({frame, statement.source.line, address});
    return false;
  }
  Walk::Stop& last = stops.back();
  const bool same = last.line == statement.source.line && address > last.address;
  last.line = statement.source.line;
  last.address = address;
  return same;
}

void Tracer::on_line(Tracee& tracee, Address address, const Breakpoints::Meaning& meaning, const Registers& registers) {
  const auto region = region_of(tracee);
  if (region && region->first <= address && address < region->second) {
    record_instruction(tracee, address);
    return park(tracee, address);
  }
  Image& image = *tracee.process->space->image;
  const auto& statements = image.program().statements(own_);
  if (meaning.statement < 0 || static_cast<std::size_t>(meaning.statement) >= statements.size()) return step_over(tracee, address);
  const Statement& statement = statements[static_cast<std::size_t>(meaning.statement)];
  if (is_same_statement(tracee, statement, registers, address) && turn_of(tracee)) return step_over(tracee, address);
  record_statement(tracee, statement.source);
  note_idleness(tracee, address);
  park(tracee, address);
}

void Tracer::record_statement(Tracee& tracee, const record::SourceLine& source) {
  Process& process = *tracee.process;
  process.line = source;
  if (source.function == "main") {
    int& reached = process.space->named.reached;
    reached = std::max(reached, source.line);
  }
  record_start();
  record::Moment moment;
  moment.kind = record::MomentKind::statement;
  moment.pid = process.pid;
  moment.source = source;
  record(std::move(moment));
}

// A process that turns round without changing anything waits for another one to change something.
void Tracer::note_idleness(Tracee& tracee, Address address) {
  Walk& walk = tracee.walk;
  const bool idle = recorder_.last_was_idle() && walk.parked_at == address;
  walk.idle = idle ? walk.idle + 1 : 0;
}

// --- instructions ---------------------------------------------------------------------------------------------------

std::optional<std::pair<Address, Address>> Tracer::region_of(const Tracee& tracee) const {
  const auto& image = tracee.process->space->image;
  if (request_.lines->region.empty() || !image || !image->has_program()) return std::nullopt;
  auto range = image->program().function_range(request_.lines->region);
  if (!range) return std::nullopt;
  range->first += image->program_bias();
  range->second += image->program_bias();
  return range;
}

void Tracer::record_instruction(Tracee& tracee, Address address) {
  Process& process = *tracee.process;
  Image& image = *process.space->image;
  tracee.walk.in_region = true;
  std::array<std::uint8_t, kLongestInstruction> bytes{};
  process.space->breakpoints.lift(tracee.tid, address);
  const std::size_t got = read_memory(process.pid, address, bytes.data(), bytes.size());
  process.space->breakpoints.restore(tracee.tid, address);
  record_start();
  record::Moment moment;
  moment.kind = record::MomentKind::instruction;
  moment.pid = process.pid;
  const Place& place = image.program().place(address - image.program_bias(), own_);
  if (place.own) moment.source = place.source;
  process.line = moment.source;
  moment.instruction = {address - region_of(tracee)->first, instruction_text({bytes.data(), got}, address)};
  record(std::move(moment));
}

void Tracer::step_in_region(Tracee& tracee) {
  const auto region = region_of(tracee);
  const pid_t tid = tracee.tid;
  int held_back = tracee.walk.pending_signal;
  tracee.walk.pending_signal = 0;
  if (step(tracee, tracee.walk.parked_at, held_back) == Stepped::elsewhere) return;
  Registers registers;
  if (!region || !read_registers(tid, registers)) return resume(tid, held_back);
  const auto inside = [&](Address address) { return region->first <= address && address < region->second; };
  const Address here = program_counter(registers);
  if (inside(here)) {
    record_instruction(tracee, here);
    const bool breakpoint = tracee.process->space->breakpoints.at(here) != nullptr;
    return park(tracee, breakpoint ? here : 0, held_back);
  }
  tracee.walk.in_region = false;
  // A call: the region goes on where it returns. Otherwise the function is over.
  const auto back = return_address(tid, registers);
  if (back && inside(*back)) tracee.process->space->breakpoints.add(tid, *back, {.region_return = true});
  else schedule_->left(tracee.number);
  resume(tid, held_back);
}

}  // namespace partage::observe
