#include "app/diff.hpp"

#include <algorithm>
#include <utility>

#include "app/edit_script.hpp"
#include "app/highlight.hpp"
#include "app/output.hpp"
#include "app/words.hpp"
#include "content/code_only.hpp"

namespace partage::app {
namespace {

using Kind = DiffRow::Kind;

/// One of the two texts, by lines.
struct Side {
  std::vector<std::string> lines;  ///< as written
  std::vector<std::string> codes;  ///< without comments and blanks

  explicit Side(std::string_view text) : codes(content::code_lines(text)) {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      lines.emplace_back(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    codes.resize(lines.size());
  }
  // What must be equal for two lines to be one: the code, or where there is none, the comment's words.
  std::vector<std::string> keys() const {
    std::vector<std::string> all = codes;
    for (std::size_t index = 0; index < all.size(); ++index)
      if (all[index].empty()) all[index] = "\n" + trimmed(lines[index]);
    return all;
  }
};

/// Lines of both sides between two lines that stay.
class Gap {
 public:
  Gap(const Side& left, const Side& right) : left_(left), right_(right) {}

  // Up to those lines, not included.
  void fill(std::vector<DiffRow>& rows, std::size_t left_end, std::size_t right_end) {
    while (next_left_ < left_end || next_right_ < right_end) {
      const bool calm_left = next_left_ < left_end && left_.codes[next_left_].empty();
      const bool calm_right = next_right_ < right_end && right_.codes[next_right_].empty();
      const bool take_left = next_left_ < left_end && (calm_left || !calm_right);
      const bool take_right = next_right_ < right_end && !calm_left;
      DiffRow row;
      row.kind = calm_left || calm_right ? Kind::calm : !take_right ? Kind::left : !take_left ? Kind::right : Kind::changed;
      if (take_left) row.left = static_cast<int>(++next_left_);
      if (take_right) row.right = static_cast<int>(++next_right_);
      rows.push_back(row);
    }
  }
  void keep(std::vector<DiffRow>& rows) {
    const bool exact = left_.lines[next_left_] == right_.lines[next_right_];
    rows.push_back({exact ? Kind::same : Kind::calm, static_cast<int>(++next_left_), static_cast<int>(++next_right_)});
  }

 private:
  const Side& left_;
  const Side& right_;
  std::size_t next_left_ = 0, next_right_ = 0;
};

std::vector<DiffRow> rows_of(const Side& left, const Side& right) {
  std::vector<DiffRow> rows;
  Gap gap(left, right);
  for (const auto& [on_left, on_right] : common_lines(left.keys(), right.keys())) {
    gap.fill(rows, on_left, on_right);
    gap.keep(rows);
  }
  gap.fill(rows, left.lines.size(), right.lines.size());
  return rows;
}

/// A side's lines tinted, each ready to be wrapped behind its number.
class Painter {
 public:
  explicit Painter(const Side& side) : digits_(std::max(static_cast<int>(std::to_string(side.lines.size()).size()), 3)) {
    Highlighter highlighter;
    for (const std::string& line : side.lines) tinted_.push_back(highlighter.line(expand_tabs(inert_line(line))));
  }
  int digits() const { return digits_; }
  Lines paint(int number, Kind kind, int columns, const Line& mark) const {
    if (number == 0) return {};
    Line line = tinted_[static_cast<std::size_t>(number - 1)];
    for (Piece& piece : line.pieces) {
      if (kind == Kind::calm) piece.attributes = look::dim;
      else if (kind != Kind::same) piece.attributes.bold = true;
    }
    const std::string shown = std::to_string(number);
    Line gutter = mark, next;
    gutter.pad_to(mark.width() + digits_ - static_cast<int>(shown.size())).add(shown, look::dim);
    next.pad_to(gutter.width()).add(" ┆ ", look::dim);
    gutter.add(" │ ", look::dim);
    return wrap(line, columns, gutter, next);
  }

