#include "contract/tokens.hpp"

#include <algorithm>
#include <cctype>

namespace partage::contract {

namespace {

class Lexer {
 public:
  explicit Lexer(const std::string& source) : source_(source) {}

  std::vector<Token> all() {
    while (at_ < source_.size()) next();
    return std::move(tokens_);
  }

 private:
  using Kind = Token::Kind;

  bool starts(const char* text) const { return source_.compare(at_, std::char_traits<char>::length(text), text) == 0; }
  static bool in_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

  void take(Kind kind, std::size_t end) {
    end = std::min(end, source_.size());
    if (kind != Kind::blank) line_start_ = false;
    tokens_.push_back({kind, source_.substr(at_, end - at_)});
    at_ = end;
  }

  std::size_t after(const char* mark, std::size_t from) const {
    const std::size_t found = source_.find(mark, from);
    return found == std::string::npos ? source_.size() : found + std::char_traits<char>::length(mark);
  }

  std::size_t end_of_directive() const {
    std::size_t end = at_;
    do end = source_.find('\n', end + 1);
    while (end != std::string::npos && source_[end - 1] == '\\');
    return end == std::string::npos ? source_.size() : end;
  }

  std::size_t end_of_literal() const {
    std::size_t end = at_ + 1;
    while (end < source_.size() && source_[end] != source_[at_]) end += source_[end] == '\\' ? 2 : 1;
    return end + 1;
  }

  void next() {
    const char c = source_[at_];
    if (c == '\n') {
      take(Kind::blank, at_ + 1);
      line_start_ = true;
    } else if (std::isspace(static_cast<unsigned char>(c)) != 0) {
      take(Kind::blank, at_ + 1);
    } else if (starts("//")) {
      take(Kind::blank, std::min(source_.find('\n', at_), source_.size()));
    } else if (starts("/*")) {
      take(Kind::blank, after("*/", at_ + 2));
    } else if (c == '#' && line_start_) {
      take(Kind::directive, end_of_directive());
    } else if (c == '"' || c == '\'') {
      take(Kind::literal, end_of_literal());
    } else if (in_name(c)) {
      std::size_t end = at_;
      while (end < source_.size() && in_name(source_[end])) ++end;
      take(std::isdigit(static_cast<unsigned char>(c)) != 0 ? Kind::number : Kind::name, end);
    } else {
      take(Kind::sign, at_ + (starts("...") ? 3 : starts("->") ? 2 : 1));
    }
  }

  const std::string& source_;
  std::size_t at_ = 0;
  bool line_start_ = true;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> tokens_of(const std::string& source) { return Lexer(source).all(); }

std::string joined(const std::vector<Token>& tokens) {
  std::string text;
  for (const Token& token : tokens) text += token.text;
  return text;
}

}  // namespace partage::contract
