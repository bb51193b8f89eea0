#include "sandbox/run.hpp"

#include <poll.h>
#include <sched.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <stdexcept>

#include "sandbox/errors.hpp"
#include "sandbox/scratch_folder.hpp"
#include "sandbox/watchdog.hpp"

namespace partage::sandbox {
namespace {

constexpr const char* kLost = "le bac à sable s'est arrêté sans rendre de résultat";

// Only CPU can be ended by the kernel before the watchdog's next look.
bool killed_by_cpu(int status, const Watchdog& watchdog, const Limits& limits) {
  return WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL) &&
         watchdog.peak().cpu >= limits.cpu;
}

}  // namespace

RunBase::RunBase(const Spec& spec, Descriptor channel) : limits_(spec.limits), channel_(std::move(channel)) {
  for (const Bind& bind : spec.binds)
    if (bind.writable) writable_.push_back(bind.outside);
}

std::uint64_t RunBase::kept_disk() const {
  std::uint64_t total = 0;
  for (const std::filesystem::path& folder : writable_) {
    const std::uint64_t bytes = folder_bytes(folder);
    total = bytes > UINT64_MAX - total ? UINT64_MAX : total + bytes;
  }
  return total;
}

void RunBase::open_gate() {
  if (!gate_open_) send(channel_.get(), Word::go);
  gate_open_ = true;
}

std::string RunBase::failure() const {
  drain_channel();
  return failure_;
}

void RunBase::handle(Message message) {
  switch (message.word) {
    case Word::ready:
      program_ = message.sender;
      ready_ = true;
      break;
    case Word::failed:
      if (failure_.empty()) failure_ = SetupError{message.text, message.value}.sentence();
      break;
    case Word::ended: status_ = message.value; break;
    default: break;
  }
}

void RunBase::await_ready() {
  while (!ready_) {
    std::optional<Message> message = receive(channel_.get(), true);
    if (!message) throw SetupError{failure_.empty() ? kLost : failure_, 0};
    handle(std::move(*message));
    if (!failure_.empty()) throw SetupError{failure_, 0};
  }
}

void RunBase::drain_channel() const {
  auto* self = const_cast<RunBase*>(this);  // what is read is a cache of what the other side has already said
  while (!hung_up_) {
    // Asked before reading: what was sent before the end is still to be read after it.
    pollfd end{channel_.get(), POLLIN, 0};
    const bool ended = poll(&end, 1, 0) == 1 && (end.revents & POLLHUP) != 0;
    std::optional<Message> message = receive(channel_.get(), false);
    if (message)
      self->handle(std::move(*message));
    else if (ended)
      hung_up_ = true;
    else
      return;
  }
}

std::optional<int> RunBase::wait() {
  open_gate();
  Watchdog watchdog(*this, limits_);
  while (true) {
    if (const std::optional<int> status = poll_status()) {
      watchdog.check();
      if (!killed_by_cpu(*status, watchdog, limits_)) return status;
      limit_ = "cpu";
      return std::nullopt;
    }
    if (lost()) {
      if (failure_.empty()) failure_ = kLost;
      return std::nullopt;
    }
    pollfd events[] = {{event_fd(), POLLIN, 0}, {watchdog.fd(), POLLIN, 0}};
    if (poll(events, 2, -1) < 0 && errno != EINTR) throw std::runtime_error("poll\u00a0: " + error_text(errno));
    if ((events[1].revents & POLLIN) == 0) continue;
    limit_ = watchdog.check();
    if (limit_.empty()) continue;
    kill_all();
    return std::nullopt;
  }
}

pid_t clone_process(std::uint64_t flags, Descriptor& pidfd) {
  sigset_t all, before;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, &before);
  int fd = -1;
  // Argument order differs between architectures only after the third.
  const long pid = syscall(SYS_clone, flags | CLONE_PIDFD | SIGCHLD, nullptr, &fd, nullptr, nullptr);
  if (pid == 0) return 0;
  const int error = errno;
  sigprocmask(SIG_SETMASK, &before, nullptr);
  if (pid < 0) throw SetupError{"création du processus isolé (clone)", error};
  pidfd.reset(fd);
  return static_cast<pid_t>(pid);
}

Descriptor pidfd_of_self() {
  return Descriptor(checked(syscall(SYS_pidfd_open, getpid(), 0), "pidfd_open"));
}

}  // namespace partage::sandbox
