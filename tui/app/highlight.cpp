#include "app/highlight.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace partage::app {
namespace {

constexpr std::array kKeywords{
    "auto",     "break",  "case",   "char",     "const",   "continue", "default",       "do",       "double",  "else",
    "enum",     "extern", "float",  "for",      "goto",    "if",       "inline",        "int",      "long",    "register",
    "restrict", "return", "short",  "signed",   "sizeof",  "static",   "struct",        "switch",   "typedef", "union",
    "unsigned", "void",   "while",  "volatile", "bool",    "class",    "delete",        "false",    "new",     "nullptr",
    "private",  "public", "template", "this",   "throw",   "true",     "try",           "typename", "using",   "namespace",
    "noexcept", "catch",  "constexpr", "explicit", "operator", "protected", "override", "virtual",  "friend",  "static_assert",
    "size_t",   "off_t",  "pid_t",  "ssize_t",  "uint64_t", "int64_t", "uintptr_t",     "uint32_t", "NULL"};

bool word_character(char one) { return std::isalnum(static_cast<unsigned char>(one)) != 0 || one == '_'; }

bool keyword(std::string_view word) {
  return std::any_of(kKeywords.begin(), kKeywords.end(), [&](const char* one) { return word == one; });
}

// Length of the string or character constant that starts the text.
std::size_t quoted(std::string_view text) {
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] == '\\') ++at;
    else if (text[at] == text[0]) return at + 1;
  }
  return text.size();
}

std::size_t word_length(std::string_view text) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), word_character) - text.begin());
}

struct Token {
  std::size_t length;
  Attributes attributes;
};

Token next_token(std::string_view text, bool line_start) {
  if (text.starts_with("//")) return {text.size(), {Tone::comment}};
  if (text[0] == '"' || text[0] == '\'') return {quoted(text), {Tone::string}};
  if (text[0] == '#' && line_start) {
    std::size_t blanks = 1;
    while (blanks < text.size() && text[blanks] == ' ') ++blanks;
    return {blanks + word_length(text.substr(blanks)), {Tone::keyword}};
  }
  if (std::isdigit(static_cast<unsigned char>(text[0])) != 0) return {word_length(text), {Tone::number}};
  if (word_character(text[0])) {
    const std::size_t length = word_length(text);
    return {length, keyword(text.substr(0, length)) ? Attributes{Tone::keyword} : look::plain};
  }
  return {1, look::plain};
}

}  // namespace

Highlighter::Highlighter(const std::vector<std::string>& lines) {
  for (const std::string& line : lines) {
    const std::size_t open = line.find("/*"), close = line.find("*/");
    if (close < open) in_comment_ = true;
    if (open != std::string::npos || close != std::string::npos) return;
  }
}

Line Highlighter::line(std::string_view source) {
  Line line;
  bool line_start = true;
  while (!source.empty()) {
    if (in_comment_ || source.starts_with("/*")) {
      const std::size_t close = source.find("*/", in_comment_ ? 0 : 2);
      const std::size_t length = close == std::string_view::npos ? source.size() : close + 2;
      in_comment_ = close == std::string_view::npos;
      line.add(source.substr(0, length), {Tone::comment});
      source.remove_prefix(length);
      continue;
    }
    const Token token = next_token(source, line_start);
    line_start = line_start && source[0] == ' ';
    line.add(source.substr(0, token.length), token.attributes);
    source.remove_prefix(token.length);
  }
  return line;
}

std::string expand_tabs(std::string_view source) {
  constexpr std::size_t kTab = 4;
  std::string expanded;
  for (const char one : source) {
    if (one == '\t') expanded.append(kTab - expanded.size() % kTab, ' ');
    else expanded += one;
  }
  return expanded;
}

Lines listing(const std::vector<std::string>& source, int columns, const Numbered& how) {
  const int last = how.first_line + static_cast<int>(source.size()) - 1;
  const int digits = how.first_line > 0 ? std::max(static_cast<int>(std::to_string(last).size()), 3) : 0;
  int widest = 0;
  for (const auto& [number, mark] : how.marks) widest = std::max(widest, grid::width(mark));
  Highlighter highlighter(source);
  Lines lines;
  for (std::size_t index = 0; index < source.size(); ++index) {
    const int number = how.first_line + static_cast<int>(index);
    const bool current = how.current > 0 && number == how.current;
    const std::string shown = how.first_line > 0 ? std::to_string(number) : "";
    Line gutter(current ? "▸" : " ", look::changed);
    if (const auto mark = how.marks.find(number); mark != how.marks.end()) gutter.add(mark->second, current ? look::changed : look::key);
    gutter.pad_to(1 + widest + digits - static_cast<int>(shown.size())).add(shown, current ? look::changed : look::dim);
    Line next;
    next.pad_to(gutter.width()).add(" ┆ ", look::dim);
    gutter.add(" │ ", look::dim);
    const std::string text = expand_tabs(source[index]);
    Line tinted = how.highlighted ? highlighter.line(text) : Line(text);
    if (current)
      for (Piece& piece : tinted.pieces) piece.attributes.bold = true;
    append(lines, wrap(tinted, columns, gutter, next));
  }
  return lines;
}

}  // namespace partage::app
