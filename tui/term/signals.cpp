#include "term/signals.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace partage::term {
namespace {

// A handler may run at any time: it only reads these, set before it is installed.
int wake_pipe[2] = {-1, -1};
pid_t owner = 0;

void set_action(int signal, void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, nullptr);
}

// A forked child shares our pipe: it must neither wake its father nor survive what should end it.
void act_as_default(int signal) {
  set_action(signal, SIG_DFL);
  sigset_t one;
  sigemptyset(&one);
  sigaddset(&one, signal);
  sigprocmask(SIG_UNBLOCK, &one, nullptr);
  raise(signal);
}

void on_signal(int signal) {
  const int saved = errno;
  if (getpid() != owner) {
    act_as_default(signal);
  } else {
    const auto byte = static_cast<unsigned char>(signal);
    // A full pipe already wakes the loop, and bytes of every kind are in it.
    [[maybe_unused]] const ssize_t written = write(wake_pipe[1], &byte, 1);
  }
  errno = saved;
}

void note(Arrived& arrived, int signal) {
  switch (signal) {
    case SIGWINCH: arrived.resized = true; break;
    case SIGTSTP: arrived.stop = true; break;
    case SIGCONT: arrived.continued = true; break;
    default: arrived.end = signal;
  }
}

}  // namespace

Signals::Signals() {
  if (pipe2(wake_pipe, O_CLOEXEC | O_NONBLOCK) != 0) throw std::system_error(errno, std::generic_category(), "pipe2");
  owner = getpid();
  for (std::size_t i = 0; i < handled.size(); ++i) {
    sigaction(handled[i], nullptr, &former_[i]);
    set_action(handled[i], on_signal);
  }
}

Signals::~Signals() {
  for (std::size_t i = 0; i < handled.size(); ++i) sigaction(handled[i], &former_[i], nullptr);
  owner = 0;
  for (int& end : wake_pipe) {
    close(end);
    end = -1;
  }
}

int Signals::fd() const { return wake_pipe[0]; }

Arrived Signals::take() {
  Arrived arrived;
  std::array<unsigned char, 64> bytes;
  ssize_t count = 0;
  while ((count = ::read(wake_pipe[0], bytes.data(), bytes.size())) > 0)
    for (ssize_t i = 0; i < count; ++i) note(arrived, bytes[static_cast<std::size_t>(i)]);
  return arrived;
}

void Signals::lend() {
  set_action(SIGTSTP, SIG_DFL);
  set_action(SIGINT, SIG_IGN);
}

void Signals::take_back() {
  set_action(SIGTSTP, on_signal);
  set_action(SIGINT, on_signal);
}

void Signals::stop_group() {
  set_action(SIGTSTP, SIG_DFL);
  // The group, not only us: a shell script that started us must stop too, or it would keep the terminal.
  kill(0, SIGTSTP);
  set_action(SIGTSTP, on_signal);
}

}  // namespace partage::term
