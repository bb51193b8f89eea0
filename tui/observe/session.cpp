#include "observe/session.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cerrno>
#include <exception>
#include <future>
#include <map>
#include <mutex>
#include <thread>

#include "observe/blocked.hpp"
#include "observe/flags.hpp"
#include "observe/memory.hpp"
#include "observe/tracer.hpp"
#include "observe/waits.hpp"
#include "sandbox/watchdog.hpp"

namespace partage::observe {
namespace {

constexpr int kKillPeriodMilliseconds = 10;
constexpr auto kDeadlockPeriod = std::chrono::milliseconds(40);

record::End end_of(std::string_view limit) {
  if (limit == "memory") return record::End::memory;
  if (limit == "cpu") return record::End::cpu;
  if (limit == "processes") return record::End::processes;
  if (limit == "output") return record::End::output;
  return record::End::wall_clock;
}

record::Exit exit_of(int status) {
  record::Exit exit;
  if (WIFSIGNALED(status)) {
    exit.signal = WTERMSIG(status);
    exit.signal_name = signal_name(exit.signal);
  } else {
    exit.status = WEXITSTATUS(status);
  }
  return exit;
}

std::string isolation_name(const sandbox::Spec& spec) {
  if (spec.policy == sandbox::Policy::lesson || spec.tier == sandbox::Tier::none) return "aucune";
  return spec.tier == sandbox::Tier::namespaces ? "espaces de noms" : "légère";
}

// All numbers that must stop: those of the table, and in the lite tier those that reach other processes.
std::vector<int> traced_syscalls(const sandbox::Spec& spec, bool by_lines) {
  std::vector<int> numbers = syscalls_of_interest();
  if (by_lines) numbers.insert(numbers.end(), blocking_syscalls().begin(), blocking_syscalls().end());
  if (spec.tier == sandbox::Tier::lite && spec.policy == sandbox::Policy::submission)
    for (const int number : sandbox::lite_traced_syscalls()) numbers.push_back(number);
  // In the other tier the filter itself answers to clone3: a stop there would only cost time.
  if (spec.policy == sandbox::Policy::submission) std::erase(numbers, static_cast<int>(SYS_clone3));
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers;
}

// Outside namespaces the sandbox makes this process the one that adopts orphans. Only while the run lasts: later, the
// orphans of others would stay here as zombies.
class AdoptionRestored {
 public:
  AdoptionRestored() { prctl(PR_GET_CHILD_SUBREAPER, &before_); }
  ~AdoptionRestored() { prctl(PR_SET_CHILD_SUBREAPER, before_, 0, 0, 0); }
  AdoptionRestored(const AdoptionRestored&) = delete;
  AdoptionRestored& operator=(const AdoptionRestored&) = delete;

 private:
  int before_ = 0;
};

class Session {
 public:
  Session(const Request& request, ProgramTerminal terminal, const Wiring& wiring)
      : request_(request), terminal_(std::move(terminal)), wiring_(wiring), done_(eventfd(0, EFD_CLOEXEC)), typed_(terminal_.pty ? wiring.typed : std::string_view()) {
    const sandbox::Spec& spec = request.spec;
    recording_.program = spec.argv.empty() ? "" : spec.argv[0];
    if (!spec.argv.empty()) recording_.arguments.assign(spec.argv.begin() + 1, spec.argv.end());
    recording_.page_size = page_size();
    recording_.isolation = isolation_name(spec);
    if (request.lines) recording_.order = order_text(*request.lines);
  }

  record::Recording run();

 private:
  void trace();
  void trace_until_end();
  void wait_until_end();
  void serve();
  void stop_at(const std::string& limit);
  void look_for_deadlock();
  void read_output();
  void type();
  void deliver_moments();
  void conclude();

