// Cutting prose into lines (grid::wrap serves the screen, which content/ does not know).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace partage::content {

/// Lines of at most `columns` characters, cut at blanks (never at a no-break space); a longer word stays whole. Every line
/// starts with `first` for the first one, `next` for the others. At least one line.
std::vector<std::string> wrapped(std::string_view text, std::size_t columns, std::string_view first = "",
                                 std::string_view next = "");

/// Characters of a UTF-8 text, combining marks not counted.
std::size_t length(std::string_view text);

}  // namespace partage::content
