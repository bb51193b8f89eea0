#include "grid/grid.hpp"

#include <algorithm>

#include "grid/utf8.hpp"

namespace partage::grid {
namespace {

const Cell& blank() {
  static const Cell cell;
  return cell;
}

}  // namespace

Grid::Grid(Size size) : size_{std::max(size.columns, 0), std::max(size.rows, 0)} {
  cells_.resize(static_cast<std::size_t>(size_.columns) * static_cast<std::size_t>(size_.rows));
}

Cell* Grid::cell(int column, int row) {
  if (column < 0 || row < 0 || column >= size_.columns || row >= size_.rows) return nullptr;
  return &cells_[static_cast<std::size_t>(row) * static_cast<std::size_t>(size_.columns) +
                 static_cast<std::size_t>(column)];
}

const Cell& Grid::at(int column, int row) const {
  const Cell* found = const_cast<Grid*>(this)->cell(column, row);
  return found == nullptr ? blank() : *found;
}

// A wide character must never lose one of its halves alone: what remains of it becomes a space.
void Grid::release(int column, int row) {
  Cell* here = cell(column, row);
  if (here == nullptr) return;
  if (here->text.empty()) {
    if (Cell* head = cell(column - 1, row)) head->text = " ";
  } else if (Cell* tail = cell(column + 1, row); tail != nullptr && tail->text.empty()) {
    tail->text = " ";
  }
}

int Grid::put(int column, int row, std::string_view text, Attributes attributes) {
  for (std::size_t at = 0; at < text.size();) {
    const Cluster cluster = next_cluster(text.substr(at));
    at += cluster.bytes;
    place(column, row, cluster.text, cluster.width, attributes);
    column += cluster.width;
  }
  return column;
}

void Grid::place(int column, int row, const std::string& text, int columns, Attributes attributes) {
  const bool whole = column >= 0 && column + columns <= size_.columns;
  for (int part = 0; part < columns; ++part) {
    Cell* here = cell(column + part, row);
    if (here == nullptr) continue;
    release(column + part, row);
    here->text = !whole ? " " : part == 0 ? text : "";
    here->attributes = attributes;
  }
}

void Grid::fill(int column, int row, int columns, int rows, const Cell& with) {
  const int left = std::max(column, 0), right = std::min(column + std::max(columns, 0), size_.columns);
  const int top = std::max(row, 0), bottom = std::min(row + std::max(rows, 0), size_.rows);
  for (int y = top; y < bottom; ++y)
    for (int x = left; x < right; ++x) {
      release(x, y);
      *cell(x, y) = with;
    }
}

void Grid::style(int column, int row, int columns, Attributes attributes) {
  for (int x = std::max(column, 0); x < std::min(column + std::max(columns, 0), size_.columns); ++x)
    if (Cell* here = cell(x, row)) here->attributes = attributes;
}

std::string Grid::text() const {
  std::string all;
  for (int row = 0; row < size_.rows; ++row) {
    std::string line;
    for (int column = 0; column < size_.columns; ++column) line += at(column, row).text;
    line.erase(line.find_last_not_of(' ') + 1);
    if (row > 0) all += '\n';
    all += line;
  }
  return all;
}

}  // namespace partage::grid
