// Signals as data: handlers write one byte to a pipe, take() reads them where it is safe to act.
#pragma once

#include <signal.h>
#include <sys/types.h>

#include <array>

namespace partage::term {

struct Arrived {
  bool resized = false;    ///< SIGWINCH
  bool stop = false;       ///< SIGTSTP
  bool continued = false;  ///< SIGCONT
  int end = 0;             ///< SIGTERM, SIGHUP or SIGINT
};

/// Installed while alive; one at a time per process.
class Signals {
 public:
  static constexpr std::array<int, 6> handled{SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGHUP, SIGINT};

  Signals();  ///< throws std::system_error
  ~Signals();
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  int fd() const;
  Arrived take();

  /// While another program has the terminal: ^Z stops us with it, ^C is not for us.
  void lend();
  void take_back();
  /// Stops the whole process group as ^Z would, and returns once continued.
  void stop_group();

 private:
  std::array<struct sigaction, handled.size()> former_{};
};

}  // namespace partage::term
