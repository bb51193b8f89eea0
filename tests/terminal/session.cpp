#include "terminal/session.hpp"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <tuple>

namespace partage::terminal {

/// What the guardian says, in one write(2) on a pipe: atomic.
struct Session::Report {
  enum Kind { started, stopped, ended } kind;
  pid_t program;
  int status;
  termios modes;
};

namespace {

void prepare_environment(const Launch& setup) {
  setenv("TERM", "xterm-256color", 1);
  setenv("LC_ALL", "C.UTF-8", 1);
  for (const char* name : {"NO_COLOR", "COLUMNS", "LINES"}) unsetenv(name);
  for (const auto& [name, value] : setup.environment) setenv(name.c_str(), value.c_str(), 1);
  for (const std::string& name : setup.unset) unsetenv(name.c_str());
}

[[noreturn]] void become_program(const Launch& setup) {
  prepare_environment(setup);
  if (setup.body) std::exit(setup.body());
  std::vector<char*> argv;
  for (const std::string& word : setup.argv) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  execvp(argv[0], argv.data());
  std::perror(argv[0]);
  _exit(127);
}

void set_size(int fd, int columns, int rows) {
  winsize size{};
  size.ws_col = static_cast<unsigned short>(columns);
  size.ws_row = static_cast<unsigned short>(rows);
  ioctl(fd, TIOCSWINSZ, &size);
}

}  // namespace

// A shell with one job: without a parent in the same session, ^Z would be ignored (orphaned process group, POSIX 2.4.3).
void Session::guard(const Launch& setup, int slave, int reports, int commands) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  setsid();
  ioctl(slave, TIOCSCTTY, 0);
  for (const int ignored : {SIGTTOU, SIGHUP}) ::signal(ignored, SIG_IGN);
  termios modes{};
  tcgetattr(slave, &modes);
  int gate[2];
  if (pipe(gate) != 0) _exit(126);
  const pid_t program = fork();
  if (program == 0) {
    setpgid(0, 0);
    char ready = 0;
    // The job must be in the foreground before it touches its terminal.
    if (read(gate[0], &ready, 1) != 1) _exit(126);
    for (const int ignored : {SIGTTOU, SIGHUP}) ::signal(ignored, SIG_DFL);
    for (int fd = 0; fd < 3; ++fd) dup2(slave, fd);
    for (const int fd : {gate[0], gate[1], slave, reports, commands}) close(fd);
    become_program(setup);
  }
  setpgid(program, program);
  tcsetpgrp(slave, program);
  const auto report = [&](Report::Kind kind, int status) {
    Report said{kind, program, status, {}};
    tcgetattr(slave, &said.modes);
    if (write(reports, &said, sizeof said) != sizeof said) _exit(126);
  };
  report(Report::started, 0);
  if (write(gate[1], "", 1) != 1) _exit(126);
  int status = 0;
  while (waitpid(program, &status, WUNTRACED) == program && WIFSTOPPED(status)) {
    tcsetpgrp(slave, getpgrp());
    report(Report::stopped, status);
    char command = 0;
    if (read(commands, &command, 1) != 1) break;
    tcsetpgrp(slave, program);
    kill(-program, SIGCONT);
  }
  tcsetpgrp(slave, getpgrp());
  report(Report::ended, status);
  _exit(0);
}

Session::Session(const Launch& setup) {
  int slave = -1;
  if (openpty(&master_, &slave, nullptr, nullptr, nullptr) != 0) throw std::runtime_error("openpty");
  set_size(slave, setup.columns, setup.rows);
  int reports[2], commands[2];
  if (pipe2(reports, O_CLOEXEC) != 0 || pipe2(commands, O_CLOEXEC) != 0) throw std::runtime_error("pipe2");
  fcntl(master_, F_SETFD, FD_CLOEXEC);
  std::fflush(nullptr);
  guardian_ = fork();
  if (guardian_ == 0) {
    for (const int fd : {master_, reports[0], commands[1]}) close(fd);
    guard(setup, slave, reports[1], commands[0]);
  }
  for (const int fd : {slave, reports[1], commands[0]}) close(fd);
  reports_ = reports[0];
  commands_ = commands[1];
  fcntl(master_, F_SETFL, O_NONBLOCK);

  vterm_ = vterm_new(setup.rows, setup.columns);
  vterm_set_utf8(vterm_, 1);
  screen_ = vterm_obtain_screen(vterm_);
  static VTermScreenCallbacks callbacks{};
  callbacks.settermprop = on_property;
  vterm_screen_set_callbacks(screen_, &callbacks, this);
  vterm_screen_enable_altscreen(screen_, 1);
  vterm_screen_reset(screen_, 1);
  until([&] { return program_ > 0; });
}

Session::~Session() {
  if (program_ > 0 && !status_) {
    kill(-program_, SIGKILL);
    kill(program_, SIGKILL);
  }
  close(commands_);
  if (!wait_end()) kill(guardian_, SIGKILL);
  waitpid(guardian_, nullptr, 0);
  if (master_ >= 0) close(master_);
  close(reports_);
  vterm_free(vterm_);
}

