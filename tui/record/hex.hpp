// Raw bytes as text, and whether bytes are text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace partage::record {

std::string to_hex(std::string_view bytes);
/// Nothing when the text is not an even number of hexadecimal digits.
std::optional<std::string> from_hex(std::string_view text);
/// As RFC 3629: no overlong form, no surrogate, nothing above U+10FFFF.
bool valid_utf8(std::string_view text);

}  // namespace partage::record
