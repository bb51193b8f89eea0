// Lines of styled text: what every screen is made of before it becomes cells.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content/markdown.hpp"
#include "grid/grid.hpp"

namespace partage::app {

using grid::Attributes;
using grid::Tone;

namespace look {
constexpr Attributes plain{};
constexpr Attributes dim{Tone::dim};
constexpr Attributes strong{Tone::normal, true};
constexpr Attributes title{Tone::title, true};
constexpr Attributes accent{Tone::accent};
constexpr Attributes key{Tone::accent, true};
constexpr Attributes good{Tone::good, true};
constexpr Attributes bad{Tone::bad, true};
constexpr Attributes warn{Tone::warn};
constexpr Attributes changed{Tone::changed, true};
}  // namespace look

struct Piece {
  std::string text;
  Attributes attributes;
  friend bool operator==(const Piece&, const Piece&) = default;
};

/// One row. No newline inside.
struct Line {
  std::vector<Piece> pieces;
  Line() = default;
  Line(std::string_view text, Attributes attributes = {}) { add(text, attributes); }
  Line& add(std::string_view text, Attributes attributes = {});
  Line& add(const Line& other);
  /// Spaces up to that column; nothing when it is already beyond.
  Line& pad_to(int column);
  int width() const;
  std::string text() const;
  friend bool operator==(const Line&, const Line&) = default;
};
using Lines = std::vector<Line>;

/// Styled text cut into lines of at most `columns`; `first` and `next` start the first line and the following ones.
Lines wrap(const Line& text, int columns, const Line& first = {}, const Line& next = {});
/// The same for plain text, which may hold newlines.
Lines wrap(std::string_view text, int columns, Attributes attributes = {});
/// The line itself, or its beginning and "…" when it is longer than `columns`.
Line fitted(const Line& line, int columns);
void append(Lines& lines, Lines more);
/// A blank line, unless the last one is already blank or there is none.
void separate(Lines& lines);

/// Text of a lesson or of a statement, with our looks for emphasis and code.
Line styled(const content::Text& text, Attributes base = {});

/// Draws one line, cut with "…" when it is longer than `columns`.
void draw(grid::Grid& grid, int column, int row, int columns, const Line& line);

}  // namespace partage::app
