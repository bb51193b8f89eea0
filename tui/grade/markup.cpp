#include "grade/markup.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "grade/text.hpp"
#include "phrases/printable.hpp"

namespace partage::grade {
namespace {

constexpr std::string_view kUnknown = "\uFFFD";

std::string_view entity(char c) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return "";
  }
}

// U+FFFE and U+FFFF.
bool refused_by_xml(std::string_view rest) { return rest.starts_with("\xEF\xBF\xBE") || rest.starts_with("\xEF\xBF\xBF"); }

}  // namespace

std::string escaped(std::string_view text) {
  const std::string line = readable(text);
  std::string result;
  result.reserve(line.size());
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (refused_by_xml(std::string_view(line).substr(at))) {
      result += kUnknown;
      at += 2;
    } else if (const std::string_view written = entity(line[at]); !written.empty()) {
      result += written;
    } else {
      result += line[at];
    }
  }
  return result;
}

std::string escaped_output(std::string_view output, std::size_t most_lines, std::size_t most_characters) {
  while (output.ends_with('\n')) output.remove_suffix(1);
  std::string result;
  for (std::size_t count = 0; !output.empty(); ++count) {
    if (count == most_lines) {
      const auto left = std::count(output.begin(), output.end(), '\n') + 1;
      return result + fmt::format("\n… et {} {}", left, left == 1 ? "autre ligne" : "autres lignes");
    }
    const std::size_t end = std::min(output.find('\n'), output.size());
    std::string_view line = output.substr(0, end);
    while (line.ends_with('\r')) line.remove_suffix(1);
    // A character is at most four bytes: what is beyond cannot be shown, and need not be read.
    result += (count == 0 ? "" : "\n") + escaped(short_name(line.substr(0, 4 * most_characters + 4), most_characters));
    output.remove_prefix(std::min(end + 1, output.size()));
  }
  return result;
}

}  // namespace partage::grade
