#include "pictures/svg.hpp"

#include <fmt/format.h>

#include <tuple>

#include "grid/utf8.hpp"

namespace partage::pictures {
namespace {

constexpr double kColumn = 8.4, kRow = 17, kBase = 13, kMargin = 12;  // of a monospaced font of 14 pixels
constexpr const char* kInk = "#d8dee9";
constexpr const char* kPaper = "#1b1f27";

struct Style {
  std::string ink, paper;
  bool bold = false, underline = false;
  friend bool operator==(const Style&, const Style&) = default;
};

std::string colour(const VTermColor& value, const char* usual) {
  if (VTERM_COLOR_IS_DEFAULT_FG(&value) || VTERM_COLOR_IS_DEFAULT_BG(&value)) return usual;
  if (VTERM_COLOR_IS_RGB(&value)) return fmt::format("#{:02x}{:02x}{:02x}", value.rgb.red, value.rgb.green, value.rgb.blue);
  const int index = value.indexed.idx;
  if (index >= 232) return fmt::format("#{0:02x}{0:02x}{0:02x}", 8 + 10 * (index - 232));
  const auto level = [](int step) { return step == 0 ? 0 : 55 + 40 * step; };
  const int cube = std::max(index - 16, 0);
  return fmt::format("#{:02x}{:02x}{:02x}", level(cube / 36), level(cube / 6 % 6), level(cube % 6));
}

Style style(const VTermScreenCell& cell) {
  Style style{colour(cell.fg, kInk), colour(cell.bg, kPaper), cell.attrs.bold != 0, cell.attrs.underline != 0};
  if (cell.attrs.reverse != 0) std::swap(style.ink, style.paper);
  return style;
}

std::string text(const VTermScreenCell& cell) {
  std::string utf8;
  for (const uint32_t code : cell.chars) {
    if (code == 0 || code == 0xFFFFFFFF) break;
    if (code == '<') utf8 += "&lt;";
    else if (code == '&') utf8 += "&amp;";
    else utf8 += grid::encode(static_cast<char32_t>(code));
  }
  return utf8.empty() ? " " : utf8;
}

// Where a cell's top left corner is.
double left(int column) { return kMargin + column * kColumn; }
double top(int row) { return kMargin + row * kRow; }

std::string box(int column, int row, int columns, const Style& style) {
  if (style.paper == kPaper) return {};
  return fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"{}\"/>\n", left(column), top(row), columns * kColumn, kRow, style.paper);
}

// One word, stretched to its columns, so that it stays in its place whatever the font.
std::string word(int column, int row, int columns, const std::string& text, const Style& style) {
  std::string all = fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" textLength=\"{:.1f}\" lengthAdjust=\"spacingAndGlyphs\"", left(column), top(row) + kBase, columns * kColumn);
  if (style.ink != kInk) all += fmt::format(" fill=\"{}\"", style.ink);
  if (style.bold) all += " font-weight=\"bold\"";
  if (style.underline) all += " text-decoration=\"underline\"";
  return all + ">" + text + "</text>\n";
}

}  // namespace

std::string svg(const terminal::Session& session, int columns, int rows, const std::string& title) {
  const double width = columns * kColumn + 2 * kMargin, height = rows * kRow + 2 * kMargin;
  std::string all = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.1f} {1:.1f}\" width=\"{0:.1f}\" height=\"{1:.1f}\" role=\"img\" xml:lang=\"fr\">\n"
      "<title>{2}</title>\n<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{3}\"/>\n"
      "<g font-family=\"'DejaVu Sans Mono', 'Liberation Mono', Menlo, Consolas, monospace\" font-size=\"14\" fill=\"{4}\">\n",
      width, height, title, kPaper, kInk);
  const auto look = [&](int column, int row) { return style(session.cell(column, row)); };
  for (int row = 0; row < rows; ++row) {
    for (int column = 0, next = 0; column < columns; column = next) {
      while (next < columns && look(next, row) == look(column, row)) ++next;
      all += box(column, row, next - column, look(column, row));
    }
    for (int column = 0, next = 0; column < columns; column = std::max(next, column + 1)) {
      std::string words;
      for (next = column; next < columns && look(next, row) == look(column, row) && text(session.cell(next, row)) != " "; ++next)
        words += text(session.cell(next, row));
      if (next > column) all += word(column, row, next - column, words, look(column, row));
    }
  }
  return all + "</g>\n</svg>\n";
}

}  // namespace partage::pictures
