// The memory view as lines: two boxes for two processes and, between them, the pages that they are on.
#pragma once

#include "app/lines.hpp"
#include "app/memory_rows.hpp"

namespace partage::app {

/// Header, boxes and their rows: at most `rows` lines (3 at least), of `columns` columns. `scroll`: first row shown;
/// `cursor`: the row that is marked, if any.
Lines memory_boxes(const MemoryPicture& picture, int columns, int rows, int scroll, const MemoryRow* cursor = nullptr);
/// Rows that memory_boxes can show in so many lines.
int rows_in_boxes(int rows);

/// The same facts as sentences, one a line: for the text view.
Lines memory_sentences(const MemoryScreen& screen, const MemoryPicture& picture, int columns);

}  // namespace partage::app
