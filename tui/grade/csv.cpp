#include "grade/csv.hpp"

#include <algorithm>
#include <array>

#include "grade/text.hpp"

namespace partage::grade {

namespace {

// The wide forms are taken for the narrow ones in some languages.
bool starts_formula(std::string_view rest) {
  static constexpr std::array<std::string_view, 8> kStarts{"=", "+", "-", "@", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
  return std::any_of(kStarts.begin(), kStarts.end(), [&](std::string_view start) { return rest.starts_with(start); });
}

}  // namespace

std::string inert_cell(std::string_view text) {
  const std::string line = readable(text);
  std::string result;
  bool at_start = true;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (at_start && starts_formula(std::string_view(line).substr(at))) result += '\'';
    result += line[at];
    const bool separator = line[at] == ';' || line[at] == ',' || line[at] == '"';
    at_start = separator || (at_start && line[at] == ' ');
  }
  return result;
}

std::string quoted(std::string_view cell) {
  std::string result = "\"";
  for (const char c : cell) {
    if (c == '"') result += '"';
    result += c;
  }
  return result + "\"";
}

}  // namespace partage::grade
