// libvterm's cells as styled text, and as the sequences that write them again.
#pragma once

#include <vterm.h>

#include <string>
#include <vector>

#include "app/lines.hpp"

namespace partage::app {

using Cells = std::vector<VTermScreenCell>;

/// What a launched program chose, in the 256 colours of xterm.
Attributes attributes(const VTermScreenCell& cell);
/// Without the blanks at the end that nothing marks.
std::size_t length(const VTermScreenCell* cells, std::size_t count);
/// Its second cell of a wide character.
bool second_half(const VTermScreenCell& cell);
/// In as many columns as libvterm counted.
std::string cell_text(const VTermScreenCell& cell);
Line line_of(const Cells& cells);

struct Pen {
  bool bold = false, underline = false, reverse = false;
  VTermColor ink, paper;
};
Pen pen_of(const VTermScreenCell& cell);
/// The sequence that gives a terminal this pen.
std::string sequence(const Pen& pen);

}  // namespace partage::app
