// The only place that knows curses: a Grid becomes a screen, keys become grid::Input, and the terminal is given back
// whatever happens (normal end, exception, exit(), SIGTERM, SIGHUP, SIGINT, ^Z, a fatal signal in our own code).
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "grid/event.hpp"
#include "grid/grid.hpp"

namespace partage::term {

/// This terminal cannot show screens; what() says in French why and what to do.
struct Unusable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What read() brought. Everything that the terminal and the signals had to say, in order, without ever waiting.
struct News {
  std::vector<grid::Input> inputs;  ///< several resizes in a row make one
  int end_signal = 0;               ///< SIGTERM, SIGHUP or SIGINT asked for the end (also a terminal that is gone: SIGHUP)
};

/// One at a time per process. Takes stdin and stdout, switches to the alternate screen, installs signal handlers.
///
/// Handlers only write one byte to a pipe, except for SIGSEGV, SIGABRT, SIGBUS, SIGFPE and SIGILL: these write a restore
/// sequence prepared at opening, put the terminal's modes back and let the signal end the process. In a forked child
/// every handler does what no handler would have done.
class Terminal {
 public:
  Terminal();  ///< throws Unusable
  ~Terminal();
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  /// Readable when read() has something to say: keys, signals. For poll(2).
  std::vector<int> fds() const;
  News read();

  grid::Size size() const;
  void draw(const grid::Grid& grid);

  /// Gives the terminal to another program (the student's editor), then takes it back and redraws everything.
  /// In between, ^Z stops both programs and ^C is for the other one.
  void suspend();
  void resume();

  /// What ^Z does: gives the terminal back, stops the process group, and returns once continued. A Resize follows.
  void stop();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// True when stdin and stdout are both a terminal.
bool interactive();

}  // namespace partage::term
