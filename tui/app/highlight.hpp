// C source, lightly tinted. The text never changes (tabs apart): the tint only helps, nothing depends on it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/lines.hpp"

namespace partage::app {

/// Tints lines in order: a comment may go on from one line to the next.
class Highlighter {
 public:
  /// An excerpt may start inside a comment: looks ahead for a "*/" that no "/*" opens.
  explicit Highlighter(const std::vector<std::string>& lines = {});
  Line line(std::string_view source);

 private:
  bool in_comment_ = false;
};

std::string expand_tabs(std::string_view source);

struct Numbered {
  int first_line = 1;      ///< number of the first line; 0: no numbers
  int current = 0;         ///< line marked with ▸; 0: none
  bool highlighted = true; ///< C; otherwise left plain
  std::map<int, std::string> marks{};  ///< by line number: who is there ("P", "PF"), beside ▸
};
/// Lines of source behind a thin gutter, at most `columns` wide; a longer line goes on behind "┆".
Lines listing(const std::vector<std::string>& source, int columns, const Numbered& how);

}  // namespace partage::app