 private:
  std::vector<Line> tinted_;
  int digits_;
};

const char* middle_mark(Kind kind) {
  switch (kind) {
    case Kind::calm: return "~";
    case Kind::changed: return "≠";
    case Kind::left: return "<";
    case Kind::right: return ">";
    case Kind::same: break;
  }
  return " ";
}

Line mark_line(const char* mark, Kind kind) { return Line(mark, kind == Kind::calm ? look::dim : look::changed); }

Lines side_by_side(const std::vector<DiffRow>& rows, const Painter& left, const Painter& right, const DiffNames& names, int columns) {
  const int room = (columns - 3) / 2;
  Lines lines;
  lines.push_back(Line(names.left, look::strong).pad_to(room + 3).add(names.right, look::strong));
  for (const DiffRow& row : rows) {
    Lines ours = left.paint(row.left, row.kind, room, {}), theirs = right.paint(row.right, row.kind, room, {});
    const std::size_t count = std::max(ours.size(), theirs.size());
    ours.resize(count);
    theirs.resize(count);
    for (std::size_t index = 0; index < count; ++index) {
      Line line = ours[index];
      line.pad_to(room + 1).add(mark_line(index == 0 ? middle_mark(row.kind) : " ", row.kind)).add(" ").add(theirs[index]);
      lines.push_back(std::move(line));
    }
  }
  return lines;
}

std::string squeezed(std::string_view text) {
  std::string all;
  for (const char one : text)
    if (one != ' ' && one != '\t' && one != '\r') all += one;
  return all;
}

/// Both texts in one column: first what only the left has, then what only the right has.
class Column {
 public:
  Column(const Side& left, const Side& right, int columns) : left_(left), right_(right), ours_(left), theirs_(right), columns_(columns) {}

  Lines lines(const std::vector<DiffRow>& rows) {
    for (const DiffRow& row : rows) {
      if (row.kind != Kind::changed || last_ != Kind::changed) flush();
      last_ = row.kind;
      if (row.kind == Kind::same || only_blanks(row)) append(lines_, ours_.paint(row.left, row.kind, columns_, mark_line(row.kind == Kind::same ? "  " : "~ ", row.kind)));
      else both(row);
    }
    flush();
    return std::move(lines_);
  }

 private:
  bool only_blanks(const DiffRow& row) const {
    return row.left > 0 && row.right > 0 && row.kind == Kind::calm &&
           squeezed(left_.lines[static_cast<std::size_t>(row.left - 1)]) == squeezed(right_.lines[static_cast<std::size_t>(row.right - 1)]);
  }
  void both(const DiffRow& row) {
    const bool calm = row.kind == Kind::calm;
    append(lines_, ours_.paint(row.left, row.kind, columns_, mark_line(calm ? "-~" : "- ", row.kind)));
    append(after_, theirs_.paint(row.right, row.kind, columns_, mark_line(calm ? "+~" : "+ ", row.kind)));
  }
  void flush() { append(lines_, std::exchange(after_, {})); }

  const Side& left_;
  const Side& right_;
  Painter ours_, theirs_;
  int columns_;
  Lines lines_, after_;
  Kind last_ = Kind::same;
};

std::string legend(const DiffNames& names, bool wide) {
  if (wide) return "≠ ligne changée   < d'un seul côté >   ~ commentaire ou blanc";
  return "-\u00a0" + names.left + "   +\u00a0" + names.right + "   ~\u00a0commentaire ou blanc";
}

}  // namespace

std::vector<DiffRow> diff(std::string_view left, std::string_view right) { return rows_of(Side(left), Side(right)); }

Lines diff_lines(std::string_view left, std::string_view right, const DiffNames& names, int columns) {
  const Side ours(left), theirs(right);
  const std::vector<DiffRow> rows = rows_of(ours, theirs);
  const bool alike = std::all_of(rows.begin(), rows.end(), [](const DiffRow& row) { return row.kind == Kind::same || row.kind == Kind::calm; });
  const bool wide = columns >= kSideBySide;
  Lines lines = wrap(alike ? "Aucune différence" + std::string(left == right ? "." : ", commentaires et blancs à part.") : legend(names, wide), columns, look::dim);
  lines.emplace_back();
  if (wide) append(lines, side_by_side(rows, Painter(ours), Painter(theirs), names, columns));
  else append(lines, Column(ours, theirs, columns).lines(rows));
  return lines;
}

}  // namespace partage::app
