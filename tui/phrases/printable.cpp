#include "phrases/printable.hpp"

namespace partage::phrases {

std::size_t character_length(std::string_view text) {
  if (text.empty()) return 0;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  const std::size_t length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
  if (length == 0 || length > text.size()) return 0;
  const unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (byte(1) < low || byte(1) > high) return 0;
  for (std::size_t i = 2; i < length; ++i)
    if (byte(i) < 0x80 || byte(i) > 0xBF) return 0;
  return length;
}

std::string printable(std::string_view text) {
  constexpr std::string_view unknown = "\uFFFD";
  std::string safe;
  while (!text.empty()) {
    const std::size_t length = character_length(text);
    const auto byte = static_cast<unsigned char>(text[0]);
    if (text[0] == '\t') {
      safe += "    ";
    } else if (length == 1 && byte < 0x20) {
      safe += "\xE2\x90";  // U+2400 + byte
      safe += static_cast<char>(0x80 + byte);
    } else if (length == 1 && byte == 0x7F) {
      safe += "\u2421";
    } else if (length == 0 || (byte == 0xC2 && static_cast<unsigned char>(text[1]) < 0xA0)) {
      safe += unknown;
    } else {
      safe += text.substr(0, length);
    }
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return safe;
}

}  // namespace partage::phrases
