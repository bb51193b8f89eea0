#include "app/pane.hpp"

#include <vterm.h>

#include <algorithm>
#include <deque>
#include <utility>

#include "app/harmless.hpp"
#include "app/pane_cells.hpp"

namespace partage::app {
namespace {

constexpr std::size_t kMostAnswers = 4'096;

grid::Size bounded(grid::Size size) {
  return {std::clamp(size.columns, 2, Pane::kLargest.columns), std::clamp(size.rows, 1, Pane::kLargest.rows)};
}

std::string place(int row, int column) { return "\x1b[" + std::to_string(row + 1) + ";" + std::to_string(column + 1) + "H"; }

}  // namespace

struct Pane::Screen {
  explicit Screen(grid::Size size);
  ~Screen() { vterm_free(vterm); }
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;

  void write(std::string_view bytes) { vterm_input_write(vterm, bytes.data(), bytes.size()); }
  grid::Size size() const;
  VTermPos cursor() const;
  Cells row(int row) const;
  int rows_used() const;
  void fold(int columns);
  std::string redrawn() const;
  std::string current_pen() const;

  void push(const VTermScreenCell* pushed, std::size_t count);
  static int on_push(int columns, const VTermScreenCell* cells, void* self);
  static int on_pop(int columns, VTermScreenCell* cells, void* self);
  static int on_property(VTermProp property, VTermValue* value, void* self);
  static void on_answer(const char* bytes, size_t length, void* self);

