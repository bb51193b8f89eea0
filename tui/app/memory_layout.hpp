// What the memory view shows at a moment, and how many lines each part takes.
#pragma once

#include "app/frame.hpp"
#include "app/memory_bytes.hpp"
#include "app/memory_files.hpp"
#include "app/memory_rows.hpp"

namespace partage::app {

/// Columns of the picture, and its margin.
int memory_columns(const Model& model);
constexpr int kMemoryMargin = 1;

struct MemoryLayout {
  MemoryPicture picture;
  std::vector<FileRow> files;
  bool with_boxes = true, with_files = false;
  Lines proof, words, waits;
  int boxes = 0, columns_of_files = 0, bytes = 0, below = 0;  ///< lines of each part
};
MemoryLayout memory_layout(const Model& model);

/// File mode is on, by the reader's choice or because a file is mapped.
bool in_file_mode(const MemoryScreen& screen);

/// Rows that the cursor can be on, in order: their keys. In file mode the pages of files, else the rows of the boxes.
std::vector<RowKey> cursor_rows(const MemoryLayout& layout);
/// Index in cursor_rows(): the reader's choice, else a row that changed, else the first; -1 when there is none.
int cursor_index(const MemoryScreen& screen, const MemoryLayout& layout);
/// The content of the page under the cursor.
BytesPage bytes_under_cursor(const MemoryScreen& screen, const MemoryLayout& layout);

/// Last useful value of MemoryScreen::scroll, and lines of bytes in sight.
int picture_scroll_end(const MemoryLayout& layout, int columns);
int bytes_lines_shown(const MemoryLayout& layout);

/// What is said of the moment, as sentences: at most `most` lines.
Lines said(const MemoryScreen& screen, int columns, int most);
Lines proof_lines(const MemoryScreen& screen, const MemoryPicture& picture, int columns);
/// Who waits for what, at the last moment of a run that was blocked.
Lines wait_lines(const MemoryScreen& screen, int columns);

/// The whole picture: body_rows() lines.
Lines picture_lines(const Model& model);

}  // namespace partage::app
