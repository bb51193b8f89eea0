#include "app/pane_cells.hpp"

#include <algorithm>

#include "grid/utf8.hpp"

namespace partage::app {
namespace {

constexpr uint32_t kSecondHalf = 0xFFFFFFFF;  // libvterm's own mark

// Nearest of the 256 colours of xterm: its cube of six levels.
std::int16_t nearest_index(int red, int green, int blue) {
  const auto level = [](int value) { return value < 48 ? 0 : value < 115 ? 1 : (value - 35) / 40; };
  return static_cast<std::int16_t>(16 + 36 * level(red) + 6 * level(green) + level(blue));
}

std::int16_t colour(const VTermColor& colour) {
  if (VTERM_COLOR_IS_DEFAULT_FG(&colour) || VTERM_COLOR_IS_DEFAULT_BG(&colour)) return grid::kNoColour;
  if (VTERM_COLOR_IS_INDEXED(&colour)) return colour.indexed.idx;
  return nearest_index(colour.rgb.red, colour.rgb.green, colour.rgb.blue);
}

void add_colour(std::string& sgr, const VTermColor& value, int base) {
  const std::int16_t index = colour(value);
  if (index != grid::kNoColour) sgr += ";" + std::to_string(base) + ";5;" + std::to_string(index);
}

}  // namespace

Attributes attributes(const VTermScreenCell& cell) {
  Attributes look;
  look.bold = cell.attrs.bold != 0;
  look.underline = cell.attrs.underline != 0;
  look.reverse = cell.attrs.reverse != 0;
  look.ink = colour(cell.fg);
  look.paper = colour(cell.bg);
  return look;
}

std::size_t length(const VTermScreenCell* cells, std::size_t count) {
  const auto blank = [](const VTermScreenCell& cell) {
    return (cell.chars[0] == 0 || cell.chars[0] == ' ') && attributes(cell) == Attributes{};
  };
  while (count > 0 && blank(cells[count - 1])) --count;
  return count;
}

bool second_half(const VTermScreenCell& cell) { return cell.chars[0] == kSecondHalf; }

// Our own widths, which the grid goes by, may differ from libvterm's.
std::string cell_text(const VTermScreenCell& cell) {
  if (cell.chars[0] == 0) return " ";
  std::string text;
  for (const uint32_t code : cell.chars) {
    if (code == 0) break;
    text += grid::encode(static_cast<char32_t>(code));
  }
  const int wanted = cell.width, ours = grid::width(text);
  if (ours > wanted || ours == 0) text = grid::encode(grid::kReplacement);
  return text + std::string(static_cast<std::size_t>(std::max(wanted - grid::width(text), 0)), ' ');
}

Line line_of(const Cells& cells) {
  Line line;
  for (const VTermScreenCell& cell : cells) {
    if (second_half(cell)) continue;
    const Attributes look = attributes(cell);
    if (line.pieces.empty() || line.pieces.back().attributes != look) line.pieces.push_back({"", look});
    line.pieces.back().text += cell_text(cell);
  }
  return line;
}

Pen pen_of(const VTermScreenCell& cell) {
  return {cell.attrs.bold != 0, cell.attrs.underline != 0, cell.attrs.reverse != 0, cell.fg, cell.bg};
}

std::string sequence(const Pen& pen) {
  std::string sgr = "\x1b[0";
  if (pen.bold) sgr += ";1";
  if (pen.underline) sgr += ";4";
  if (pen.reverse) sgr += ";7";
  add_colour(sgr, pen.ink, 38);
  add_colour(sgr, pen.paper, 48);
  return sgr + "m";
}

}  // namespace partage::app
