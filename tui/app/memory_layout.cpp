#include "app/memory_layout.hpp"

#include <algorithm>

#include "app/memory_draw.hpp"
#include "app/memory_source.hpp"
#include "phrases/moments.hpp"

namespace partage::app {
namespace {

constexpr int kRoomy = 18;     // body rows from which nothing needs to be brief
constexpr int kSpacious = 30;  // and from which boxes and file columns stand together
constexpr int kBoxFrame = 3;
constexpr int kSmallestBytes = 5;

// Rows for what is said of the moment, in the picture; the text view says all of it.
int most_words(const Model& model) { return body_rows(model) >= kRoomy ? 4 : 3; }

int plain_boxes(const MemoryPicture& picture) { return std::max(static_cast<int>(picture.rows.size()), 1) + kBoxFrame; }

// With what is said under some rows, where there is room for all of it.
int wanted_boxes(const MemoryPicture& picture) {
  int captions = 0;
  for (const MemoryRow& row : picture.rows)
    if (picture.right && (row.same_page() || (row.left && row.left->copied) || (row.right && row.right->copied))) ++captions;
  return plain_boxes(picture) + captions;
}

// The boxes take what they need, the rest goes to the source and the journal, or to the bytes of a page.
void share_room(const Model& model, MemoryLayout& layout) {
  const bool roomy = body_rows(model) >= kRoomy;
  const int said_rows = static_cast<int>(layout.proof.size() + layout.words.size() + layout.waits.size());
  const int room = body_rows(model) - said_rows - (roomy ? 2 : 1);
  const bool by_lines = model.memory.recording->by_lines();
  const int kept = model.memory.bytes ? kSmallestBytes + (roomy ? 1 : 0) : (roomy ? 4 : 2) + (by_lines ? roomy ? 2 : 1 : 0);
  const auto fit = [&](int wanted, int left) {
    return std::clamp(wanted, std::min(kBoxFrame + 2, left), std::max(left - kept, kBoxFrame + 1));
  };
  int left = room;
  if (layout.with_files) {
    layout.columns_of_files = fit(file_lines(layout.files, memory_columns(model)), layout.with_boxes ? left / 2 : left);
    left -= layout.columns_of_files;
  }
  if (layout.with_boxes) {
    const int wanted = wanted_boxes(layout.picture);
    layout.boxes = fit(wanted, left);
    if (layout.boxes < wanted) layout.boxes = fit(plain_boxes(layout.picture), left);
    left -= layout.boxes;
  }
  layout.below = std::max(left, 0);
  if (!model.memory.bytes) return;
  // On a large screen the source stays in sight.
  constexpr int kBoth = 16;
  layout.bytes = layout.below >= kBoth ? layout.below / 2 : layout.below;
  layout.below -= layout.bytes;
}

Lines bytes_lines(const Model& model, const MemoryLayout& layout) {
  const MemoryScreen& screen = model.memory;
  const BytesPage page = bytes_under_cursor(screen, layout);
  const BytesText text = bytes_text(page, memory_columns(model));
  const int room = bytes_lines_shown(layout), count = static_cast<int>(text.lines.size());
  const int wanted = screen.bytes_scroll < 0 ? text.first - 1 : screen.bytes_scroll;
  const int first = std::clamp(wanted, 0, last_scroll(count, room));
  Line title(page.title, look::strong);
  const int hidden = count - first - room;
  if (hidden > 0) title.add("  ▼ " + std::to_string(hidden) + (hidden > 1 ? " lignes" : " ligne"), look::key);
  Lines lines{fitted(title, memory_columns(model))};
  for (int row = first; row < count && row < first + room; ++row) lines.push_back(text.lines[static_cast<std::size_t>(row)]);
  return lines;
}

template <class Row>
const Row* find_row(const std::vector<Row>& rows, const std::vector<RowKey>& keys, int index) {
  if (index < 0) return nullptr;
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.key == keys[static_cast<std::size_t>(index)]; });
  return found == rows.end() ? nullptr : &*found;
}

}  // namespace

int memory_columns(const Model& model) { return columns(model) - 2 * kMemoryMargin; }

bool in_file_mode(const MemoryScreen& screen) {
  return screen.disk.value_or(maps_a_file(screen)) && !screen.player->now().files.empty();
}

Lines said(const MemoryScreen& screen, int columns, int most) {
  const std::string more = phrases::explanation(*screen.recording, screen.moment, screen.before, screen.player->now());
  // Where the process is, the source shows already.
  const bool shown = screen.recording->moments[screen.moment].kind == record::MomentKind::statement && screen.pane == MemoryPane::picture;
  Line text(shown && !more.empty() ? "" : phrases::sentence(*screen.recording, screen.moment), look::strong);
  if (!more.empty()) text.add(text.width() == 0 ? more : " " + more);
  Lines lines = wrap(text, columns);
  if (static_cast<int>(lines.size()) > most) {
    lines.resize(static_cast<std::size_t>(most));
    lines.back().add(" …", look::dim);
  }
  return lines;
}

Lines proof_lines(const MemoryScreen& screen, const MemoryPicture& picture, int columns) {
  const std::string proof = proof_sentence(screen, picture, columns);
  return proof.empty() ? Lines{} : wrap(proof, columns, look::accent);
}

