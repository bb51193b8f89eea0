#include "app/frame.hpp"

#include <algorithm>
#include <string>

#include "app/app.hpp"
#include "app/attempts.hpp"
#include "app/blocks.hpp"
#include "app/contents.hpp"
#include "app/diagnosis.hpp"
#include "app/exercise.hpp"
#include "app/help.hpp"
#include "app/keys.hpp"
#include "app/lesson.hpp"
#include "app/memory.hpp"
#include "app/mmap_table.hpp"
#include "app/overview.hpp"
#include "app/run.hpp"
#include "app/search.hpp"
#include "app/solution.hpp"

namespace partage::app {
namespace {

constexpr int kFrameRows = 4;  // title, rule, rule, key bar
constexpr int kNoticeRows = 2;

Lines notice_lines(const Model& model) {
  if (model.notice.empty()) return {};
  const Attributes attributes = model.notice_is_bad ? look::bad : look::warn;
  const Line mark(model.notice_is_bad ? "! " : "", attributes);  // not by its colour alone
  Lines lines = wrap(Line(model.notice, attributes), columns(model) - 2 * kMargin, mark, Line().pad_to(mark.width()));
  if (lines.size() > kNoticeRows) {
    lines.resize(kNoticeRows);
    lines.back().add("…", attributes);
  }
  return lines;
}

void draw_title(grid::Grid& grid, const Body& body) {
  const int width = grid.size().columns, right = body.status.width();
  draw(grid, 1, 0, width - 2 - (right > 0 ? right + 2 : 0), body.title);
  draw(grid, std::max(width - 1 - right, 1), 0, right, body.status);
}

// The rule itself says that there is more to read, and how much.
void draw_rule(grid::Grid& grid, int row, int hidden, const char* arrow) {
  for (int column = 0; column < grid.size().columns; ++column) grid.put(column, row, "─", look::dim);
  if (hidden <= 0) return;
  const std::string sign = std::string(" ") + arrow + " " + std::to_string(hidden) + (hidden > 1 ? " lignes " : " ligne ");
  grid.put(grid.size().columns - grid::width(sign) - kMargin, row, sign, look::key);
}

// What is chosen, or what is typed; else where reading starts. A screen reader and a magnifier follow it.
void place_cursor(grid::Grid& grid, const Body& body, int first, int rows) {
  grid.cursor_visible = true;
  const int focus = body.focus ? body.focus->row - first : -1;
  if (focus >= 0 && focus < rows) {
    grid.cursor = {body.margin + body.focus->column, 2 + focus};
    return;
  }
  int row = 0;
  while (row + 1 < rows && first + row + 1 < static_cast<int>(body.lines.size()) && body.lines[static_cast<std::size_t>(first + row)].width() == 0) ++row;
  grid.cursor = {body.margin, 2 + row};
}

void draw_body(grid::Grid& grid, const Body& body, int rows) {
  const int count = static_cast<int>(body.lines.size());
  const int first = std::clamp(body.scroll, 0, last_scroll(count, rows));
  for (int row = 0; row < rows && first + row < count; ++row)
    draw(grid, body.margin, 2 + row, grid.size().columns - body.margin, body.lines[static_cast<std::size_t>(first + row)]);
  if (body.found && *body.found >= first && *body.found < first + rows && body.margin >= kMargin)
    draw(grid, body.margin - kMargin, 2 + *body.found - first, kMargin, Line("▸ ", look::changed));
  draw_rule(grid, 1, first, "▲");
  draw_rule(grid, grid.size().rows - 2, count - first - rows, "▼");
  place_cursor(grid, body, first, rows);
}

grid::Grid too_small(const Model& model) {
  grid::Grid grid(model.size);
  const auto text = [](const grid::Size& size) { return std::to_string(size.columns) + " x " + std::to_string(size.rows); };
  const std::string sentence = "Terminal trop petit\u00a0: " + text(model.size) + ". Il faut au moins " + text(kSmallest) +
                               "\u00a0: agrandissez la fenêtre. Les touches agissent toujours, q revient ou quitte.";
  int row = 0;
  for (const std::string& line : grid::wrap(sentence, model.size.columns)) grid.put(0, row++, line);
  return grid;
}

}  // namespace

int columns(const Model& model) { return std::max(model.size.columns, kSmallest.columns); }

int body_rows(const Model& model) {
  return std::max(model.size.rows, kSmallest.rows) - kFrameRows - static_cast<int>(notice_lines(model).size());
}

int text_columns(const Model& model) { return std::min(kMeasure, columns(model) - 2 * kMargin); }

int text_margin(const Model& model) { return (columns(model) - text_columns(model)) / 2; }

int last_scroll(int lines, int rows) { return std::max(lines - rows, 0); }

int scroll_to_show(int scroll, int first, int last, int rows) {
  if (last >= scroll + rows) scroll = last - rows + 1;
  return std::min(scroll, first);
}

Body screen_body(const Model& model) {
  switch (model.screen()) {
    case Screen::contents: return contents_body(model);
    case Screen::lesson: return lesson_body(model);
    case Screen::run: return run_body(model);
    case Screen::memory: return memory_body(model);
    case Screen::exercise: return exercise_body(model);
    case Screen::help: return help_body(model);
    case Screen::mmap_table: return mmap_table_body(model);
    case Screen::overview: return overview_body(model);
    case Screen::search: return search_body(model);
    case Screen::diagnosis: return diagnosis_body(model);
    case Screen::attempts: return attempts_body(model);
    case Screen::solution: return solution_body(model);
  }
  return {};
}

grid::Grid frame(const Model& model) {
  if (model.size.columns < kSmallest.columns || model.size.rows < kSmallest.rows) return too_small(model);
  grid::Grid grid(model.size);
  const Body body = screen_body(model);
  draw_title(grid, body);
  const int rows = body_rows(model);
  draw_body(grid, body, rows);
  int row = 2 + rows;
  for (const Line& line : notice_lines(model)) draw(grid, kMargin, row++, model.size.columns - 2 * kMargin, line);
  const int last = model.size.rows - 1;
  grid.fill(0, last, model.size.columns, 1, {" ", {Tone::bar}});
  draw(grid, 0, last, model.size.columns, key_bar(bindings(model), model.size.columns));
  return grid;
}

grid::Grid view(const Model& model) { return frame(model); }

}  // namespace partage::app
