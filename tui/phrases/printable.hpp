// Bytes from a program, as text that is safe to write on a terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace partage::phrases {

/// Length in bytes of the valid UTF-8 character at the start of text (RFC 3629), 0 when there is none.
std::size_t character_length(std::string_view text);

/// Control characters (C0, DEL, C1) as their picture (U+2400 and following) or "�", bytes that are not UTF-8 as "�". Tabs
/// become four blanks.
std::string printable(std::string_view text);

}  // namespace partage::phrases
