// The content of one page, in hexadecimal and as text, on each side where it is.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/lines.hpp"
#include "app/memory_files.hpp"
#include "app/memory_rows.hpp"

namespace partage::app {

/// One place that holds the page.
struct BytesSide {
  std::string who;              ///< "P", "F"; "C" for the page cache, "D" for the disk
  std::string now;
  std::optional<std::string> before;  ///< absent: nothing to compare with
};
struct BytesPage {
  std::string title;            ///< « page [A] du père et du fils, …95000 »
  std::vector<BytesSide> sides; ///< empty: nothing is known of that page
  std::size_t looked_at = 0;    ///< offset that the row is about
};
BytesPage bytes_of(const MemoryScreen& screen, const MemoryPicture& picture, const MemoryRow& row);
BytesPage bytes_of(const MemoryScreen& screen, const FileRow& row);

struct BytesText {
  Lines lines;
  int first = 0;  ///< line to look at: the first one that changed
};
/// Sixteen bytes a row, eight where it is narrow. Changed bytes stand between brackets, their rows begin with ▸; a row that
/// is not the same on all sides is given once for each; long runs of zeros are one line.
BytesText bytes_text(const BytesPage& page, int columns);

}  // namespace partage::app
