#include "sandbox/watchdog.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <algorithm>

#include "sandbox/errors.hpp"
#include "sandbox/processes.hpp"

namespace partage::sandbox {
namespace {

constexpr long kPeriodNanoseconds = 5'000'000;
// Beyond its wall clock, a run is given back what other programs took from it; not for ever: others wait for the verdict.
constexpr auto kMostGivenBack = std::chrono::seconds(8);
constexpr unsigned kSamplesPerDiskLook = 8;  // reading folders is dearer than reading /proc

void arm(int timer) {
  itimerspec once{};
  once.it_value.tv_nsec = kPeriodNanoseconds;
  timerfd_settime(timer, 0, &once, nullptr);
}

std::chrono::milliseconds milliseconds(std::uint64_t ticks) {
  static const auto per_second = static_cast<std::uint64_t>(sysconf(_SC_CLK_TCK));
  return std::chrono::milliseconds(ticks * 1000 / per_second);
}

std::uint64_t sum_of_shares(const ProcessView& view) {
  std::uint64_t sum = 0;
  for (const pid_t pid : view.pids)
    sum += proportional_bytes(view.proc, pid).value_or(resident_bytes(view.proc, pid));
  return sum;
}

// The cheap sum counts a shared page several times: it can only be too large, so the dear one is read when it matters.
// That one is too large as well while processes fork (a page is one's own when the first is read, shared when the next
// is): the smallest of a few readings is kept.
std::uint64_t memory_of(const ProcessView& view, std::uint64_t allowed) {
  constexpr int readings = 4;
  std::uint64_t least = 0;
  for (const pid_t pid : view.pids) least += resident_bytes(view.proc, pid);
  for (int i = 0; i < readings && least > allowed; ++i) least = std::min(least, sum_of_shares(view));
  return least;
}

}  // namespace

Watchdog::Watchdog(Run& run, const Limits& limits)
    : run_(run), limits_(limits), deadline_(std::chrono::steady_clock::now() + limits.wall) {
  own_proc_ = open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  waited_before_ = waited_for_processor(own_proc_, "self");
  timer_ = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
  stop_event_ = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  arm(timer_);
}

Watchdog::~Watchdog() {
  stop();
  close(timer_);
  close(stop_event_);
  close(own_proc_);
}

int Watchdog::fd() const { return timer_; }

std::string Watchdog::exceeded() const { return exceeded_.load(); }

void Watchdog::sample() {
  const ProcessView view = run_.view();
  Usage now;
  std::uint64_t ticks = 0;
  const auto init = view.init != 0 ? process_state(view.proc, view.init) : std::nullopt;
  if (init) ticks += init->children_ticks;  // orphans that it has reaped; its own time is ours
  for (const pid_t pid : view.pids) {
    const auto state = process_state(view.proc, pid);
    if (!state) continue;
    ticks += state->own_ticks + state->children_ticks;
    ticks_seen_[{pid, state->started}] = state->own_ticks;
    if (state->state != 'Z' && state->state != 'X') now.processes += state->threads;
  }
  std::uint64_t seen = 0;
  for (const auto& [process, own] : ticks_seen_) seen += own;
  now.cpu = milliseconds(std::max(ticks, seen));
  if (++samples_ % kSamplesPerDiskLook == 0) now.disk = run_.kept_disk();
  peak_.disk = std::max(peak_.disk, now.disk);
  const std::uint64_t kept = run_.kept_memory();
  now.memory = kept + memory_of(view, limits_.memory > kept ? limits_.memory - kept : 0);
  peak_.memory = std::max(peak_.memory, now.memory);
  peak_.cpu = std::max(peak_.cpu, now.cpu);
  peak_.processes = std::max(peak_.processes, now.processes);
}

// A program that sleeps waits for nothing; one that runs meets the limit of processor time.
bool Watchdog::too_long() const {
  const auto late = std::chrono::steady_clock::now() - deadline_;
  if (late < late.zero() || late >= kMostGivenBack) return late >= late.zero();
  const ProcessView view = run_.view();
  // The tracer's threads too: a traced program goes no faster than they do.
  auto waited = waited_for_processor(own_proc_, "self") - waited_before_;
  for (const pid_t pid : view.pids) waited += waited_for_processor(view.proc, std::to_string(pid));
  return late >= waited;
}

std::string Watchdog::check() {
  std::uint64_t expirations;
  [[maybe_unused]] const ssize_t ignored = read(timer_, &expirations, sizeof expirations);
  sample();
  const char* name = "";
  if (peak_.processes > limits_.processes)
    name = "processes";
  else if (peak_.memory > limits_.memory)
    name = "memory";
  else if (peak_.cpu > limits_.cpu)
    name = "cpu";
  else if (peak_.disk > limits_.disk)
    name = "output";
  else if (too_long())
    name = "wall_clock";
  const char* none = exceeded_.load();
  if (none[0] == '\0') exceeded_.store(name);
  arm(timer_);
  return exceeded();
}

void Watchdog::start_thread() {
  sigset_t all, before;
  sigfillset(&all);  // signals are for the thread that called
  pthread_sigmask(SIG_SETMASK, &all, &before);
  thread_ = std::thread([this] { loop(); });
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

void Watchdog::loop() {
  while (true) {
    pollfd events[] = {{timer_, POLLIN, 0}, {stop_event_, POLLIN, 0}};
    if (poll(events, 2, -1) < 0) continue;
    if (events[1].revents != 0) return;
    // Again at every tick, not once: outside namespaces a process may fork between the look and the signal.
    if (events[0].revents != 0 && !check().empty()) run_.signal_all();
  }
}

void Watchdog::stop() {
  if (!thread_.joinable()) return;
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t ignored = write(stop_event_, &one, sizeof one);
  thread_.join();
}

}  // namespace partage::sandbox
