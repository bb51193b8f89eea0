#include "observe/terminal.hpp"

#include <fcntl.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <termios.h>

#include <cerrno>
#include <system_error>

namespace partage::observe {
namespace {

[[noreturn]] void fail(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

winsize size_of(int columns, int rows) {
  winsize size{};
  size.ws_col = static_cast<unsigned short>(columns);
  size.ws_row = static_cast<unsigned short>(rows);
  return size;
}

void set_flags(int fd, bool non_blocking) {
  fcntl(fd, F_SETFD, FD_CLOEXEC);
  if (non_blocking) fcntl(fd, F_SETFL, O_NONBLOCK);
}

}  // namespace

ProgramTerminal open_terminal(const Request& request) {
  ProgramTerminal terminal;
  terminal.pty = request.terminal == Terminal::pty;
  int outside = -1, inside = -1;
  if (terminal.pty) {
    const winsize size = size_of(request.columns, request.rows);
    if (openpty(&outside, &inside, nullptr, nullptr, &size) != 0) fail("openpty");
  } else {
    int ends[2];
    if (pipe(ends) != 0) fail("pipe");
    outside = ends[0];
    inside = ends[1];
  }
  terminal.outside.reset(outside);
  terminal.inside.reset(inside);
  set_flags(outside, true);
  set_flags(inside, false);
  termios settings{};
  if (terminal.pty && tcgetattr(inside, &settings) == 0) {
    if (!request.returns) settings.c_oflag &= ~static_cast<tcflag_t>(OPOST);
    settings.c_iflag |= IUTF8;
    tcsetattr(inside, TCSANOW, &settings);
  }
  return terminal;
}

void resize_terminal(int outside, int columns, int rows) {
  const winsize size = size_of(columns, rows);
  ioctl(outside, TIOCSWINSZ, &size);
}

sandbox::Spec with_terminal(sandbox::Spec spec, const ProgramTerminal& terminal) {
  const int inside = terminal.inside.get();
  spec.input = terminal.pty ? inside : -1;
  spec.output = inside;
  spec.error = inside;
  spec.controlling_terminal = terminal.pty;
  return spec;
}

}  // namespace partage::observe
