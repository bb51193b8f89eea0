#include "grade/text.hpp"

#include <algorithm>
#include <cctype>

#include "phrases/printable.hpp"

namespace partage::grade {
namespace {

constexpr std::size_t kMostLog = 64u << 10;
constexpr std::string_view kUnknown = "\uFFFD";

// Marks of direction, isolates, separators of lines and paragraphs, zero-width no-break space.
bool reorders(std::string_view character) {
  for (const std::string_view one : {"\u061C", "\u200B", "\u200E", "\u200F", "\u2028", "\u2029", "\u202A", "\u202B", "\u202C",
                                     "\u202D", "\u202E", "\u2066", "\u2067", "\u2068", "\u2069", "\uFEFF"})
    if (character == one) return true;
  return false;
}

bool starts_as(std::string_view text, std::string_view word) {
  return text.size() >= word.size() && std::equal(word.begin(), word.end(), text.begin(), [](char a, char b) {
           return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
         });
}

// A blank for whoever trims lines: ASCII up to the blank, or any character beyond ASCII (some of them are blanks).
bool may_be_trimmed(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte <= ' ' || byte >= 0x80;
}

std::string harmless_line(std::string_view line) {
  std::string result;
  bool at_start = true;
  while (!line.empty()) {
    std::size_t taken = 1;
    if (line[0] == '<' && (starts_as(line, "<CTest") || starts_as(line, "<Dart"))) result += "\u2039";
    else if (starts_as(line, "CTEST_FULL_OUTPUT")) result += "C\u00b7";
    else if (line.starts_with("##[")) result += "# #[", taken = 3;
    else if (at_start && line.starts_with("::")) result += ": :", taken = 2;
    else if (line[0] == '\033' || line[0] == '\r') result += ' ';
    else result += line[0];
    at_start = at_start && may_be_trimmed(line[0]);
    line.remove_prefix(taken);
  }
  return result;
}

}  // namespace

std::string readable(std::string_view bytes) {
  std::string all = phrases::printable(bytes), result;
  for (std::string_view rest = all; !rest.empty();) {
    const std::size_t length = std::max<std::size_t>(1, phrases::character_length(rest));
    const std::string_view character = rest.substr(0, length);
    result += reorders(character) ? kUnknown : character;
    rest.remove_prefix(length);
  }
  return result;
}

std::string short_name(std::string_view bytes, std::size_t most) {
  const std::string all = readable(bytes);
  std::size_t at = 0;
  for (std::size_t count = 0; at < all.size(); ++count) {
    if (count == most) return all.substr(0, at) + "…";
    at += std::max<std::size_t>(1, phrases::character_length(std::string_view(all).substr(at)));
  }
  return all;
}

std::string log_text(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string line = harmless_line(text.substr(0, end)) + "\n";
    if (result.size() + line.size() > kMostLog - 8) return result + "…\n";
    result += line;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result;
}

}  // namespace partage::grade