  const Request& request_;
  ProgramTerminal terminal_;
  const Wiring& wiring_;
  sandbox::Descriptor done_;  // readable when the ptrace thread has nothing more to do, or has new moments
  record::Recording recording_;
  Ending ending_;
  std::unique_ptr<sandbox::Run> run_;
  std::promise<void> started_;
  std::atomic<bool> traced_{false};
  bool out_of_cpu_ = false;
  std::string fault_;
  std::string output_;
  bool output_closed_ = false;
  std::string_view typed_;  // what is left to type
  DeadlockWatch deadlocks_;
  std::chrono::steady_clock::time_point last_look_ = std::chrono::steady_clock::now();
  std::vector<record::Wait> waits_;  // of the processes alive when the run was stopped
  std::map<record::Pid, record::SourceLine> waiting_lines_;
  std::mutex moments_lock_;
  std::vector<record::Moment> moments_;  // not yet given to on_moment
};

void Session::trace() {
  prctl(PR_SET_NAME, "partage-ptrace");
  bool told = false;
  try {
    sandbox::Spec spec = with_terminal(request_.spec, terminal_);
    if (request_.observed) spec.traced_syscalls = traced_syscalls(spec, request_.lines.has_value());
    run_ = sandbox::start(spec);
    terminal_.inside.reset();
    started_.set_value();
    told = true;
    request_.observed ? trace_until_end() : wait_until_end();
  } catch (const std::exception& error) {
    fault_ = error.what();
  }
  // Here and not in the other thread: what still lives dies with the thread that started it.
  if (run_) run_->kill_all();
  if (run_ && fault_.empty()) fault_ = run_->failure();
  terminal_.inside.reset();
  if (!told) started_.set_value();
  traced_ = true;
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t ignored = write(done_.get(), &one, sizeof one);
}

void Session::trace_until_end() {
  Recorder::OnMoment on_moment;
  if (wiring_.on_moment) {
    on_moment = [this](const record::Moment& moment) {
      const std::lock_guard guard(moments_lock_);
      moments_.push_back(moment);
      const std::uint64_t one = 1;
      [[maybe_unused]] const ssize_t ignored = write(done_.get(), &one, sizeof one);
    };
  }
  Recorder recorder(recording_, std::move(on_moment));
  Tracer tracer(request_, recorder, ending_);
  try {
    tracer.seize(run_->program());
    run_->open_gate();
    tracer.loop();
  } catch (const std::exception&) {
    tracer.abandon(*run_);
    throw;
  }
  out_of_cpu_ = tracer.out_of_cpu();
  waiting_lines_ = tracer.waiting_lines();
  if (!tracer.launched() && !ending_.wanted()) fault_ = run_->failure();
}

// Unobserved: only the end is known, and told as a tracer would.
void Session::wait_until_end() {
  record::Process process;
  process.pid = process.inner_pid = run_->program();
  if (const std::optional<int> status = run_->wait()) process.exit = exit_of(*status);
  if (const std::string limit = run_->limit(); !limit.empty()) ending_.set(end_of(limit));
  recording_.processes.push_back(std::move(process));
}

void Session::deliver_moments() {
  std::vector<record::Moment> ready;
  {
    const std::lock_guard guard(moments_lock_);
    ready.swap(moments_);
  }
  for (const record::Moment& moment : ready) wiring_.on_moment(moment);
}

void Session::read_output() {
  std::array<char, 16384> block;
  while (!output_closed_) {
    const ssize_t got = read(terminal_.outside.get(), block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && errno == EAGAIN) return;
    // EIO: every end of the pty inside is closed.
    if (got <= 0) {
      output_closed_ = true;
      return;
    }
    const std::size_t room = request_.spec.limits.output - output_.size();
    const std::string_view kept(block.data(), std::min(room, static_cast<std::size_t>(got)));
    output_ += kept;
    if (!kept.empty() && wiring_.on_output) wiring_.on_output(kept);
    if (static_cast<std::size_t>(got) > room) {
      ending_.set(record::End::output);
      return;
    }
  }
}

void Session::type() {
  const ssize_t written = write(terminal_.outside.get(), typed_.data(), typed_.size());
  if (written > 0) typed_.remove_prefix(static_cast<std::size_t>(written));
  if (written < 0 && errno != EAGAIN && errno != EINTR) typed_ = {};  // nobody is left to read it
}

void Session::stop_at(const std::string& limit) {
  if (limit == "wall_clock") waits_ = waits_of(run_->processes());
  ending_.set(end_of(limit));
}

void Session::look_for_deadlock() {
  const auto now = std::chrono::steady_clock::now();
  if (now - last_look_ < kDeadlockPeriod) return;
  last_look_ = now;
  if (auto waits = deadlocks_.look(run_->processes())) {
    waits_ = std::move(*waits);
    ending_.set(record::End::deadlock);
  }
}

void Session::serve() {
  sandbox::Watchdog watchdog(*run_, request_.spec.limits);
  while (!traced_) {
    pollfd events[] = {{done_.get(), POLLIN, 0},
                       {watchdog.fd(), POLLIN, 0},
                       {output_closed_ ? -1 : terminal_.outside.get(), static_cast<short>(typed_.empty() ? POLLIN : POLLIN | POLLOUT), 0},
                       {wiring_.control, POLLIN, 0},
                       {wiring_.writer != nullptr && wiring_.writer->pending() ? wiring_.writer->fd() : -1, POLLOUT, 0}};
    const bool killing = ending_.wanted();
    // While it is being killed: again and again, since outside namespaces a process may fork between look and signal.
    if (killing) run_->signal_all();
    poll(events, std::size(events), killing ? kKillPeriodMilliseconds : -1);
    if (events[0].revents != 0) {
      std::uint64_t count;
      [[maybe_unused]] const ssize_t ignored = read(done_.get(), &count, sizeof count);
      if (wiring_.on_moment) deliver_moments();
    }
    if ((events[2].revents & POLLOUT) != 0) type();
    if ((events[2].revents & ~POLLOUT) != 0) read_output();
    if (events[3].revents != 0) ending_.set(record::End::cancelled);
    if (events[4].revents != 0) wiring_.writer->flush();
    if (events[1].revents != 0 && !killing) {
      if (const std::string limit = watchdog.check(); !limit.empty()) stop_at(limit);
      else if (request_.observed) look_for_deadlock();
    }
  }
  if (out_of_cpu_) ending_.set(record::End::cpu);
}

void Session::conclude() {
  if (!ending_.wanted()) read_output();  // nothing may have been lost between the last look and the end
  if (wiring_.on_moment) deliver_moments();
  recording_.output = std::move(output_);
  recording_.waits = std::move(waits_);
  for (record::Wait& wait : recording_.waits) wait.source = waiting_lines_[wait.pid];
  recording_.end = ending_.reason().value_or(record::End::finished);
  if (fault_.empty()) return;
  recording_.end = record::End::fault;
  recording_.fault = fault_;
}

record::Recording Session::run() {
  const AdoptionRestored adoption;
  // Signals sent to this process are for its first thread.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  std::thread tracing([this] { trace(); });
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  // The sandbox is made by a copy of this process: until then this thread must hold no lock.
  started_.get_future().wait();
  if (run_) serve();
  tracing.join();
  conclude();
  return std::move(recording_);
}

}  // namespace

record::Recording run_session(const Request& request, ProgramTerminal terminal, const Wiring& wiring) {
  return Session(request, std::move(terminal), wiring).run();
}

record::Recording run(const Request& request, const std::function<void(std::string_view)>& on_output,
                      const std::function<void(const record::Moment&)>& on_moment, std::string_view typed) {
  try {
    return run_session(request, open_terminal(request), {on_output, on_moment, -1, nullptr, typed});
  } catch (const std::exception& error) {
    record::Recording recording;
    recording.end = record::End::fault;
    recording.fault = error.what();
    return recording;
  }
}

}  // namespace partage::observe
