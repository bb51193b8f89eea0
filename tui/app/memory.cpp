#include "app/memory.hpp"

#include <algorithm>

#include "app/memory_draw.hpp"
#include "app/memory_events.hpp"
#include "app/memory_layout.hpp"
#include "app/memory_order.hpp"
#include "app/memory_pairs.hpp"
#include "app/memory_source.hpp"
#include "app/memory_tree.hpp"
#include "app/navigation.hpp"
#include "phrases/moments.hpp"

namespace partage::app {
namespace {

using record::Recording;

Lines text_lines(const Model& model) {
  const MemoryScreen& screen = model.memory;
  const int width = text_columns(model);
  const MemoryPicture picture = memory_picture(screen);
  constexpr int kAll = 1'000;
  Lines lines = said(screen, width, kAll);
  const auto add = [&](Lines more) {
    if (more.empty()) return;
    separate(lines);
    append(lines, std::move(more));
  };
  add(wait_lines(screen, width));
  add(memory_sentences(screen, picture, width));
  add(file_sentences(file_rows(screen), width));
  add(proof_lines(screen, picture, width));
  append(lines, places(screen, width));
  if (screen.recording->optimised) add(wrap(Line(phrases::optimised_sentence(), look::dim), width));
  return lines;
}

Lines pane_lines(const Model& model) {
  switch (model.memory.pane) {
    case MemoryPane::picture: return picture_lines(model);
    case MemoryPane::text: return text_lines(model);
    case MemoryPane::tree: return tree_lines(model.memory, text_columns(model));
    case MemoryPane::order: return order_lines(model, text_columns(model));
  }
  return {};
}

grid::Position focus(const Model& model) {
  const MemoryScreen& screen = model.memory;
  if (screen.pane == MemoryPane::tree) return {0, tree_focus(screen)};
  if (screen.pane == MemoryPane::order) return order_focus(model, text_columns(model));
  if (screen.pane == MemoryPane::text) return {0, 0};
  return {0, body_rows(model) - static_cast<int>(memory_layout(model).words.size())};
}

// First and last row that changed; -1 when none did.
struct Changes {
  int first = -1, last = -1;
};

template <class Rows, class Wanted>
Changes changes(const Rows& rows, const Wanted& wanted) {
  Changes found;
  for (int index = 0; index < static_cast<int>(rows.size()); ++index) {
    const auto& row = rows[static_cast<std::size_t>(index)];
    if (!row.changed() || !wanted(row)) continue;
    if (found.first < 0) found.first = index;
    found.last = index;
  }
  return found;
}

// What changed is in sight. Where all of it does not fit, the pages before the variables, and the first of them.
int scroll_to_changes(const Model& model) {
  const MemoryLayout layout = memory_layout(model);
  const int end = picture_scroll_end(layout, memory_columns(model)), rows = rows_in_boxes(layout.boxes);
  if (!layout.with_boxes) return std::clamp(changes(layout.files, [](const FileRow&) { return true; }).first, 0, end);
  Changes found = changes(layout.picture.rows, [](const MemoryRow&) { return true; });
  if (found.last - found.first >= rows)
    if (const Changes pages = changes(layout.picture.rows, [](const MemoryRow& row) { return !row.variable(); }); pages.first >= 0) found = pages;
  return found.first < 0 ? 0 : std::clamp(scroll_to_show(0, found.first, found.last, rows), 0, end);
}

// The row whose bytes are shown is in sight.
void show_cursor(Model& model) {
  MemoryScreen& screen = model.memory;
  const MemoryLayout layout = memory_layout(model);
  const int row = cursor_index(screen, layout), boxes = static_cast<int>(layout.picture.rows.size());
  if (row < 0 || (layout.with_boxes && row >= boxes)) return;
  screen.scroll = layout.with_boxes ? scroll_to_show(screen.scroll, row, row, rows_in_boxes(layout.boxes)) : row;
}

std::string place_in_recording(const MemoryScreen& screen) {
  // Here rather than in the title, which a narrow screen cuts.
  const std::string optimised = screen.recording->optimised ? "optimisé  " : "";
  const std::string fixed = screen.chosen ? "processus choisis  " : "";
  return optimised + fixed + "moment " + std::to_string(screen.moment + 1) + "/" + std::to_string(screen.recording->moments.size());
}

}  // namespace

void open_memory(Model& model, std::shared_ptr<const Recording> recording, std::string title, Sources sources) {
  const MemoryScreen former = std::move(model.memory);
  model.memory = {};
  MemoryScreen& screen = model.memory;
  screen.recording = std::move(recording);
  screen.player.emplace(*screen.recording);
  screen.names.emplace(*screen.recording);
  screen.events = memory_events(*screen.recording);
  screen.followed = followed_pairs(*screen.recording);
  screen.title = std::move(title);
  screen.sources = std::move(sources);
  screen.replayable = screen.recording == model.run.recording && !model.run.program.empty();
  screen.order_list = former.order_list;
  if (former.pane == MemoryPane::text) screen.pane = former.pane;
  go(model, Screen::memory);
  seek_moment(model, 0);
}

void seek_moment(Model& model, std::size_t moment) {
  MemoryScreen& screen = model.memory;
  screen.moment = std::min(moment, screen.recording->moments.size() - 1);
  screen.before = screen.moment == 0 ? record::Snapshot{} : screen.player->seek(screen.moment - 1);
  screen.player->seek(screen.moment);
  screen.names->seek(screen.moment);
  screen.scroll = 0;
  screen.bytes_scroll = -1;
  if (screen.pane == MemoryPane::picture && screen.moment > 0) screen.scroll = scroll_to_changes(model);
}

int memory_scroll_end(const Model& model) {
  const MemoryScreen& screen = model.memory;
  if (screen.pane == MemoryPane::picture) return picture_scroll_end(memory_layout(model), memory_columns(model));
  return last_scroll(static_cast<int>(pane_lines(model).size()), body_rows(model));
}

Body memory_body(const Model& model) {
  Body body;
  if (!model.memory.recording) return body;
  const MemoryScreen& screen = model.memory;
  body.title.add(screen.title, look::title);
  if (screen.recording->by_lines())
    body.title.add("  " + (screen.recording->processes.size() > 1 ? order_words(screen.recording->order) : "ligne à ligne"), look::dim);
  body.status.add(place_in_recording(screen), look::dim);
  body.margin = screen.pane == MemoryPane::picture ? kMemoryMargin : text_margin(model);
  body.lines = pane_lines(model);
  body.scroll = screen.pane == MemoryPane::picture ? 0 : screen.scroll;
  body.focus = focus(model);
  return body;
}

void type_in_memory(Model& model, const grid::KeyPress& press) {
  if (model.memory.pane == MemoryPane::order) type_order(model.memory, press);
}

bool close_memory_pane(MemoryScreen& screen) {
  if (screen.pane == MemoryPane::tree || screen.pane == MemoryPane::order) {
    screen.pane = MemoryPane::picture;
    return true;
  }
  return screen.pane == MemoryPane::picture && std::exchange(screen.bytes, false);
}

void settle_memory(Model& model) {
  MemoryScreen& screen = model.memory;
  if (!screen.recording) return;
  const int end = memory_scroll_end(model);
  screen.scroll = std::clamp(screen.scroll, 0, end);
  if (screen.pane == MemoryPane::tree) screen.scroll = scroll_to_show(screen.scroll, tree_focus(screen), tree_focus(screen), body_rows(model));
  if (screen.pane != MemoryPane::picture || !screen.bytes) return;
  show_cursor(model);
  screen.scroll = std::clamp(screen.scroll, 0, end);
}

}  // namespace partage::app
