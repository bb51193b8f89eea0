#include "term/terminal.hpp"

#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <optional>

#include "term/charset.hpp"
#include "term/curses.hpp"
#include "term/keys.hpp"
#include "term/palette.hpp"
#include "term/restore.hpp"
#include "term/signals.hpp"
#include "term/terminfo.hpp"

namespace partage::term {
namespace {

constexpr int escape_delay_ms = 25;  // a lone Escape; the bytes of a function key come together, even over ssh

// Only what looks like xterm is sent xterm's private modes.
bool has_private_modes() { return !capability("kmous").empty(); }
constexpr const char* paste_on = "\033[?2004h";
constexpr const char* paste_off = "\033[?2004l";
constexpr const char* mouse_off = "\033[?1000l\033[?1002l\033[?1006l";

void send(const std::string& text) {
  std::fflush(stdout);
  [[maybe_unused]] const ssize_t written = write(STDOUT_FILENO, text.data(), text.size());
}

std::optional<grid::Size> kernel_size() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return std::nullopt;
  return grid::Size{size.ws_col, size.ws_row};
}

bool hung_up() {
  pollfd descriptor{STDIN_FILENO, POLLIN, 0};
  return poll(&descriptor, 1, 0) > 0 && (descriptor.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0;
}

}  // namespace

struct Terminal::Impl {
  Charset charset = Charset::ascii;
  Signals signals;
  SCREEN* screen = nullptr;
  WINDOW* keyboard = nullptr;  // a pad: wgetch on stdscr would also refresh it
  std::optional<Palette> palette;
  KeyReader keys;
  std::string enter_modes, restore_sequence;
  std::optional<grid::Grid> shown;

  void open();
  void prepare_sequences();
  void start_modes();
  void leave();
  void come_back();
  void stop();
  void fit_to_terminal();
  void draw_cell(int column, int row, const grid::Cell& cell);
  void place_cursor(const grid::Grid& grid);
  void read_keys(News& news);
};

void Terminal::Impl::open() {
  check_terminal();
  charset = choose_charset();
  screen = newterm(nullptr, stdout, stdin);
  if (screen == nullptr) throw Unusable("Ce terminal ne convient pas.");
  set_escdelay(escape_delay_ms);
  raw();
  noecho();
  nonl();
  keyboard = newpad(1, 1);
  keypad(keyboard, TRUE);
  nodelay(keyboard, TRUE);
  meta(keyboard, TRUE);
  KeyReader::define_keys();
  mousemask(BUTTON1_PRESSED | BUTTON2_PRESSED | BUTTON3_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED, nullptr);
  mouseinterval(0);
  palette.emplace();
  prepare_sequences();
  start_modes();
  fit_to_terminal();
}

void Terminal::Impl::prepare_sequences() {
  const bool modes = has_private_modes();
  enter_modes = modes ? paste_on : "";
  restore_sequence = std::string(modes ? mouse_off : "") + (modes ? paste_off : "") + capability("sgr0") + capability("op") +
                     capability("rmkx") + capability("cnorm") + capability("rmcup") + "\r";
}

void Terminal::Impl::start_modes() {
  arm_restore(restore_sequence);
  send(enter_modes);
}

void Terminal::Impl::leave() {
  curs_set(1);
  endwin();
  if (!enter_modes.empty()) send(paste_off);
  disarm_restore();
}

void Terminal::Impl::come_back() {
  reset_prog_mode();
  start_modes();
  shown.reset();
  // The window may have changed meanwhile: read() looks at it, and says so.
  raise(SIGWINCH);
}

void Terminal::Impl::stop() {
  leave();
  signals.stop_group();
  come_back();
}

void Terminal::Impl::fit_to_terminal() {
  if (const auto size = kernel_size()) resize_term(size->rows, size->columns);
}

void Terminal::Impl::draw_cell(int column, int row, const grid::Cell& cell) {
  std::wstring text = showable(cell.text, charset);
  text.resize(std::min<std::size_t>(text.size(), CCHARW_MAX));
  const Look look = palette->look(cell.attributes);
  cchar_t drawn;
  if (setcchar(&drawn, text.c_str(), look.attributes, look.pair, nullptr) != OK)
    setcchar(&drawn, L"?", look.attributes, look.pair, nullptr);
  mvadd_wchnstr(row, column, &drawn, 1);
}

void Terminal::Impl::place_cursor(const grid::Grid& grid) {
  move(std::clamp(grid.cursor.row, 0, LINES - 1), std::clamp(grid.cursor.column, 0, COLS - 1));
  curs_set(grid.cursor_visible ? 1 : 0);
}

void Terminal::Impl::read_keys(News& news) {
  int key = 0;
  while ((key = wgetch(keyboard)) != ERR) keys.feed(key, news.inputs);
  keys.pause(news.inputs);
}

Terminal::Terminal() {
  if (!interactive()) throw Unusable("L'entrée ou la sortie n'est pas un terminal.");
  remember_modes();
  impl_ = std::make_unique<Impl>();
  install_fatal_handlers();
  try {
    impl_->open();
  } catch (...) {
    remove_fatal_handlers();
    throw;
  }
}

Terminal::~Terminal() {
  impl_->leave();
  delwin(impl_->keyboard);
  delscreen(impl_->screen);
  remove_fatal_handlers();
}

std::vector<int> Terminal::fds() const { return {STDIN_FILENO, impl_->signals.fd()}; }

grid::Size Terminal::size() const { return {COLS, LINES}; }

News Terminal::read() {
  News news;
  const Arrived arrived = impl_->signals.take();
  news.end_signal = arrived.end;
  if (arrived.stop) impl_->stop();
  if (arrived.continued && !arrived.stop) impl_->come_back();
  if (arrived.resized) {
    impl_->fit_to_terminal();
    news.inputs.emplace_back(grid::Resize{size()});
  }
  if (hung_up()) news.end_signal = SIGHUP;
  else impl_->read_keys(news);
  return news;
}

void Terminal::draw(const grid::Grid& grid) {
  const bool all = !impl_->shown || impl_->shown->size() != grid.size();
  if (all) {
    erase();
    clearok(curscr, TRUE);
  }
  const int columns = std::min(grid.size().columns, COLS), rows = std::min(grid.size().rows, LINES);
  for (int row = 0; row < rows; ++row)
    for (int column = 0; column < columns; ++column) {
      const grid::Cell& cell = grid.at(column, row);
      // The second half of a wide character is drawn by its first.
      const bool half = cell.text.empty() && impl_->charset == Charset::unicode;
      if (!half && (all || impl_->shown->at(column, row) != cell)) impl_->draw_cell(column, row, cell);
    }
  impl_->place_cursor(grid);
  refresh();
  impl_->shown = grid;
}

void Terminal::suspend() {
  impl_->leave();
  impl_->signals.lend();
}

void Terminal::resume() {
  impl_->signals.take_back();
  impl_->come_back();
}

void Terminal::stop() { impl_->stop(); }

bool interactive() { return isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1; }

}  // namespace partage::term