int Session::on_property(VTermProp property, VTermValue* value, void* self) {
  auto& session = *static_cast<Session*>(self);
  if (property == VTERM_PROP_ALTSCREEN) session.alternate_ = value->boolean != 0;
  if (property == VTERM_PROP_CURSORVISIBLE) session.cursor_visible_ = value->boolean != 0;
  return 1;
}

void Session::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t sent = write(master_, bytes.data(), bytes.size());
    if (sent > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    } else if (sent < 0 && errno == EAGAIN) {
      pollfd writable{master_, POLLOUT, 0};
      poll(&writable, 1, 1000);
    } else {
      return;
    }
  }
}

void Session::type(std::string_view bytes) { send(bytes); }

void Session::paste(std::string_view text) {
  if (paste_on()) send("\033[200~");
  send(text);
  if (paste_on()) send("\033[201~");
}

void Session::click(int column, int row) {
  if (mouse_on()) send("\033[<0;" + std::to_string(column + 1) + ";" + std::to_string(row + 1) + "M");
}

void Session::resize(int columns, int rows) {
  vterm_set_size(vterm_, rows, columns);
  set_size(master_, columns, rows);
}

void Session::signal(int number) const { kill(program_, number); }

void Session::continue_job() {
  if (write(commands_, "c", 1) != 1) throw std::runtime_error("the guardian is gone");
}

void Session::hang_up() {
  close(master_);
  master_ = -1;
  terminal_closed_ = true;
}

// libvterm looks at the first mode of a sequence only; curses sends "\033[?1006;1000h".
bool Session::mode_on(std::string_view mode) const {
  const auto last = [&](char end) { return written_.rfind(std::string(mode) + end); };
  return last('h') != std::string::npos && (last('l') == std::string::npos || last('l') < last('h'));
}

void Session::read_terminal() {
  std::array<char, 16384> buffer;
  ssize_t count = 0;
  while ((count = read(master_, buffer.data(), buffer.size())) > 0) {
    written_.append(buffer.data(), static_cast<std::size_t>(count));
    vterm_input_write(vterm_, buffer.data(), static_cast<std::size_t>(count));
  }
  // EIO: nobody holds the other side any more, and all that was written has been read.
  if (count == 0 || errno != EAGAIN) terminal_closed_ = true;
}

void Session::read_report() {
  Report report;
  if (read(reports_, &report, sizeof report) != sizeof report) {
    reports_closed_ = true;
    return;
  }
  now_ = report.modes;
  if (report.kind == Report::started) {
    program_ = report.program;
    before_ = report.modes;
  } else if (report.kind == Report::stopped) {
    ++stops_;
  } else {
    status_ = report.status;
  }
}

bool Session::pump(std::chrono::steady_clock::time_point deadline) {
  if (terminal_closed_ && reports_closed_) return false;
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
  std::array<pollfd, 2> watched{{{terminal_closed_ ? -1 : master_, POLLIN, 0}, {reports_closed_ ? -1 : reports_, POLLIN, 0}}};
  if (left.count() <= 0 || poll(watched.data(), watched.size(), static_cast<int>(left.count())) <= 0) return false;
  if (watched[0].revents != 0) read_terminal();
  if (watched[1].revents != 0) read_report();
  return true;
}

bool Session::until(const Predicate& predicate, std::chrono::milliseconds deadline) {
  const auto end = std::chrono::steady_clock::now() + deadline;
  while (!predicate())
    if (!pump(end)) return predicate();
  return true;
}

bool Session::until_shows(std::string_view text) {
  return until([&] { return shows(text); });
}

std::optional<int> Session::wait_end() {
  until([&] { return status_.has_value() && terminal_closed_; });
  return status_;
}

bool Session::wait_stopped() {
  const bool stopped = until([&] { return stops_ > stops_seen_; });
  stops_seen_ = stops_;
  return stopped;
}

grid::Position Session::cursor() const {
  VTermPos at{};
  vterm_state_get_cursorpos(vterm_obtain_state(vterm_), &at);
  return {at.col, at.row};
}

VTermScreenCell Session::cell(int column, int row) const {
  VTermScreenCell cell{};
  vterm_screen_get_cell(screen_, {row, column}, &cell);
  return cell;
}

std::string Session::row(int row) const {
  int rows = 0, columns = 0;
  vterm_get_size(vterm_, &rows, &columns);
  std::vector<char> buffer(static_cast<std::size_t>(columns) * 32);
  const VTermRect line{row, row + 1, 0, columns};
  const std::size_t length = vterm_screen_get_text(screen_, buffer.data(), buffer.size(), line);
  std::string text(buffer.data(), std::min(length, buffer.size()));
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

std::string Session::text() const {
  int rows = 0, columns = 0;
  vterm_get_size(vterm_, &rows, &columns);
  std::string all;
  for (int i = 0; i < rows; ++i) all += row(i) + "\n";
  return all;
}

bool same_modes(const termios& left, const termios& right) {
  return std::tie(left.c_iflag, left.c_oflag, left.c_cflag, left.c_lflag) ==
             std::tie(right.c_iflag, right.c_oflag, right.c_cflag, right.c_lflag) &&
         std::memcmp(left.c_cc, right.c_cc, sizeof left.c_cc) == 0;
}

}  // namespace partage::terminal
