// What the compiler would see of a C text: two texts that differ by comments and blanks only give the same.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace partage::content {

/// Without comments; runs of blanks become one, or none where they separate nothing. Strings stay as they are.
std::string code_only(std::string_view text);

/// For each line of the text, its code_only; a comment may go on from one line to the next.
std::vector<std::string> code_lines(std::string_view text);

}  // namespace partage::content
