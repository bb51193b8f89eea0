#include "content/code_only.hpp"

#include <algorithm>
#include <cctype>

namespace partage::content {

namespace {

// Length of the comment, or of the string or character constant, that starts the text; 0 when none does.
std::size_t comment_length(std::string_view text) {
  if (text.starts_with("//")) return std::min(text.find('\n'), text.size());
  if (!text.starts_with("/*")) return 0;
  const std::size_t end = text.find("*/", 2);
  return end == std::string_view::npos ? text.size() : end + 2;
}

std::size_t constant_length(std::string_view text) {
  if (text[0] != '"' && text[0] != '\'') return 0;
  for (std::size_t at = 1; at < text.size() && text[at] != '\n'; ++at) {
    if (text[at] == '\\') ++at;
    else if (text[at] == text[0]) return at + 1;
  }
  return 1;
}

bool blank(char one) { return std::isspace(static_cast<unsigned char>(one)) != 0; }
bool word(char one) { return std::isalnum(static_cast<unsigned char>(one)) != 0 || one == '_' || (one & 0x80) != 0; }
bool operator_sign(char one) { return std::string_view("+-*/%&|<>=!^.#:").find(one) != std::string_view::npos; }
// "+ +" is not "++", "int x" is not "intx".
bool separates(char left, char right) { return (word(left) && word(right)) || (operator_sign(left) && operator_sign(right)); }

}  // namespace

std::string code_only(std::string_view text) {
  std::string code;
  bool gap = false;
  while (!text.empty()) {
    const std::size_t skipped = blank(text[0]) ? 1 : comment_length(text);
    if (skipped > 0) {
      gap = true;
      text.remove_prefix(skipped);
      continue;
    }
    if (gap && !code.empty() && separates(code.back(), text[0])) code += ' ';
    gap = false;
    const std::size_t taken = std::max<std::size_t>(constant_length(text), 1);
    code += text.substr(0, taken);
    text.remove_prefix(taken);
  }
  return code;
}

std::vector<std::string> code_lines(std::string_view text) {
  std::string kept;
  while (!text.empty()) {
    const std::size_t comment = comment_length(text), taken = std::max<std::size_t>(comment > 0 ? comment : constant_length(text), 1);
    if (comment == 0) kept += text.substr(0, taken);
    else kept += " " + std::string(static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(taken), '\n')), '\n');
    text.remove_prefix(taken);
  }
  std::vector<std::string> lines;
  for (std::string_view rest = kept; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    lines.push_back(code_only(rest.substr(0, end)));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return lines;
}

}  // namespace partage::content
