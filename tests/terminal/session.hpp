// A program on a real pseudo-terminal, seen through libvterm, with a job-control parent as a shell would be.
//
// Everything waits for an event (bytes from the terminal, news of the program); a deadline is only a safety net.
#pragma once

#include <sys/types.h>
#include <termios.h>
#include <vterm.h>

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grid/grid.hpp"

namespace partage::terminal {

struct Launch {
  std::vector<std::string> argv;      ///< run by execve, or:
  std::function<int()> body;          ///< run in the forked child, its result is the exit code
  int columns = 80, rows = 24;
  std::map<std::string, std::string> environment;  ///< added to the tests' own; LC_ALL and TERM have defaults
  std::vector<std::string> unset;
};

class Session {
 public:
  explicit Session(const Launch& setup);
  ~Session();  ///< kills the program and its group
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void type(std::string_view bytes);
  void paste(std::string_view text);  ///< between brackets only if the program asked for them
  void click(int column, int row);    ///< sent only if the program asked for the mouse
  void resize(int columns, int rows);
  void signal(int number) const;      ///< to the program itself
  void continue_job();                ///< what `fg` does
  void hang_up();                     ///< closes the window

  using Predicate = std::function<bool()>;
  /// Reads the terminal until the predicate holds. False at the deadline or once nothing more can come.
  bool until(const Predicate& predicate, std::chrono::milliseconds deadline = std::chrono::seconds(30));
  bool until_shows(std::string_view text);
  /// Wait status of the end, everything it wrote being on the screen; absent at the deadline.
  std::optional<int> wait_end();
  bool wait_stopped();

  std::string text() const;                 ///< rows, trailing blanks removed
  std::string row(int row) const;
  bool shows(std::string_view text) const { return this->text().find(text) != std::string::npos; }
  const std::string& written() const { return written_; }  ///< every byte so far
  bool alternate_screen() const { return alternate_; }
  bool cursor_visible() const { return cursor_visible_; }
  grid::Position cursor() const;
  bool mouse_on() const { return mode_on("1000"); }
  bool paste_on() const { return mode_on("2004"); }
  VTermScreenCell cell(int column, int row) const;
  const termios& modes_before() const { return before_; }
  const termios& modes_now() const { return now_; }  ///< as of the last stop, or of the end
  pid_t program() const { return program_; }

 private:
  struct Report;
  [[noreturn]] static void guard(const Launch& setup, int slave, int reports, int commands);
  bool pump(std::chrono::steady_clock::time_point deadline);
  void read_terminal();
  void read_report();
  bool mode_on(std::string_view mode) const;
  void send(std::string_view bytes) const;
  static int on_property(VTermProp property, VTermValue* value, void* self);

  int master_ = -1, reports_ = -1, commands_ = -1;
  pid_t guardian_ = -1, program_ = -1;
  bool terminal_closed_ = false, reports_closed_ = false;
  std::optional<int> status_;
  int stops_ = 0, stops_seen_ = 0;
  termios before_{}, now_{};
  std::string written_;
  VTerm* vterm_ = nullptr;
  VTermScreen* screen_ = nullptr;
  bool alternate_ = false, cursor_visible_ = true;
};

/// The modes that a program may not leave changed.
bool same_modes(const termios& left, const termios& right);

}  // namespace partage::terminal
