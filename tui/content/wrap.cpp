#include "content/wrap.hpp"

#include <algorithm>

namespace partage::content {

std::size_t length(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0;
    const bool continuation = (byte & 0xC0) == 0x80;
    const bool combining = byte == 0xCC || (byte == 0xCD && next < 0xB0);  // U+0300 to U+036F
    if (!continuation && !combining) ++count;
  }
  return count;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t columns, std::string_view first,
                                 std::string_view next) {
  std::vector<std::string> lines;
  std::string line(first);
  bool empty = true;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.empty()) continue;
    if (!empty && length(line) + 1 + length(word) > columns) {
      lines.push_back(std::move(line));
      line = next;
      empty = true;
    }
    if (!empty) line += ' ';
    line += word;
    empty = false;
  }
  lines.push_back(std::move(line));
  return lines;
}

}  // namespace partage::content
