#include "phrases/typography.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "phrases/printable.hpp"

namespace partage::phrases {

namespace {

using Characters = std::vector<std::string_view>;

Characters characters(std::string_view text) {
  Characters result;
  while (!text.empty()) {
    const std::size_t length = std::max<std::size_t>(character_length(text), 1);
    result.push_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return result;
}

constexpr std::string_view no_break = "\u00a0", narrow_no_break = "\u202f";

bool blank(std::string_view c) {
  return c == " " || c == "\t";
}
bool unbreakable(std::string_view c) {
  return c == no_break || c == narrow_no_break;
}
bool letter(std::string_view c) {
  return c.size() == 1 ? std::isalpha(static_cast<unsigned char>(c[0])) != 0
                       : c.size() == 2 && static_cast<unsigned char>(c[0]) >= 0xC3;
}

/// One line of prose, read character by character.
class LineCheck {
 public:
  LineCheck(std::string_view line, int number, std::vector<TypographyFault>& faults)
      : characters_(characters(line)), number_(number), faults_(&faults) {}

  void run() {
    while (at_ < characters_.size() && blank(characters_[at_])) ++at_;
    const bool table = current() == "|";
    for (; at_ < characters_.size(); ++at_) {
      if (current() == "`" && skip_code()) continue;
      check_quotes();
      check_high_punctuation();
      check_guillemets();
      if (!table) check_blanks();
      check_dots();
    }
  }

 private:
  std::string_view at(std::size_t index) const { return index < characters_.size() ? characters_[index] : ""; }
  std::string_view current() const { return at(at_); }
  std::string_view previous() const { return at_ == 0 ? "" : at(at_ - 1); }
  std::string_view next() const { return at(at_ + 1); }

  void fault(std::string reason) {
    const std::size_t start = at_ < 24 ? 0 : at_ - 24;
    std::string excerpt;
    for (std::size_t i = start; i < std::min(at_ + 16, characters_.size()); ++i) excerpt += characters_[i];
    faults_->push_back({number_, std::move(reason), std::move(excerpt)});
  }

  // `code` or ``code``; a lone backquote is a character like another.
  bool skip_code() {
    std::size_t ticks = 0;
    while (at(at_ + ticks) == "`") ++ticks;
    for (std::size_t i = at_ + ticks; i < characters_.size(); ++i) {
      std::size_t closing = 0;
      while (at(i + closing) == "`") ++closing;
      if (closing == ticks) {
        at_ = i + closing - 1;
        return true;
      }
      if (closing > 0) i += closing - 1;
    }
    return false;
  }

  // What ends just before the present character looks like code: its last word, or, before a semicolon, its last clause
  // (« *x = nouvelle; »: C puts no blank there).
  bool after_code() const {
    const bool whole_clause = current() == ";";
    for (std::size_t i = at_; i-- > 0;) {
      const std::string_view c = at(i);
      if (whole_clause ? c == "." || c == ":" || c == ";" || c == "«" : blank(c) || unbreakable(c)) return false;
      if (c == "`" || std::string_view("()=_/[]{}<>&*").find(c) != std::string_view::npos) return true;
    }
    return false;
  }

  void check_quotes() {
    if (current() == "\"") fault("des guillemets droits : écrivez « … »");
  }

  void check_high_punctuation() {
    const std::string_view mark = current();
    if (mark != ";" && mark != "!" && mark != "?" && mark != ":") return;
    if (blank(previous())) {
      const bool ends_word = next().empty() || blank(next()) || unbreakable(next());
      if (ends_word) fault(fmt::format("une espace ordinaire avant « {} » : il la faut insécable", mark));
      return;
    }
    const bool ends_word = next().empty() || blank(next());
    const bool after_word = letter(previous()) || previous() == "»" || previous() == "…";
    if (ends_word && after_word && !after_code())
      fault(fmt::format("il manque une espace insécable avant « {} »", mark));
  }

  void check_guillemets() {
    if (current() == "«" && !unbreakable(next())) fault("il manque une espace insécable après « « »");
    if (current() == "»" && !unbreakable(previous())) fault("il manque une espace insécable avant « » »");
  }

  void check_blanks() {
    if (current() == " " && next() == " " && previous() != " " && !rest_is_blank()) fault("deux espaces de suite");
  }

  bool rest_is_blank() const {
    return std::all_of(characters_.begin() + static_cast<std::ptrdiff_t>(at_), characters_.end(), blank);
  }

  void check_dots() {
    if (current() == "." && next() == "." && at(at_ + 2) == "." && previous() != "." && !after_code())
      fault("trois points : écrivez « … »");
  }

  Characters characters_;
  std::size_t at_ = 0;
  int number_;
  std::vector<TypographyFault>* faults_;
};

void check_prose(std::string_view line, int number, std::vector<TypographyFault>& faults) {
  LineCheck(line, number, faults).run();
}

/// The strings of a TOML text, line by line; the keys that hold no prose are left alone.
class TomlCheck {
 public:
  explicit TomlCheck(std::vector<TypographyFault>& faults) : faults_(&faults) {}

  void line(std::string_view text, int number) {
    std::size_t at = 0;
    if (delimiter_.empty()) read_key(text);
    while (at < text.size()) {
      if (delimiter_.empty()) {
        if (text[at] == '#') return;
        at = open_string(text, at);
      } else {
        at = inside_string(text, at, number);
      }
    }
  }

 private:
  // A line of an array that runs over several lines keeps the key above it.
  void read_key(std::string_view text) {
    const std::size_t start = text.find_first_not_of(" \t");
    if (start == std::string_view::npos) return;
    const std::size_t end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", start);
    if (end == std::string_view::npos || end == start) return;
    const std::size_t sign = text.find_first_not_of(" \t", end);
    if (sign != std::string_view::npos && text[sign] == '=') key_ = text.substr(start, end - start);
  }

  bool prose_key() const {
    static const std::set<std::string> keys{"titre",   "buts",    "question", "choix",    "explication", "observer",
                                            "essayer", "indices", "phrase",   "pourquoi", "non_teste"};
    return keys.contains(key_);
  }

  std::size_t open_string(std::string_view text, std::size_t at) {
    for (const std::string_view mark : {"\"\"\"", "'''", "\"", "'"}) {
      if (!text.substr(at).starts_with(mark)) continue;
      delimiter_ = mark;
      return at + mark.size();
    }
    return at + 1;
  }

  std::size_t inside_string(std::string_view text, std::size_t at, int number) {
    std::string content;
    while (at < text.size() && !text.substr(at).starts_with(delimiter_)) {
      const bool escaped = text[at] == '\\' && delimiter_[0] == '"' && at + 1 < text.size();
      if (escaped) ++at;
      content += text[at++];
    }
    if (prose_key()) check_prose(content, number, *faults_);
    if (at >= text.size()) {
      if (delimiter_.size() == 1) delimiter_.clear();
      return at;
    }
    at += delimiter_.size();
    delimiter_.clear();
    return at;
  }

  std::vector<TypographyFault>* faults_;
  std::string key_;
  std::string delimiter_;  ///< of the string that we are in; empty: none
};

std::string_view trimmed(std::string_view line) {
  const std::size_t start = line.find_first_not_of(' ');
  return start == std::string_view::npos ? "" : line.substr(start);
}

/// Markdown with our conventions: which lines are prose, which TOML, which neither.
class MarkdownCheck {
 public:
  explicit MarkdownCheck(std::vector<TypographyFault>& faults) : faults_(&faults), toml_(faults) {}

  void line(std::string_view text, int number) {
    if (number == 1 && text == "+++") {
      state_ = State::front_matter;
    } else if (state_ == State::front_matter) {
      if (text == "+++")
        state_ = State::prose;
      else
        toml_.line(text, number);
    } else if (trimmed(text).starts_with("```")) {
      fence(trimmed(text).substr(3));
    } else if (state_ == State::prose) {
      check_prose(text, number, *faults_);
    } else if (state_ == State::toml_block) {
      toml_.line(text, number);
    }
  }

 private:
  enum class State { prose, front_matter, toml_block, code };

  void fence(std::string_view language) {
    if (state_ != State::prose) {
      state_ = State::prose;
      return;
    }
    toml_ = TomlCheck(*faults_);
    const bool ours = language == "prediction" || language == "lancer" || language == "listing";
    state_ = ours ? State::toml_block : State::code;
  }

  std::vector<TypographyFault>* faults_;
  TomlCheck toml_;
  State state_ = State::prose;
};

template <class LineFunction>
void each_line(std::string_view text, LineFunction function) {
  for (int number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    function(line, number);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

}  // namespace

std::vector<TypographyFault> typography_faults(std::string_view text, TextKind kind) {
  std::vector<TypographyFault> faults;
  MarkdownCheck markdown(faults);
  TomlCheck toml(faults);
  each_line(text, [&](std::string_view line, int number) {
    if (kind == TextKind::prose) check_prose(line, number, faults);
    if (kind == TextKind::markdown) markdown.line(line, number);
    if (kind == TextKind::toml) toml.line(line, number);
  });
  return faults;
}

}  // namespace partage::phrases
