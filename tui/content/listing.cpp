#include "content/listing.hpp"

#include <algorithm>
#include <cctype>

namespace partage::content {

namespace {

// The same lines with comments, strings and characters blanked, so that braces and names in them do not count.
std::vector<std::string> code_only(const std::vector<std::string>& lines) {
  std::vector<std::string> code;
  bool comment = false;
  for (const std::string& line : lines) {
    std::string kept = line;
    char quote = '\0';
    for (std::size_t i = 0; i < line.size(); ++i) {
      const std::string_view two = std::string_view(line).substr(i, 2);
      if (comment) {
        if (two == "*/") comment = false, kept[i++] = ' ';
      } else if (quote != '\0') {
        if (line[i] == '\\' && i + 1 < line.size())
          kept[i++] = ' ';
        else if (line[i] == quote)
          quote = '\0';
      } else if (two == "//") {
        kept.resize(i);
        break;
      } else if (two == "/*") {
        comment = true;
        kept[i++] = ' ';
      } else if (line[i] == '"' || line[i] == '\'') {
        quote = line[i];
      } else {
        continue;
      }
      if (i < kept.size()) kept[i] = ' ';
    }
    code.push_back(kept);
  }
  return code;
}

bool word_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

// Where `function` stands as a whole word followed by "(", in a line that starts in the first column.
bool declares(const std::string& line, std::string_view function) {
  if (line.empty() || line[0] == ' ' || line[0] == '#' || line[0] == '}') return false;
  for (std::size_t at = line.find(function); at != std::string::npos; at = line.find(function, at + 1)) {
    const std::size_t after = line.find_first_not_of(' ', at + function.size());
    const bool starts = at == 0 || !word_character(line[at - 1]);
    if (starts && after != std::string::npos && line[after] == '(') return true;
  }
  return false;
}

// Line index of the closing brace of the body, or -1 when the declaration ends with ";" before any brace.
int body_end(const std::vector<std::string>& code, std::size_t start) {
  int depth = 0;
  for (std::size_t i = start; i < code.size(); ++i) {
    for (const char c : code[i]) {
      if (c == ';' && depth == 0) return -1;
      if (c == '{') ++depth;
      if (c == '}' && --depth == 0) return static_cast<int>(i);
    }
  }
  return -1;
}

bool blank(std::string_view line) {
  return line.find_first_not_of(' ') == std::string_view::npos;
}

// Up over the lines above that are only comment (they exist in the file but hold no code), or a return type alone.
std::size_t with_heading(const std::vector<std::string>& lines, const std::vector<std::string>& code,
                         std::size_t start) {
  const auto return_type = [&](std::size_t i) {
    return !blank(code[i]) && code[i][0] != '#' && code[i].find_first_of(";{}()") == std::string::npos;
  };
  const auto comment = [&](std::size_t i) { return blank(code[i]) && !blank(lines[i]); };
  while (start > 0 && return_type(start - 1)) --start;
  while (start > 0 && comment(start - 1)) --start;
  return start;
}

}  // namespace

LineRange function_lines(const std::vector<std::string>& lines, std::string_view function) {
  const std::vector<std::string> code = code_only(lines);
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (!declares(code[i], function)) continue;
    const int end = body_end(code, i);
    if (end >= 0) return {static_cast<int>(with_heading(lines, code, i)) + 1, end + 1};
  }
  return {};
}

}  // namespace partage::content
