// The three columns: memory, page cache, disk.
#include <algorithm>

#include "app/memory_files.hpp"
#include "app/memory_rows.hpp"
#include "phrases/evidence.hpp"
#include "phrases/moments.hpp"

namespace partage::app {
namespace {

struct Shape {
  int memory = 0, other = 0, gap = 0;  // columns, borders included
};

Shape shape(int columns) {
  constexpr int kNarrow = 70, kWidest = 44;
  Shape found;
  found.gap = columns < kNarrow ? 3 : 5;
  found.other = std::min((columns - 2 * found.gap) / 3, kWidest);
  found.memory = std::min(columns - 2 * found.gap - 2 * found.other, kWidest);
  return found;
}

std::string dashes(int columns) {
  std::string text;
  for (int at = 0; at < columns; ++at) text += "─";
  return text;
}

// One row of the picture: lines of each column, and what stands between them.
struct Cells {
  Lines memory, cache, disk, left_gap, right_gap;
  std::size_t height() const { return std::max({memory.size(), cache.size(), disk.size(), std::size_t{1}}); }
};

Line memory_line(const FileMemory& one, int room) {
  const Attributes tone = one.changed ? look::changed : look::plain;
  Line line(one.changed ? "▸" : " ", look::changed);
  if (!one.who.empty()) line.add(one.who, one.changed ? look::changed : look::strong).add(" ");
  constexpr int kWithAddress = 20;
  if (room >= kWithAddress) line.add(phrases::short_address(one.address) + " ", look::dim);
  line.add(one.page < 0 ? "[ ]" : "[" + letter(one.page) + "]", one.changed ? look::changed : one.page < 0 ? look::dim : look::key);
  if (!one.value.empty()) line.add(" ").add(one.value, tone);
  return fitted(line, room);
}

void put_memory(Cells& cells, const FileRow& row, const Shape& sizes) {
  const int room = sizes.memory - 2;
  for (const FileMemory& one : row.memory) {
    cells.memory.push_back(memory_line(one, room));
    const bool joined = !one.value.empty() && !one.copy && row.page != nullptr && row.page->cached;
    cells.left_gap.resize(cells.memory.size() - 1);
    cells.left_gap.emplace_back(joined ? "◀" + dashes(sizes.gap - 2) + "▶" : "", look::dim);
    if (one.copy) cells.memory.push_back(fitted(Line("  sa propre copie", one.changed ? look::changed : look::dim), room));
  }
  if (row.memory.empty()) cells.memory.emplace_back(" personne", look::dim);
}

void put_cache(Cells& cells, const FileRow& row, int room) {
  const bool changed = row.page != nullptr && (row.before == nullptr || !(*row.before == *row.page));
  const bool cached = row.page != nullptr && row.page->cached;
  const Attributes tone = changed ? look::changed : look::plain;
  Line line(changed ? "▸" : " ", look::changed);
  line.add("page " + std::to_string(row.index + 1), changed ? look::changed : look::strong);
  if (cached && !row.beyond) line.add(" ").add(page_value(row.page->bytes), tone);
  cells.cache.push_back(fitted(line, room));
  for (const std::string& text : grid::wrap(cache_state(row), room - 2)) cells.cache.emplace_back("  " + text, changed ? look::changed : look::dim);
}

void put_disk(Cells& cells, const FileRow& row, const Shape& sizes) {
  if (row.beyond) return;
  const bool known = row.page != nullptr && row.page->disk.has_value();
  const bool changed = known && row.before != nullptr && row.before->disk != row.page->disk;
  Line line(changed ? "▸" : " ", look::changed);
  line.add(known ? page_value(*row.page->disk) : "contenu inconnu", changed ? look::changed : known ? look::plain : look::dim);
  cells.disk.push_back(fitted(line, sizes.other - 2));
  if (row.page == nullptr || !row.page->cached) return;
  const bool dirty = row.page->dirty == record::FilePage::Dirty::yes, unknown = row.page->dirty == record::FilePage::Dirty::unknown;
  const std::string blank(static_cast<std::size_t>(sizes.gap / 2), ' ');
  cells.right_gap.emplace_back(blank + (dirty ? "≠" : unknown ? "?" : "="), dirty ? look::changed : look::dim);
}

bool one_file(const std::vector<FileRow>& files) {
  return std::count_if(files.begin(), files.end(), [](const FileRow& row) { return row.first; }) == 1;
}

Cells cells_of(const FileRow& row, const Shape& sizes, bool named) {
  Cells cells;
  put_memory(cells, row, sizes);
  put_cache(cells, row, sizes.other - 2);
  put_disk(cells, row, sizes);
  if (!row.first || !named) return cells;
  // With several files, each one's own line comes before its first page.
  const auto push_front = [](Lines& lines, const Line& line) { lines.insert(lines.begin(), line); };
  push_front(cells.memory, {});
  push_front(cells.left_gap, {});
  push_front(cells.right_gap, {});
  push_front(cells.cache, fitted(Line(" " + row.name, look::strong), sizes.other - 2));
  push_front(cells.disk, fitted(Line(" " + phrases::size_text(row.size), look::dim), sizes.other - 2));
  return cells;
}

Line at(const Lines& lines, std::size_t row) { return row < lines.size() ? lines[row] : Line(); }

Lines joined(const Cells& cells, const Shape& sizes, bool marked) {
  const auto box = [](Line inside, int columns, const char* left, const char* right, Attributes edge) {
    return Line(left, edge).add(inside.pad_to(columns - 2)).add(right, edge);
  };
  Lines lines;
  for (std::size_t row = 0; row < cells.height(); ++row) {
    Line line = box(at(cells.memory, row), sizes.memory, marked ? ">" : "│", "│", marked ? look::key : look::dim);
    line.add(at(cells.left_gap, row)).pad_to(sizes.memory + sizes.gap);
    line.add(box(at(cells.cache, row), sizes.other, "│", "│", look::dim));
    line.add(at(cells.right_gap, row)).pad_to(sizes.memory + 2 * sizes.gap + sizes.other);
    lines.push_back(line.add(box(at(cells.disk, row), sizes.other, "│", marked ? "<" : "│", look::dim)));
  }
  return lines;
}

Line three(const std::string& first, const std::string& second, const std::string& third, const Shape& sizes, Attributes tone) {
  Line line(first, tone);
  line.pad_to(sizes.memory + sizes.gap).add(second, tone).pad_to(sizes.memory + 2 * sizes.gap + sizes.other);
  return line.add(third, tone);
}

Line border(const Shape& sizes, const char* first, const char* last) {
  const auto bar = [&](int columns) { return first + dashes(columns - 2) + last; };
  return three(bar(sizes.memory), bar(sizes.other), bar(sizes.other), sizes, look::dim);
}

constexpr int kFrame = 3;  // header, top and bottom

}  // namespace

Lines file_columns(const std::vector<FileRow>& files, int columns, int rows, int scroll, const FileRow* cursor) {
  const Shape sizes = shape(columns);
  const int room = std::max(rows - kFrame, 1);
  const bool one = one_file(files);
  Lines inside;
  for (std::size_t index = static_cast<std::size_t>(std::max(scroll, 0)); index < files.size(); ++index)
    append(inside, joined(cells_of(files[index], sizes, !one), sizes, &files[index] == cursor));
  if (inside.empty()) append(inside, joined(Cells{{Line(" aucun fichier", look::dim)}, {}, {}, {}, {}}, sizes, false));
  if (static_cast<int>(inside.size()) > room) inside.resize(static_cast<std::size_t>(room));
  const auto heading = [&](const std::string& what, const std::string& more) {
    return grid::fit("  " + what + (one ? "\u00a0: " + more : ""), sizes.other);
  };
  const std::string name = one ? files.front().name : "", size = one ? phrases::size_text(files.front().size) : "";
  Lines lines{three("  mémoire", heading("cache", name), heading("disque", size), sizes, look::strong), border(sizes, "┌", "┐")};
  append(lines, inside);
  lines.push_back(border(sizes, "└", "┘"));
  return lines;
}

int file_lines(const std::vector<FileRow>& files, int columns) {
  std::size_t lines = 0;
  for (const FileRow& row : files) lines += cells_of(row, shape(columns), !one_file(files)).height();
  return std::max(static_cast<int>(lines), 1) + kFrame;
}

int last_file_scroll(const std::vector<FileRow>& files, int columns, int rows) {
  int room = std::max(rows - kFrame, 1), first = static_cast<int>(files.size());
  while (first > 0) {
    room -= static_cast<int>(cells_of(files[static_cast<std::size_t>(first - 1)], shape(columns), !one_file(files)).height());
    if (room < 0) break;
    --first;
  }
  return std::min(first, std::max(static_cast<int>(files.size()) - 1, 0));
}

}  // namespace partage::app
