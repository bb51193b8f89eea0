#include "app/memory_draw.hpp"

#include <algorithm>

#include "phrases/evidence.hpp"
#include "phrases/moments.hpp"

namespace partage::app {
namespace {

constexpr int kBoxFrame = 3;       // header, top and bottom of the boxes
constexpr int kSmallestBox = 21;
constexpr int kTightBox = 20;
constexpr int kWidestBox = 60;
constexpr int kFixedColumns = 12;  // " rw-s …95000"

struct Widths {
  int box = 0, pages = 0;
  bool sizes = false;
};

Widths widths(int columns, bool two) {
  Widths result;
  const int boxes = two ? 2 : 1;
  result.box = std::clamp((columns - columns / 3) / 2, kSmallestBox, kWidestBox);
  result.pages = columns - boxes * result.box;
  if (!two) result.pages = std::min(result.pages, columns / 3);
  result.sizes = result.box >= 34;
  return result;
}

std::string bar(int columns) {
  std::string text;
  for (int at = 0; at < columns; ++at) text += "─";
  return text;
}

Attributes tone(const Side& side, Attributes calm) { return side.changed ? look::changed : calm; }

Line side_text(const Side& side, bool variable, int inner, bool sizes) {
  Line line(side.changed ? "▸" : " ", look::changed);
  if (variable) return fitted(line.add(side.name, tone(side, look::plain)), inner).pad_to(inner);
  const int edge = inner > kTightBox ? 1 : 0;  // a blank before the border, where there is room
  const int name_room = inner - kFixedColumns - 1 - edge - (sizes ? 9 : 0);
  line.add(grid::fit(side.name, name_room), tone(side, look::strong)).pad_to(1 + name_room);
  line.add(" ").add(side.permissions, tone(side, look::plain)).pad_to(1 + name_room + 6);
  line.add(phrases::short_address(side.address), tone(side, look::dim));
  if (sizes && side.size > 0) {
    const std::string size = phrases::size_text(side.size);
    line.pad_to(inner - 1 - grid::width(size)).add(size, look::dim);
  }
  return fitted(line, inner).pad_to(inner);
}

struct Edges {
  const char* left = "│";
  const char* right = "│";
};

Line box_row(const std::optional<Side>& side, bool variable, const Widths& sizes, const Edges& edges) {
  const int inner = sizes.box - 2;
  const auto edge = [](const char* text) { return Line(text, std::string_view(text) == "│" ? look::dim : look::key); };
  Line line = edge(edges.left);
  if (side) line.add(side_text(*side, variable, inner, sizes.sizes));
  return line.pad_to(1 + inner).add(edge(edges.right));
}

Line page_text(const Side& side, int room) {
  Line line("[" + letter(side.page) + "]", side.changed ? look::changed : look::key);
  const int left = room - line.width() - 1;
  const bool fits = grid::width(side.value) <= left || left >= 3;
  if (fits) line.add(" ").add(grid::fit(side.value, left), side.changed ? look::changed : look::plain);
  return line;
}

Line arrow_right(int columns) { return Line(bar(std::max(columns - 1, 0)) + "▶", look::dim); }
Line arrow_left(int columns) { return Line("◀" + bar(std::max(columns - 1, 0)), look::dim); }

Line no_page() { return Line("[ ]", look::dim); }

bool has_arrow(const std::optional<Side>& side) { return side && side->watched; }

// Both sides on one page: it stands in the middle, and both arrows reach it.
Line shared_middle(const MemoryRow& row, int columns) {
  const Side& shown = row.left->changed || !row.right->changed ? *row.left : *row.right;
  const Line page = page_text(shown, columns - 6);
  const int left = std::max((columns - page.width()) / 2 - 1, 1);
  Line line = arrow_right(left).add(" ").add(page).add(" ");
  return line.add(arrow_left(columns - line.width()));
}

Line apart_middle(const MemoryRow& row, int columns) {
  const bool both = row.left && row.right;
  const int half = both ? columns / 2 : columns;
  const int arrow = both ? (columns >= 24 ? 3 : 1) : 3;
  Line line;
  if (has_arrow(row.left)) line = arrow_right(arrow).add(" ").add(row.left->page < 0 ? no_page() : page_text(*row.left, half - arrow - 2));
  if (!has_arrow(row.right)) return line.pad_to(columns);
  const Line page = row.right->page < 0 ? no_page() : page_text(*row.right, columns - std::max(line.width(), both ? half - 1 : 0) - arrow - 2);
  return line.pad_to(columns - arrow - 1 - page.width()).add(page).add(" ").add(arrow_left(arrow));
}

Line middle(const MemoryRow& row, int columns, bool two) {
  if (!two && row.left) return apart_middle({row.key, row.left, std::nullopt}, columns);
  return row.same_page() ? shared_middle(row, columns) : apart_middle(row, columns);
}

// What just happened to a row, said under it: a copy on its side, or that there is only one page.
std::optional<Line> caption(const MemoryRow& row, const Widths& sizes) {
  const auto in_box = [&](const std::optional<Side>& side) {
    Line line("│", look::dim);
    if (side && side->copied) line.pad_to(sizes.box - 2 - grid::width("copie faite")).add("copie faite", look::changed);
    return line.pad_to(sizes.box - 1).add("│", look::dim);
  };
  const bool copied = (row.left && row.left->copied) || (row.right && row.right->copied);
  if (!copied && !row.same_page()) return std::nullopt;
  Line line = in_box(row.left);
  const std::string words = copied ? "" : "une seule page";
  line.pad_to(sizes.box + (sizes.pages - grid::width(words)) / 2).add(words, look::dim).pad_to(sizes.box + sizes.pages);
  return line.add(in_box(row.right));
}

Line header(const MemoryPicture& picture, const Widths& sizes) {
  const auto name = [&](const ShownProcess& process) {
    const Attributes attributes = process.life == Life::alive ? look::strong : look::dim;
    Line line(process.acts ? "▸" : " ", look::changed);
    line.add(process.label, process.acts ? look::changed : attributes);
    if (!process.state.empty()) line.add(" (" + process.state + ")", process.acts ? look::changed : look::dim);
    return fitted(line, sizes.box + sizes.pages / 2 - 4);
  };
  Line line = name(picture.left);
  const int centre = sizes.box + (sizes.pages - 5) / 2;
  line.pad_to(centre).add("pages", look::dim);
  if (picture.right) {
    const Line right = name(*picture.right);
    line.pad_to(std::min(sizes.box + sizes.pages, 2 * sizes.box + sizes.pages - right.width())).add(right);
  }
  return line;
}

// The border itself says that there is more to see, and how much.
Line border(const Widths& sizes, bool two, const char* first, const char* last, int hidden, const char* arrow) {
  const auto one = [&](int more) {
    const std::string sign = more > 0 ? " " + std::string(arrow) + " " + std::to_string(more) + (more > 1 ? " lignes " : " ligne ") : "";
    Line line(first + bar(sizes.box - 3 - grid::width(sign)), look::dim);
    return line.add(sign, look::key).add(std::string("─") + last, look::dim);
  };
  Line line = one(hidden);
  if (two) line.pad_to(sizes.box + sizes.pages).add(one(0));
  return line;
}

// The row under the cursor is between > and <.
Line row_line(const MemoryRow& row, const Widths& sizes, bool two, bool marked) {
  Line line = box_row(row.left, row.variable(), sizes, {marked ? ">" : "│", marked && !two ? "<" : "│"});
  line.add(row.variable() ? Line().pad_to(sizes.pages) : middle(row, sizes.pages, two));
  if (two) line.add(box_row(row.right, row.variable(), sizes, {"│", marked ? "<" : "│"}));
  return line;
}

Line empty_row(const Widths& sizes, bool two, const std::string& text) {
  Line line = Line("│", look::dim).add(" " + text, look::dim).pad_to(sizes.box - 1).add("│", look::dim);
  if (two) line.pad_to(sizes.box + sizes.pages).add(Line("│", look::dim).pad_to(sizes.box - 1).add("│", look::dim));
  return line;
}

}  // namespace

int rows_in_boxes(int rows) { return std::max(rows - kBoxFrame, 1); }

Lines memory_boxes(const MemoryPicture& picture, int columns, int rows, int scroll, const MemoryRow* cursor) {
  const bool two = picture.right.has_value();
  const Widths sizes = widths(columns, two);
  const int room = rows_in_boxes(rows), count = static_cast<int>(picture.rows.size());
  Lines inside;
  std::vector<std::pair<std::size_t, Line>> captions;
  const int first = std::clamp(scroll, 0, std::max(count - room, 0)), last = std::min(first + room, count);
  for (int index = first; index < last; ++index) {
    const MemoryRow& row = picture.rows[static_cast<std::size_t>(index)];
    inside.push_back(row_line(row, sizes, two, &row == cursor));
    if (!two) continue;
    if (const auto words = caption(row, sizes)) captions.emplace_back(inside.size(), *words);
  }
  // Captions only where all of them fit: rows never move because of one.
  if (last - first + static_cast<int>(captions.size()) <= room)
    for (auto one = captions.rbegin(); one != captions.rend(); ++one)
      inside.insert(inside.begin() + static_cast<std::ptrdiff_t>(one->first), one->second);
  if (inside.empty()) inside.push_back(empty_row(sizes, two, picture.left.life == Life::alive ? "rien à lui" : ""));
  Lines lines;
  lines.push_back(header(picture, sizes));
  lines.push_back(border(sizes, two, "┌", "┐", first, "▲"));
  append(lines, inside);
  lines.push_back(border(sizes, two, "└", "┘", count - last, "▼"));
  return lines;
}

}  // namespace partage::app