  VTerm* vterm;
  VTermScreen* screen;
  VTermState* state;
  HarmlessStream stream;
  std::deque<Cells> history;
  std::size_t history_cells = 0, forgotten = 0;
  std::string answers;
  bool alternate = false, cursor_shown = true;
};

Pane::Screen::Screen(grid::Size size) : vterm(vterm_new(size.rows, size.columns)) {
  vterm_set_utf8(vterm, 1);
  vterm_output_set_callback(vterm, on_answer, this);
  state = vterm_obtain_state(vterm);
  screen = vterm_obtain_screen(vterm);
  static const VTermScreenCallbacks callbacks = [] {
    VTermScreenCallbacks all{};
    all.settermprop = on_property;
    all.sb_pushline = on_push;
    all.sb_popline = on_pop;
    return all;
  }();
  vterm_screen_set_callbacks(screen, &callbacks, this);
  vterm_screen_enable_altscreen(screen, 1);
  vterm_screen_set_damage_merge(screen, VTERM_DAMAGE_SCROLL);
  vterm_screen_reset(screen, 1);
}

void Pane::Screen::push(const VTermScreenCell* pushed, std::size_t count) {
  Cells cells(pushed, pushed + length(pushed, count));
  history_cells += cells.size();
  history.push_back(std::move(cells));
  while (history.size() > kMostHistory || history_cells > kMostCells) {
    history_cells -= history.front().size();
    history.pop_front();
    ++forgotten;
  }
}

int Pane::Screen::on_push(int columns, const VTermScreenCell* cells, void* self) {
  static_cast<Screen*>(self)->push(cells, static_cast<std::size_t>(columns));
  return 1;
}

// The screen grew: what had scrolled away comes back.
int Pane::Screen::on_pop(int columns, VTermScreenCell* cells, void* self) {
  auto& own = *static_cast<Screen*>(self);
  if (own.history.empty() || own.history.back().size() > static_cast<std::size_t>(columns)) return 0;
  VTermScreenCell none{};
  none.width = 1;
  vterm_state_get_default_colors(own.state, &none.fg, &none.bg);
  std::fill_n(cells, columns, none);
  std::copy(own.history.back().begin(), own.history.back().end(), cells);
  own.history_cells -= own.history.back().size();
  own.history.pop_back();
  return 1;
}

int Pane::Screen::on_property(VTermProp property, VTermValue* value, void* self) {
  auto& own = *static_cast<Screen*>(self);
  if (property == VTERM_PROP_ALTSCREEN) own.alternate = value->boolean != 0;
  if (property == VTERM_PROP_CURSORVISIBLE) own.cursor_shown = value->boolean != 0;
  return 1;
}

void Pane::Screen::on_answer(const char* bytes, size_t length, void* self) {
  std::string& answers = static_cast<Screen*>(self)->answers;
  if (answers.size() + length <= kMostAnswers) answers.append(bytes, length);
}

grid::Size Pane::Screen::size() const {
  grid::Size size;
  vterm_get_size(vterm, &size.rows, &size.columns);
  return size;
}

VTermPos Pane::Screen::cursor() const {
  VTermPos at{};
  vterm_state_get_cursorpos(state, &at);
  return at;
}

Cells Pane::Screen::row(int row) const {
  Cells cells(static_cast<std::size_t>(size().columns));
  for (int column = 0; column < size().columns; ++column)
    vterm_screen_get_cell(screen, {row, column}, &cells[static_cast<std::size_t>(column)]);
  cells.resize(length(cells.data(), cells.size()));
  return cells;
}

int Pane::Screen::rows_used() const {
  int used = cursor().col > 0 ? cursor().row + 1 : cursor().row;
  for (int at = size().rows - 1; at >= used; --at)
    if (!row(at).empty()) return at + 1;
  return used;
}

std::string Pane::Screen::current_pen() const {
  VTermValue bold{}, underline{}, reverse{}, ink{}, paper{};
  vterm_state_get_penattr(state, VTERM_ATTR_BOLD, &bold);
  vterm_state_get_penattr(state, VTERM_ATTR_UNDERLINE, &underline);
  vterm_state_get_penattr(state, VTERM_ATTR_REVERSE, &reverse);
  vterm_state_get_penattr(state, VTERM_ATTR_FOREGROUND, &ink);
  vterm_state_get_penattr(state, VTERM_ATTR_BACKGROUND, &paper);
  return sequence({bold.boolean != 0, underline.number != 0, reverse.boolean != 0, ink.color, paper.color});
}

// One line of text for each row, from the top left: what draws this screen again, on a wider or a narrower one.
std::string Pane::Screen::redrawn() const {
  std::string all;
  const int last = std::max(rows_used(), cursor().row + 1);
  for (int at = 0; at < last; ++at) {
    if (at > 0) all += "\r\n";
    const Cells cells = row(at);
    for (const VTermScreenCell& cell : cells) {
      if (second_half(cell)) continue;
      all += sequence(pen_of(cell)) + cell_text(cell);
    }
    const int missing = at == cursor().row ? cursor().col - static_cast<int>(cells.size()) : 0;
    if (missing > 0) all += "\x1b[0m" + std::string(static_cast<std::size_t>(missing), ' ');
  }
  return all;
}

// libvterm would cut the rows of a screen that narrows: they are written again, folded, and the cursor comes last.
void Pane::Screen::fold(int columns) {
  bool wide = false;
  for (int at = 0; at < size().rows; ++at) wide = wide || row(at).size() > static_cast<std::size_t>(columns);
  if (alternate || !wide) return vterm_set_size(vterm, size().rows, columns);
  const std::string former = redrawn(), former_pen = current_pen();
  write("\x1b[r\x1b[0m\x1b[H\x1b[2J");
  vterm_set_size(vterm, size().rows, columns);
  write(former + former_pen);
}

Pane::Pane(grid::Size size) : size_(bounded(size)) {}
Pane::~Pane() = default;
Pane::Pane(Pane&&) noexcept = default;
Pane& Pane::operator=(Pane&&) noexcept = default;

Pane::Pane(const Pane& other) : size_(other.size_) {
  if (!other.screen_) return;
  const Screen& from = *other.screen_;
  Screen& to = screen();
  for (const auto& [mode, set] : from.stream.modes())
    if (mode != 6) to.write("\x1b[?" + std::to_string(mode) + (set ? "h" : "l"));  // 6 would move every place
  const VTermPos at = from.cursor();
  to.write("\x1b[H" + from.redrawn() + place(at.row, at.col) + from.current_pen());
  to.stream = from.stream;
  to.history = from.history;
  to.history_cells = from.history_cells;
  to.forgotten = from.forgotten;
  to.answers = from.answers;
}

Pane& Pane::operator=(const Pane& other) {
  if (this != &other) *this = Pane(other);
  return *this;
}

Pane::Screen& Pane::screen() {
  if (!screen_) screen_ = std::make_unique<Screen>(size_);
  return *screen_;
}

void Pane::feed(std::string_view bytes) {
  if (!bytes.empty()) screen().write(screen().stream.take(bytes));
}

void Pane::resize(grid::Size size) {
  size = bounded(size);
  if (size == size_) return;
  size_ = size;
  if (!screen_) return;
  // libvterm keeps the top of a scrolling region that the new screen may no longer have.
  const VTermPos at = screen_->cursor();
  screen_->write("\x1b[r" + place(at.row, at.col));
  if (size.columns < screen_->size().columns) screen_->fold(size.columns);
  vterm_set_size(screen_->vterm, size.rows, size.columns);
}

grid::Size Pane::size() const { return size_; }

std::size_t Pane::line_count() const {
  if (!screen_) return 0;
  if (screen_->alternate) return static_cast<std::size_t>(size_.rows);
  const int used = screen_->rows_used();
  // A screen that was erased hides what scrolled away before it.
  const int rows = screen_->history.empty() || used >= size_.rows - 1 ? used : size_.rows;
  return screen_->history.size() + static_cast<std::size_t>(rows);
}

Line Pane::line(std::size_t index) const {
  if (index >= line_count()) return {};
  const std::size_t above = screen_->alternate ? 0 : screen_->history.size();
  if (index < above) return line_of(screen_->history[index]);
  return line_of(screen_->row(static_cast<int>(index - above)));
}

std::string Pane::text() const {
  std::string all;
  for (std::size_t index = 0; index < line_count(); ++index) all += line(index).text() + '\n';
  return all;
}

std::size_t Pane::forgotten() const { return screen_ ? screen_->forgotten : 0; }
bool Pane::alternate() const { return screen_ && screen_->alternate; }

std::optional<grid::Position> Pane::cursor() const {
  if (!screen_) return grid::Position{0, 0};
  if (!screen_->cursor_shown) return std::nullopt;
  const VTermPos at = screen_->cursor();
  const std::size_t above = screen_->alternate ? 0 : screen_->history.size();
  return grid::Position{at.col, at.row + static_cast<int>(above)};
}

std::string Pane::key(const grid::KeyPress& press) {
  using grid::Key;
  if (press.key == Key::character && press.control) return press.text.size() == 1 ? std::string(1, static_cast<char>(press.text[0] & 0x1F)) : "";
  if (press.key == Key::character) return press.text;
  constexpr std::pair<Key, VTermKey> known[] = {
      {Key::enter, VTERM_KEY_ENTER}, {Key::tab, VTERM_KEY_TAB}, {Key::backtab, VTERM_KEY_TAB}, {Key::backspace, VTERM_KEY_BACKSPACE},
      {Key::escape, VTERM_KEY_ESCAPE}, {Key::up, VTERM_KEY_UP}, {Key::down, VTERM_KEY_DOWN}, {Key::left, VTERM_KEY_LEFT},
      {Key::right, VTERM_KEY_RIGHT}, {Key::home, VTERM_KEY_HOME}, {Key::end, VTERM_KEY_END}, {Key::page_up, VTERM_KEY_PAGEUP},
      {Key::page_down, VTERM_KEY_PAGEDOWN}, {Key::f1, static_cast<VTermKey>(VTERM_KEY_FUNCTION(1))}};
  std::string kept = take_answers();
  for (const auto& [key, theirs] : known)
    if (key == press.key) vterm_keyboard_key(screen().vterm, theirs, key == Key::backtab ? VTERM_MOD_SHIFT : VTERM_MOD_NONE);
  return kept + take_answers();
}

std::string Pane::paste(std::string_view text) {
  vterm_keyboard_start_paste(screen().vterm);
  std::string all = take_answers();
  // What is pasted must not be able to say that the paste is over.
  for (const char one : text)
    if (one != '\x1b') all += one == '\n' ? '\r' : one;
  vterm_keyboard_end_paste(screen().vterm);
  return all + take_answers();
}

std::string Pane::take_answers() { return screen_ ? std::exchange(screen_->answers, {}) : std::string(); }

}  // namespace partage::app
