#include "observe/statement_lines.hpp"

#include <cctype>

namespace partage::observe {
namespace {

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// Just enough of C's grammar to know, at the first token of a line, whether a statement is under way.
class Reader {
 public:
  explicit Reader(std::string_view source) : rest_(source) {}

  void read(std::vector<int>& starts, std::vector<bool>& closes) {
    while (at_ < rest_.size()) {
      const char c = rest_[at_];
      if (c == '\n') {
        end_line(starts, closes);
      } else if (std::isspace(static_cast<unsigned char>(c)) != 0) {
        ++at_;
      } else if (rest_.substr(at_, 2) == "//") {
        at_ = std::min(rest_.find('\n', at_), rest_.size());
      } else if (rest_.substr(at_, 2) == "/*") {
        skip_comment(starts, closes);
      } else if (c == '#' && !seen_in_line_) {
        skip_directive(starts, closes);
      } else {
        token(c);
      }
    }
    end_line(starts, closes);
  }

 private:
  void end_line(std::vector<int>& starts, std::vector<bool>& closes) {
    starts.push_back(line_start_ == 0 ? line_ : line_start_);
    closes.push_back(seen_in_line_ && only_closes_);
    ++line_;
    ++at_;
    seen_in_line_ = false;
    only_closes_ = true;
    line_start_ = 0;
  }

  void skip_comment(std::vector<int>& starts, std::vector<bool>& closes) {
    const std::size_t end = rest_.find("*/", at_ + 2);
    const std::size_t stop = end == std::string_view::npos ? rest_.size() : end + 2;
    while (at_ < stop)
      if (rest_[at_] == '\n') end_line(starts, closes);
      else ++at_;
  }

  void skip_directive(std::vector<int>& starts, std::vector<bool>& closes) {
    while (at_ < rest_.size() && rest_[at_] != '\n') {
      if (rest_[at_] == '\\' && at_ + 1 < rest_.size() && rest_[at_ + 1] == '\n') {
        ++at_;
        end_line(starts, closes);
      } else {
        ++at_;
      }
    }
  }

  void token(char c) {
    if (!seen_in_line_) {
      seen_in_line_ = true;
      if (fresh_) statement_ = line_;
      line_start_ = statement_;
    } else if (fresh_) {
      statement_ = line_;
    }
    if (c != '}' && c != ';') only_closes_ = false;
    if (c == '"' || c == '\'') literal(c);
    else if (is_word(c)) word();
    else punctuation(c);
  }

  void literal(char quote) {
    for (++at_; at_ < rest_.size() && rest_[at_] != quote && rest_[at_] != '\n'; ++at_)
      if (rest_[at_] == '\\') ++at_;
    if (at_ < rest_.size() && rest_[at_] == quote) ++at_;
    plain('"');
  }

  void word() {
    const std::size_t begin = at_;
    while (at_ < rest_.size() && is_word(rest_[at_])) ++at_;
    const std::string_view text = rest_.substr(begin, at_ - begin);
    control_ = text == "if" || text == "for" || text == "while" || text == "switch";
    plain('a');
    // What follows them is a statement of its own.
    if (text == "else" || text == "do") fresh_ = true;
  }

  void plain(char kind) {
    previous_ = kind;
    fresh_ = false;
  }

  void punctuation(char c) {
    ++at_;
    const bool inside = !brackets_.empty() && brackets_.back() != '{';
    if (c == '(' || c == '[') {
      brackets_.push_back(c == '(' && control_ ? 'c' : c);
      plain(c);
    } else if (c == ')' || c == ']') {
      const bool of_control = inside && brackets_.back() == 'c';
      if (inside) brackets_.pop_back();
      plain(c);
      fresh_ = of_control;
    } else if (c == '{') {
      // After "=", a comma, or another list: the values of an array or a structure.
      brackets_.push_back(inside || previous_ == '=' || previous_ == ',' ? 'l' : '{');
      plain(c);
      fresh_ = brackets_.back() == '{';
    } else if (c == '}') {
      const bool block = !inside;
      if (!brackets_.empty()) brackets_.pop_back();
      plain(c);
      fresh_ = block;
    } else {
      if (c == '?') ++questions_;
      const bool label = c == ':' && questions_ == 0;
      if (c == ':' && questions_ > 0) --questions_;
      plain(c);
      if (c == ';') questions_ = 0;
      fresh_ = !inside && (c == ';' || label);
    }
    control_ = false;
  }

  std::string_view rest_;
  std::size_t at_ = 0;
  int line_ = 1, line_start_ = 0, statement_ = 1;
  bool seen_in_line_ = false, only_closes_ = true;
  bool fresh_ = true;    // the next token begins a statement
  bool control_ = false; // the last word was if, for, while or switch
  char previous_ = 0;
  int questions_ = 0;    // ? that wait for their :
  std::string brackets_; // open ones: ( [ {, c for a control's parenthesis, l for a list's brace
};

}  // namespace

StatementLines::StatementLines(std::string_view source) { Reader(source).read(starts_, closes_); }

int StatementLines::start(int line) const {
  const auto index = static_cast<std::size_t>(line - 1);
  return line < 1 || index >= starts_.size() ? line : starts_[index];
}

bool StatementLines::only_closes(int line) const {
  const auto index = static_cast<std::size_t>(line - 1);
  return line >= 1 && index < closes_.size() && closes_[index];
}

}  // namespace partage::observe
