#include "app/blocks.hpp"

#include <algorithm>
#include <numeric>

#include "app/highlight.hpp"

namespace partage::app {
namespace {

bool is_c(const std::string& language) { return language == "c" || language == "cpp" || language == "c++"; }

Line marker(const std::string& text, int columns) {
  Line line(text, look::dim);
  return line.pad_to(columns);
}

struct Renderer {
  int columns;

  Lines operator()(const content::Paragraph& block) const { return wrap(styled(block.text), columns); }

  Lines operator()(const content::Heading& block) const { return wrap(styled(block.text, look::title), columns); }

  Lines operator()(const content::List& block) const {
    Lines lines;
    const int room = block.ordered ? static_cast<int>(std::to_string(block.items.size()).size()) + 2 : 2;
    for (std::size_t index = 0; index < block.items.size(); ++index) {
      const std::string mark = block.ordered ? std::to_string(index + 1) + "." : "•";
      append(lines, wrap(styled(block.items[index]), columns, marker(mark, room), marker("", room)));
    }
    return lines;
  }

  Lines operator()(const content::Quote& block) const {
    return wrap(styled(block.text), columns, Line("  ┃ ", look::dim), Line("  ┃ ", look::dim));
  }

  Lines operator()(const content::Code& block) const {
    return listing(block.lines, columns, {0, 0, is_c(block.language)});
  }

  Lines operator()(const content::Listing& block) const {
    Lines lines;
    lines.emplace_back("      " + block.file, look::dim);
    append(lines, listing(block.lines, columns, {block.first_line, 0, true}));
    return lines;
  }

  Lines operator()(const content::Table& block) const;
  Lines operator()(const content::Prediction&) const { return {}; }
  Lines operator()(const content::Launch&) const { return {}; }
};

constexpr int kBetweenColumns = 2;

// Widths that fit: what each column wants, then the widest ones give way.
std::vector<int> column_widths(const content::Table& table, int columns) {
  std::size_t count = table.head.size();
  for (const auto& row : table.rows) count = std::max(count, row.size());
  std::vector<int> widths(count, 1);
  const auto measure = [&](const std::vector<content::Text>& row) {
    for (std::size_t index = 0; index < row.size(); ++index)
      widths[index] = std::max(widths[index], styled(row[index]).width());
  };
  measure(table.head);
  for (const auto& row : table.rows) measure(row);
  const int room = columns - kBetweenColumns * std::max(static_cast<int>(count) - 1, 0);
  while (std::accumulate(widths.begin(), widths.end(), 0) > room) {
    const auto widest = std::max_element(widths.begin(), widths.end());
    if (*widest <= 1) break;
    --*widest;
  }
  return widths;
}

Lines table_row(const std::vector<content::Text>& row, const std::vector<int>& widths, Attributes base) {
  std::vector<Lines> cells;
  std::size_t height = 1;
  for (std::size_t index = 0; index < row.size(); ++index) {
    cells.push_back(wrap(styled(row[index], base), widths[index]));
    height = std::max(height, cells.back().size());
  }
  Lines lines(height);
  int column = 0;
  for (std::size_t index = 0; index < cells.size(); ++index) {
    for (std::size_t at = 0; at < cells[index].size(); ++at) lines[at].pad_to(column).add(cells[index][at]);
    column += widths[index] + kBetweenColumns;
  }
  return lines;
}

Lines Renderer::operator()(const content::Table& block) const {
  const std::vector<int> widths = column_widths(block, columns);
  Lines lines = table_row(block.head, widths, look::strong);
  Line rule;
  for (std::size_t index = 0; index < widths.size(); ++index) {
    if (index > 0) rule.add("  ");
    for (int at = 0; at < widths[index]; ++at) rule.add("─", look::dim);
  }
  lines.push_back(rule);
  for (const auto& row : block.rows) append(lines, table_row(row, widths, {}));
  return lines;
}

}  // namespace

Lines render_block(const content::Block& block, int columns) {
  return std::visit(Renderer{columns}, block);
}

Lines bullets(const std::vector<std::string>& items, int columns, Attributes attributes) {
  Lines lines;
  for (const std::string& item : items)
    append(lines, wrap(Line(item, attributes), columns, Line("• ", look::dim), Line("  ")));
  return lines;
}

}  // namespace partage::app
