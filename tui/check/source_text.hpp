// Pieces of the student's text made fit to be shown. Private to check/.
#pragma once

#include <string>
#include <string_view>

namespace partage::check {

/// Valid UTF-8 without control characters: each offending byte becomes « ? », a tab one space.
std::string printable(std::string_view text);

/// The source line and its caret line, separated by '\n'; only the source line when column is 0, empty when there is no
/// such line. `column` is a display column with tabs every 8 (gcc's display-column), 1-based. Long lines are cut around it.
std::string excerpt(std::string_view source, int line, int column);

}  // namespace partage::check
