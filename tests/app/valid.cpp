#include "app/valid.hpp"

#include <algorithm>
#include <set>

#include "app/lesson.hpp"
#include "content/course.hpp"

namespace partage::test {
namespace {

using app::Model;

std::string invalid_stack(const Model& model) {
  if (model.stack.empty() || model.stack.front() != app::Screen::contents) return "the stack starts with the contents";
  if (model.stack.size() != std::set<app::Screen>(model.stack.begin(), model.stack.end()).size()) return "a screen is twice in the stack";
  if (model.size.columns < 0 || model.size.rows < 0) return "a negative size";
  return {};
}

std::string invalid_reading(const Model& model) {
  const auto rows = static_cast<int>(content::course_items(model.library).size());
  if (model.contents.selected < 0 || model.contents.selected >= rows) return "the contents' choice is out of the list";
  if (model.contents.top < 0 || model.contents.top > model.contents.selected + rows) return "the contents' top";
  if (model.lesson.scroll < 0 || model.lesson.item < 0) return "the lesson's place";
  if (const auto* lesson = model.library.lesson(model.lesson.lesson))
    if (model.lesson.page < 0 || model.lesson.page >= app::lesson_page_count(*lesson)) return "the lesson's page";
  if (model.exercise.scroll < 0 || model.exercise.page < 0) return "the exercise's place";
  if (model.help.scroll < 0) return "the help's place";
  if (model.mmap_table.row < 0 || model.mmap_table.row >= app::kMmapParameters) return "the table's row";
  for (const int chosen : model.mmap_table.chosen)
    if (chosen < 0) return "the table's value";
  return {};
}

std::string invalid_help(const Model& model) {
  const auto rows = static_cast<int>(content::course_items(model.library).size());
  if (model.attempts.scroll < 0 || model.solution.scroll < 0) return "the place in the attempts or in the solution";
  if (model.overview.selected < -1 || model.overview.selected >= rows) return "the overview's choice";
  if (model.search.top < 0) return "the search's top";
  if (!model.search.hits.empty() && model.search.selected >= static_cast<int>(model.search.hits.size())) return "the search's choice";
  const bool searching = std::find(model.stack.begin(), model.stack.end(), app::Screen::search) != model.stack.end();
  if (searching != model.search.origin.has_value()) return "a search without a way back, or the reverse";
  return {};
}

std::string invalid_run(const Model& model) {
  const app::RunScreen& run = model.run;
  if (run.run > model.last_run) return "a run that was never started";
  if (run.typing && !run.running) return "one types to nobody";
  if (run.scroll < 0) return "the run's place";
  if (run.pane.line_count() > app::Pane::kMostHistory + static_cast<std::size_t>(run.pane.size().rows)) return "the pane is not bounded";
  const auto cursor = run.pane.cursor();
  if (cursor && (cursor->column < 0 || cursor->column >= run.pane.size().columns || cursor->row < 0)) return "the pane's cursor";
  return {};
}

std::string invalid_memory(const Model& model) {
  const app::MemoryScreen& memory = model.memory;
  if (memory.scroll < 0 || memory.bytes_scroll < -1 || memory.order_row < 0) return "the memory's place";
  if (!memory.recording) return model.screen() == app::Screen::memory ? "a memory of nothing" : "";
  if (memory.moment >= memory.recording->moments.size()) return "a moment out of the recording";
  if (!memory.player || memory.player->played() != memory.moment + 1) return "the player is elsewhere";
  return {};
}

}  // namespace

std::string invalid(const Model& model) {
  for (const auto& part : {invalid_stack, invalid_reading, invalid_help, invalid_run, invalid_memory})
    if (const std::string fault = part(model); !fault.empty()) return fault;
  return {};
}

std::string invalid(const Model& model, const grid::Grid& grid) {
  if (grid.size() != model.size) return "the grid is of another size";
  if (grid.cursor_visible && (grid.cursor.column < 0 || grid.cursor.row < 0 || grid.cursor.row >= grid.size().rows)) return "the cursor is out of the grid";
  if (model.size.columns == 0 || model.size.rows == 0) return {};
  const std::string text = grid.text();
  if (text.find_first_not_of(" \n─") == std::string::npos) return "a blank screen";
  for (const char one : text)
    if (one != '\n' && (static_cast<unsigned char>(one) < 0x20 || one == 0x7F)) return "a control character on the screen";
  return {};
}

}  // namespace partage::test
