// A screen as cells. Pure data: no terminal here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace partage::grid {

/// Meaning, not colour: term/ chooses colours for it, or none.
enum class Tone : std::uint8_t { normal, dim, title, accent, good, bad, warn, keyword, string, comment, number, changed, selected, bar };

constexpr std::int16_t kNoColour = -1;

struct Attributes {
  Tone tone = Tone::normal;
  bool bold = false, underline = false, reverse = false;
  /// Colours that a launched program chose, of xterm's 256; kNoColour: those of the tone.
  std::int16_t ink = kNoColour, paper = kNoColour;
  friend bool operator==(const Attributes&, const Attributes&) = default;
};

/// One column. A wide character (CJK, emoji) takes two cells; the second has an empty text.
struct Cell {
  std::string text = " ";  ///< one grapheme cluster, UTF-8
  Attributes attributes;
  friend bool operator==(const Cell&, const Cell&) = default;
};

struct Size {
  int columns = 0, rows = 0;
  friend bool operator==(const Size&, const Size&) = default;
};

struct Position {
  int column = 0, row = 0;
  friend bool operator==(const Position&, const Position&) = default;
};

class Grid {
 public:
  explicit Grid(Size size);  ///< negative sizes count as 0
  Size size() const { return size_; }
  const Cell& at(int column, int row) const;  ///< out of range: a blank cell
  /// Writes one line from (column,row), clipped at both sides; control characters and invalid UTF-8 become "�" or
  /// their picture. Gives the column after the last one written.
  int put(int column, int row, std::string_view text, Attributes attributes = {});
  void fill(int column, int row, int columns, int rows, const Cell& cell);
  void style(int column, int row, int columns, Attributes attributes);  ///< restyles cells without changing text
  /// Where the focus is, for the terminal's cursor (screen readers follow it).
  Position cursor{0, 0};
  bool cursor_visible = false;
  /// Rows as text, trailing blanks removed, joined by '\n': what tests compare.
  std::string text() const;
  friend bool operator==(const Grid&, const Grid&) = default;

 private:
  Cell* cell(int column, int row);  ///< null out of range
  void release(int column, int row);
  void place(int column, int row, const std::string& text, int columns, Attributes attributes);

  Size size_;
  std::vector<Cell> cells_;
};

/// Columns that a UTF-8 text takes (Unicode width; combining marks take 0).
int width(std::string_view text);
/// Longest prefix that fits in `columns`, cut between grapheme clusters; "…" added when something was cut.
std::string fit(std::string_view text, int columns);
/// The same without the "…".
std::string clip(std::string_view text, int columns);
/// Lines of at most `columns`, cut at newlines and spaces; a no-break space (U+00A0, U+202F) never breaks, and a word
/// longer than the line is cut between grapheme clusters. An empty text is one empty line.
std::vector<std::string> wrap(std::string_view text, int columns);

/// A part of a text, in bytes.
struct Slice {
  std::size_t start = 0, length = 0;
  friend bool operator==(const Slice&, const Slice&) = default;
};
/// The same lines as wrap(), as parts of the text.
std::vector<Slice> wrap_slices(std::string_view text, int columns);

}  // namespace partage::grid