Lines wait_lines(const MemoryScreen& screen, int columns) {
  const record::Recording& recording = *screen.recording;
  Lines lines;
  if (recording.waits.empty() || screen.moment + 1 != recording.moments.size()) return lines;
  const bool deadlock = recording.end == record::End::deadlock;
  lines.emplace_back(deadlock ? "Interblocage\u00a0: chacun attend, personne n'avance." : "À l'arrêt du programme\u00a0:", look::warn);
  for (const record::Wait& wait : recording.waits)
    append(lines, wrap(Line(phrases::wait_sentence(recording, wait)), columns, Line("  "), Line("    ")));
  return lines;
}

MemoryLayout memory_layout(const Model& model) {
  const MemoryScreen& screen = model.memory;
  const int width = memory_columns(model);
  MemoryLayout layout{.picture = memory_picture(screen), .files = file_rows(screen), .proof = {}, .words = {}, .waits = {}};
  layout.with_files = in_file_mode(screen);
  layout.with_boxes = !layout.with_files || body_rows(model) >= kSpacious;
  const bool brief = body_rows(model) < kRoomy;
  layout.words = said(screen, width, brief && screen.recording->by_lines() ? 2 : most_words(model));
  layout.waits = wait_lines(screen, width);
  if (layout.with_files) layout.proof = wrap(file_sentence(screen, layout.files), width, look::accent);
  else if (layout.waits.empty()) layout.proof = proof_lines(screen, layout.picture, width);
  // The source needs its lines; the text view says all of it.
  const std::size_t proofs = body_rows(model) >= kSpacious || !screen.recording->by_lines() ? 4 : brief ? 0 : 1;
  if (layout.proof.size() > proofs) {
    layout.proof.resize(proofs);
    if (proofs > 0) layout.proof.back().add(" …", look::dim);
  }
  // Blocked: who waits for what matters more than the last call.
  if (!layout.waits.empty() && brief) layout.words.resize(std::min<std::size_t>(layout.words.size(), 1));
  share_room(model, layout);
  return layout;
}

std::vector<RowKey> cursor_rows(const MemoryLayout& layout) {
  std::vector<RowKey> keys;
  if (layout.with_boxes)
    for (const MemoryRow& row : layout.picture.rows) keys.push_back(row.key);
  if (layout.with_files)
    for (const FileRow& row : layout.files) keys.push_back(row.key);
  return keys;
}

int cursor_index(const MemoryScreen& screen, const MemoryLayout& layout) {
  const std::vector<RowKey> keys = cursor_rows(layout);
  if (keys.empty()) return -1;
  const auto index_of = [&](const RowKey& key) {
    const auto found = std::find(keys.begin(), keys.end(), key);
    return found == keys.end() ? -1 : static_cast<int>(found - keys.begin());
  };
  if (screen.cursor)
    if (const int chosen = index_of(*screen.cursor); chosen >= 0) return chosen;
  for (const FileRow& row : layout.files)
    if (layout.with_files && row.changed()) return index_of(row.key);
  for (const MemoryRow& row : layout.picture.rows)
    if (layout.with_boxes && row.changed() && !row.variable()) return index_of(row.key);
  for (const MemoryRow& row : layout.picture.rows)
    if (layout.with_boxes && !row.variable() && ((row.left && row.left->page >= 0) || (row.right && row.right->page >= 0))) return index_of(row.key);
  return 0;
}

BytesPage bytes_under_cursor(const MemoryScreen& screen, const MemoryLayout& layout) {
  const std::vector<RowKey> keys = cursor_rows(layout);
  const int index = cursor_index(screen, layout);
  if (const FileRow* row = find_row(layout.files, keys, index)) return bytes_of(screen, *row);
  if (const MemoryRow* row = find_row(layout.picture.rows, keys, index)) return bytes_of(screen, layout.picture, *row);
  return {};
}

int picture_scroll_end(const MemoryLayout& layout, int columns) {
  if (layout.with_boxes) return std::max(static_cast<int>(layout.picture.rows.size()) - rows_in_boxes(layout.boxes), 0);
  return last_file_scroll(layout.files, columns, layout.columns_of_files);
}

int bytes_lines_shown(const MemoryLayout& layout) { return std::max(layout.bytes - 1, 1); }

Lines picture_lines(const Model& model) {
  const MemoryScreen& screen = model.memory;
  const int width = memory_columns(model);
  const MemoryLayout layout = memory_layout(model);
  const std::vector<RowKey> keys = cursor_rows(layout);
  const int cursor = screen.bytes ? cursor_index(screen, layout) : -1;
  Lines lines;
  if (layout.with_boxes) append(lines, memory_boxes(layout.picture, width, layout.boxes, screen.scroll, find_row(layout.picture.rows, keys, cursor)));
  if (layout.with_files)
    append(lines, file_columns(layout.files, width, layout.columns_of_files, layout.with_boxes ? 0 : screen.scroll, find_row(layout.files, keys, cursor)));
  append(lines, layout.proof);
  append(lines, layout.waits);
  if (screen.bytes) append(lines, bytes_lines(model, layout));
  lines.emplace_back();
  append(lines, source_and_journal(screen, width, layout.below));
  const int filled = body_rows(model) - static_cast<int>(layout.words.size());
  if (static_cast<int>(lines.size()) > filled) lines.resize(static_cast<std::size_t>(std::max(filled, 0)));
  while (static_cast<int>(lines.size()) < filled) lines.emplace_back();
  append(lines, layout.words);
  return lines;
}

}  // namespace partage::app
