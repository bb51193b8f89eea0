#include "app/lines.hpp"

#include <algorithm>
#include <iterator>

namespace partage::app {
namespace {

// The part [start, start + length) of the concatenated pieces.
Line part(const Line& line, std::size_t start, std::size_t length) {
  Line cut;
  std::size_t at = 0;
  for (const Piece& piece : line.pieces) {
    const std::size_t from = std::clamp(start, at, at + piece.text.size());
    const std::size_t to = std::clamp(start + length, at, at + piece.text.size());
    if (from < to) cut.pieces.push_back({piece.text.substr(from - at, to - from), piece.attributes});
    at += piece.text.size();
  }
  return cut;
}

}  // namespace

Line& Line::add(std::string_view text, Attributes attributes) {
  if (!text.empty()) pieces.push_back({std::string(text), attributes});
  return *this;
}

Line& Line::add(const Line& other) {
  pieces.insert(pieces.end(), other.pieces.begin(), other.pieces.end());
  return *this;
}

Line& Line::pad_to(int column) {
  const int missing = column - width();
  return missing > 0 ? add(std::string(static_cast<std::size_t>(missing), ' ')) : *this;
}

int Line::width() const {
  int columns = 0;
  for (const Piece& piece : pieces) columns += grid::width(piece.text);
  return columns;
}

std::string Line::text() const {
  std::string all;
  for (const Piece& piece : pieces) all += piece.text;
  return all;
}

Lines wrap(const Line& text, int columns, const Line& first, const Line& next) {
  Lines lines;
  const int room = std::max(columns - std::max(first.width(), next.width()), 1);
  for (const grid::Slice& slice : grid::wrap_slices(text.text(), room)) {
    Line line = lines.empty() ? first : next;
    lines.push_back(line.add(part(text, slice.start, slice.length)));
  }
  return lines;
}

Lines wrap(std::string_view text, int columns, Attributes attributes) { return wrap(Line(text, attributes), columns); }

void append(Lines& lines, Lines more) {
  lines.insert(lines.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

void separate(Lines& lines) {
  if (!lines.empty() && lines.back().width() > 0) lines.emplace_back();
}

Line styled(const content::Text& text, Attributes base) {
  Line line;
  for (const content::Span& span : text) {
    Attributes attributes = base;
    if (span.style == content::Style::emphasis) attributes.underline = true;
    if (span.style == content::Style::strong) attributes.bold = true;
    if (span.style == content::Style::code) attributes.tone = Tone::accent;
    line.add(span.text, attributes);
  }
  return line;
}

Line fitted(const Line& line, int columns) {
  if (line.width() <= columns) return line;
  Line cut;
  int room = columns - 1;
  for (const Piece& piece : line.pieces) {
    const std::string text = grid::clip(piece.text, room);
    cut.add(text, piece.attributes);
    room -= grid::width(text);
    if (text.size() < piece.text.size()) break;
  }
  return columns > 0 ? cut.add("…", look::dim) : Line();
}

void draw(grid::Grid& grid, int column, int row, int columns, const Line& line) {
  for (const Piece& piece : fitted(line, columns).pieces) column = grid.put(column, row, piece.text, piece.attributes);
}

}  // namespace partage::app
