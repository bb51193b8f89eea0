// Text for HTML and XML 1.0, whatever it holds. Private to grade/.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace partage::grade {

/// One line for an element or a quoted attribute: readable() (grade/text.hpp), without the two characters of UTF-8 that XML
/// refuses, and & < > " ' written as entities. Never a tag, never the end of an attribute, a comment or a CDATA section.
std::string escaped(std::string_view text);

/// What a program printed, for <pre>: at most so many lines and so many characters a line, each escaped; then how many
/// lines were left out, in French. Without a newline at its end.
std::string escaped_output(std::string_view output, std::size_t most_lines, std::size_t most_characters = 300);

}  // namespace partage::grade
