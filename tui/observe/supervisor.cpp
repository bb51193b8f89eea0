// The supervisor process of one run, and the caller's end of it.
#include <fcntl.h>
#include <fmt/core.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <system_error>
#include <vector>

#include "observe/frames.hpp"
#include "observe/session.hpp"
#include "record/json.hpp"

namespace partage::observe {
namespace {

using Clock = std::chrono::steady_clock;

// After a cancellation the run has this long to end and to tell; then the supervisor is killed, and all with it.
constexpr auto kPatience = std::chrono::seconds(5);

struct Pipe {
  sandbox::Descriptor reading, writing;
};

Pipe make_pipe(int flags) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC | flags) != 0) throw std::system_error(errno, std::generic_category(), "pipe2");
  return {sandbox::Descriptor(ends[0]), sandbox::Descriptor(ends[1])};
}

record::Recording fault_recording(const Request& request, std::string what) {
  record::Recording recording;
  if (!request.spec.argv.empty()) recording.program = request.spec.argv[0];
  recording.end = record::End::fault;
  recording.fault = std::move(what);
  return recording;
}

// A copy of another run's pipe, kept open here, would hide its end from whoever reads it.
void close_all_but(std::vector<int> kept) {
  kept.insert(kept.end(), {0, 1, 2});
  std::sort(kept.begin(), kept.end());
  unsigned next = 0;
  for (const int fd : kept) {
    if (fd < 0) continue;
    const auto here = static_cast<unsigned>(fd);
    if (next < here) syscall(SYS_close_range, next, here - 1, 0);
    next = here + 1;
  }
  syscall(SYS_close_range, next, ~0U, 0);
}

// Of the caller's state: no handler, no controlling terminal.
void detach_from_caller(pid_t caller) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != caller) _exit(1);
  setsid();
  struct sigaction action {};
  action.sa_handler = nullptr;  // SIG_DFL
  for (int number = 1; number < NSIG; ++number) sigaction(number, &action, nullptr);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  signal(SIGPIPE, reinterpret_cast<sighandler_t>(1));  // SIG_IGN
}

[[noreturn]] void supervise(const Request& request, ProgramTerminal terminal, int news, int control) {
  FrameWriter writer(news);
  try {
    const Wiring wiring{[&](std::string_view bytes) { writer.add(FrameKind::output, bytes); }, {}, control, &writer, {}};
    writer.add(FrameKind::recording, record::to_frame(run_session(request, std::move(terminal), wiring)));
  } catch (const std::exception& error) {
    writer.add(FrameKind::recording, record::to_frame(fault_recording(request, error.what())));
  }
  writer.flush_all();
  _exit(0);
}

}  // namespace

struct Supervised::Impl {
  explicit Impl(const Request& wanted) : request(wanted) {}

  Request request;
  pid_t supervisor = 0;
  sandbox::Descriptor news, control, terminal;
  bool has_input = false;
  std::unique_ptr<FrameReader> reader;
  bool told = false;
  std::string early_output;  ///< read by wait(), which has no one to give it to
  std::optional<Clock::time_point> deadline;

  std::string reap();
  News take();
  record::Recording recording_of(const std::string& payload);
};

// How the supervisor ended. It ends at once after its last word, or when its end of the pipe is closed.
std::string Supervised::Impl::reap() {
  if (supervisor == 0) return "";
  int status = 0;
  while (waitpid(supervisor, &status, 0) < 0 && errno == EINTR) continue;
  supervisor = 0;
  if (WIFSIGNALED(status)) return fmt::format("le superviseur a été tué par le signal {}", WTERMSIG(status));
  return fmt::format("le superviseur s'est arrêté (code {}) sans rendre d'enregistrement", WEXITSTATUS(status));
}

record::Recording Supervised::Impl::recording_of(const std::string& payload) {
  try {
    return record::from_frame(payload);
  } catch (const std::exception& error) {
    return fault_recording(request, error.what());
  }
}

Supervised::News Supervised::Impl::take() {
  News result;
  if (told) return result;
  reader->read();
  while (auto frame = reader->next()) {
    if (frame->kind == FrameKind::output) result.output += frame->payload;
    if (frame->kind == FrameKind::recording) result.recording = recording_of(frame->payload);
  }
  if (!result.recording && reader->ended()) result.recording = fault_recording(request, reap());
  if (result.recording) {
    told = true;
    reap();
  }
  return result;
}

Supervised::Supervised(const Request& request) : impl_(std::make_unique<Impl>(request)) {
  Pipe news = make_pipe(O_NONBLOCK);
  Pipe control = make_pipe(0);
  ProgramTerminal terminal = open_terminal(request);
  const pid_t caller = getpid();
  const pid_t pid = fork();
  if (pid < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (pid == 0) {
    detach_from_caller(caller);
    close_all_but({news.writing.get(), control.reading.get(), terminal.outside.get(), terminal.inside.get()});
    supervise(impl_->request, std::move(terminal), news.writing.get(), control.reading.get());
  }
  impl_->supervisor = pid;
  impl_->news = std::move(news.reading);
  impl_->control = std::move(control.writing);
  impl_->has_input = terminal.pty;
  impl_->terminal = std::move(terminal.outside);
  impl_->reader = std::make_unique<FrameReader>(impl_->news.get());
}

Supervised::~Supervised() {
  if (!impl_->told) {
    cancel();
    wait();
  }
}

int Supervised::fd() const { return impl_->news.get(); }
int Supervised::input() const { return impl_->has_input ? impl_->terminal.get() : -1; }

void Supervised::resize(int columns, int rows) {
  if (impl_->has_input) resize_terminal(impl_->terminal.get(), columns, rows);
}

void Supervised::cancel() {
  const char word = 'c';
  [[maybe_unused]] const ssize_t ignored = impl_->control ? write(impl_->control.get(), &word, 1) : 0;
  impl_->deadline = Clock::now() + kPatience;
}

Supervised::News Supervised::poll() {
  News news = impl_->take();
  if (impl_->early_output.empty()) return news;
  news.output.insert(0, impl_->early_output);
  impl_->early_output.clear();
  return news;
}

record::Recording Supervised::wait() {
  // The supervisor holds the wall clock itself; this one is for a supervisor that no longer does.
  const auto wall = Clock::now() + impl_->request.spec.limits.wall + 2 * kPatience;
  while (true) {
    News news = impl_->take();
    impl_->early_output += news.output;
    if (news.recording) return std::move(*news.recording);
    if (impl_->told) return fault_recording(impl_->request, "l'enregistrement a déjà été rendu");
    const auto limit = impl_->deadline ? std::min(*impl_->deadline, wall) : wall;
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(limit - Clock::now()).count();
    pollfd event{impl_->news.get(), POLLIN, 0};
    if (left <= 0) kill(impl_->supervisor, SIGKILL);
    ::poll(&event, 1, left > 0 ? static_cast<int>(left) : -1);
  }
}

}  // namespace partage::observe
