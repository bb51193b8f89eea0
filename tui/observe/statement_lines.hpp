// Which lines of a C or C++ source begin a statement. The compiler's line table gives a statement that runs over several
// lines several lines; a reader counts one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace partage::observe {

class StatementLines {
 public:
  StatementLines() = default;  ///< of a source that could not be read: every line begins one
  explicit StatementLines(std::string_view source);

  /// The line where the statement that holds the beginning of `line` begins (1-based).
  int start(int line) const;
  /// Nothing but a closing brace: the end of a block, where nothing is done that a reader would call a statement.
  bool only_closes(int line) const;
  bool known() const { return !starts_.empty(); }

 private:
  std::vector<int> starts_;   // by line - 1
  std::vector<bool> closes_;  // idem
};

}  // namespace partage::observe
