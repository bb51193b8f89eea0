#include "term/restore.hpp"

#include <signal.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <string_view>

namespace partage::term {
namespace {

constexpr std::array<int, 5> fatal_signals{SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};
constexpr std::string_view last_words =
    "partage s'est arrêté sur une erreur interne. Ce n'est pas votre faute, et votre progression est enregistrée.\n";

struct Remembered {
  std::array<char, 1024> sequence;
  std::size_t length;
  termios modes;
  bool modes_known;
  pid_t owner;  // a forked child must not touch its father's screen
  volatile sig_atomic_t armed;
};
Remembered remembered{};
std::array<char, 32 * 1024> own_stack;

void write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(fd, text.data(), text.size());
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

// Async-signal-safe: write, tcsetattr, signal and getpid only (signal-safety(7)).
bool restore_now() {
  if (remembered.armed == 0 || getpid() != remembered.owner) return false;
  remembered.armed = 0;
  write_all(STDOUT_FILENO, {remembered.sequence.data(), remembered.length});
  signal(SIGTTOU, SIG_IGN);
  if (remembered.modes_known) tcsetattr(STDIN_FILENO, TCSANOW, &remembered.modes);
  return true;
}

void on_fatal(int number) {
  if (restore_now()) write_all(STDERR_FILENO, last_words);
  signal(number, SIG_DFL);
  raise(number);
}

void at_exit() { restore_now(); }

}  // namespace

void remember_modes() { remembered.modes_known = tcgetattr(STDIN_FILENO, &remembered.modes) == 0; }

void arm_restore(const std::string& sequence) {
  static const bool registered = std::atexit(at_exit) == 0;
  static_cast<void>(registered);
  remembered.length = std::min(sequence.size(), remembered.sequence.size());
  std::memcpy(remembered.sequence.data(), sequence.data(), remembered.length);
  remembered.owner = getpid();
  remembered.armed = 1;
}

void disarm_restore() { remembered.armed = 0; }

void install_fatal_handlers() {
  stack_t stack{};
  stack.ss_sp = own_stack.data();
  stack.ss_size = own_stack.size();
  sigaltstack(&stack, nullptr);
  struct sigaction action {};
  action.sa_handler = on_fatal;
  action.sa_flags = SA_ONSTACK | SA_NODEFER;
  sigemptyset(&action.sa_mask);
  for (const int number : fatal_signals) sigaction(number, &action, nullptr);
}

void remove_fatal_handlers() {
  for (const int number : fatal_signals) signal(number, SIG_DFL);
}

}  // namespace partage::term
