// Words that came from a student, made harmless.
#pragma once

#include <string>
#include <string_view>

namespace partage::grade {

/// One line of valid UTF-8: control characters become their picture, bytes that are not UTF-8 and characters that reorder
/// or break lines become "�". Empty text stays empty.
std::string readable(std::string_view bytes);

/// The same, at most `most` characters, then "…": a name inside a sentence.
std::string short_name(std::string_view bytes, std::size_t most = 80);

/// What a test may write where CTest, or a portal that reads its log, looks for orders: at most 64 KiB, no escape, no
/// measurement of CTest, no workflow command. `text` has been made inert line by line already.
std::string log_text(std::string_view text);

}  // namespace partage::grade
