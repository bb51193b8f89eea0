#include "check/source_text.hpp"

#include <algorithm>

namespace partage::check {

namespace {

constexpr std::size_t max_columns = 120;

// Length of the well-formed UTF-8 sequence at the start of text; 0 if there is none (RFC 3629).
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return follows(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    if (!follows(1) || !follows(2)) return 0;
    if ((first == 0xE0 && byte(1) < 0xA0) || (first == 0xED && byte(1) > 0x9F)) return 0;
    return 3;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    if (!follows(1) || !follows(2) || !follows(3)) return 0;
    if ((first == 0xF0 && byte(1) < 0x90) || (first == 0xF4 && byte(1) > 0x8F)) return 0;
    return 4;
  }
  return 0;
}

// C1 controls (U+0080 to U+009F) act on terminals like escape sequences do.
bool is_control(std::string_view sequence) {
  const auto first = static_cast<unsigned char>(sequence[0]);
  return first < 0x20 || first == 0x7F || (first == 0xC2 && static_cast<unsigned char>(sequence[1]) < 0xA0);
}

std::string_view line_of(std::string_view source, int wanted) {
  for (int line = 1; !source.empty(); ++line) {
    const std::string_view text = source.substr(0, source.find('\n'));
    if (line == wanted) return text;
    source.remove_prefix(std::min(text.size() + 1, source.size()));
  }
  return {};
}

std::string with_spaces(std::string_view text) {
  std::string spaced;
  std::size_t column = 0;
  for (const char c : text) {
    const std::size_t width = c == '\t' ? 8 - column % 8 : 1;
    spaced += c == '\t' ? std::string(width, ' ') : std::string(1, c);
    // Continuation bytes take no column of their own.
    if ((static_cast<unsigned char>(c) & 0xC0u) != 0x80u) column += width;
  }
  return spaced;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string shown;
  while (!text.empty()) {
    const std::size_t length = sequence_length(text);
    const std::string_view sequence = text.substr(0, std::max<std::size_t>(length, 1));
    if (sequence == "\t")
      shown += ' ';
    else if (length == 0 || is_control(sequence))
      shown += '?';
    else
      shown += sequence;
    text.remove_prefix(sequence.size());
  }
  return shown;
}

std::string excerpt(std::string_view source, int line, int column) {
  std::string_view raw = line_of(source, line);
  if (raw.ends_with('\r')) raw.remove_suffix(1);
  if (raw.find_first_not_of(" \t") == std::string_view::npos) return {};
  std::string text = printable(with_spaces(raw));
  auto caret = static_cast<std::size_t>(std::max(column, 0));
  if (text.size() > max_columns) {
    const std::size_t start = caret > max_columns / 2 ? caret - max_columns / 2 : 0;
    text = printable(std::string_view(text).substr(std::min(start, text.size()), max_columns));
    caret -= std::min(start, caret);
  }
  if (caret == 0 || caret > max_columns + 1) return text;
  return text + "\n" + std::string(caret - 1, ' ') + "^";
}

}  // namespace partage::check
