#include "contract/transform.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "contract/tokens.hpp"

namespace partage::contract {

namespace {

using Kind = Token::Kind;

/// The tokens that are not blanks, by position in the whole list.
std::vector<std::size_t> solid(const std::vector<Token>& tokens) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < tokens.size(); ++i)
    if (tokens[i].kind != Kind::blank) places.push_back(i);
  return places;
}

/// Finds the names of variables and parameters that a C text declares.
class Declarations {
 public:
  explicit Declarations(const std::vector<Token>& tokens) : tokens_(tokens), places_(solid(tokens)) {}

  std::set<std::string> variables() {
    find_types();
    for (std::size_t i = 0; i < places_.size(); ++i) {
      if (is("struct", i) || is("union", i) || is("enum", i)) i = after_tag(i);
      if (is_type(i) && starts_declaration(i)) declaration(i);
    }
    return std::move(found_);
  }

 private:
  const Token& at(std::size_t i) const {
    static const Token none{Kind::directive, ""};
    return i < places_.size() ? tokens_[places_[i]] : none;
  }
  bool is(const char* text, std::size_t i) const { return at(i).text == text; }
  bool is_sign(const char* signs, std::size_t i) const {
    return at(i).kind == Kind::sign && at(i).text.size() == 1 && std::string_view(signs).find(at(i).text) != std::string_view::npos;
  }

  void find_types() {
    for (std::size_t i = 0; i < places_.size(); ++i) {
      if (!is("typedef", i)) continue;
      std::size_t end = i;
      while (end < places_.size() && !is(";", end)) end = is("{", end) ? closing(end) + 1 : end + 1;
      if (end > 0) types_.insert(at(end - 1).text);
    }
  }

  bool is_type(std::size_t i) const {
    const std::string& text = at(i).text;
    return at(i).kind == Kind::name && (types_.count(text) != 0 || (text.size() > 2 && text.ends_with("_t")) || is_tag(i));
  }
  // The name after struct: « struct page *p ».
  bool is_tag(std::size_t i) const { return i > 0 && (is("struct", i - 1) || is("union", i - 1) || is("enum", i - 1)); }

  bool starts_declaration(std::size_t i) const {
    if (i == 0 || is_tag(i)) return true;
    const Token& before = at(i - 1);
    return before.kind == Kind::directive || is_sign(";{}(,", i - 1) || before.kind == Kind::name;
  }

  std::size_t closing(std::size_t open) const {
    int depth = 0;
    for (std::size_t i = open; i < places_.size(); ++i) {
      if (is_sign("({[", i)) ++depth;
      if (is_sign(")}]", i) && --depth == 0) return i;
    }
    return places_.size();
  }

  // Past the body of « struct x { … } »: members are not variables.
  std::size_t after_tag(std::size_t i) const {
    std::size_t next = i + 1;
    if (at(next).kind == Kind::name) ++next;
    return is("{", next) ? closing(next) : i + 1;
  }

  void declaration(std::size_t i) {
    bool parameter = i > 0 && is_sign("(,", i - 1);
    for (++i; i < places_.size();) {
      while (is("*", i) || is("const", i) || is("volatile", i) || is("restrict", i) || is_type(i) || (is("(", i) && is("*", i + 1))) ++i;
      if (at(i).kind != Kind::name || is("(", i + 1)) return;
      found_.insert(at(i).text);
      for (++i; i < places_.size() && !is_sign(",;)}:", i);) i = is_sign("({[", i) ? closing(i) + 1 : i + 1;
      if (!is(",", i) || parameter) return;
      ++i;
    }
  }

  const std::vector<Token>& tokens_;
  std::vector<std::size_t> places_;
  std::set<std::string> found_;
  std::set<std::string> types_{"int",  "char",  "void",   "long",  "short",  "unsigned", "signed", "float",
                               "double", "FILE", "_Bool", "bool", "const", "volatile", "static", "auto"};
};

// Tags and members have names of their own: « struct page { int x; } » holds no variable.
std::set<std::size_t> other_names(const std::vector<Token>& tokens, const std::vector<std::size_t>& places) {
  std::set<std::size_t> found;
  const auto text = [&](std::size_t i) { return i < places.size() ? tokens[places[i]].text : std::string(); };
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (text(i) != "struct" && text(i) != "union") continue;
    if (tokens[places[std::min(i + 1, places.size() - 1)]].kind == Kind::name) found.insert(++i);
    if (text(i + 1) != "{") continue;
    int depth = 0;
    do {
      ++i;
      found.insert(i);
      if (text(i) == "{") ++depth;
      if (text(i) == "}") --depth;
    } while (depth > 0 && i < places.size());
  }
  return found;
}

using Names = std::map<std::string, std::string>;

void rename(std::vector<Token>& tokens, const Names& names) {
  const std::vector<std::size_t> places = solid(tokens);
  const std::set<std::size_t> others = other_names(tokens, places);
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (others.count(i) != 0) continue;
    Token& token = tokens[places[i]];
    const std::string before = i == 0 ? "" : tokens[places[i - 1]].text;
    if (token.kind == Kind::directive && token.text.find("include") == std::string::npos) {
      std::vector<Token> inside = tokens_of(" " + token.text.substr(1));
      rename(inside, names);
      token.text = "#" + joined(inside).substr(1);
    } else if (token.kind == Kind::name && before != "->" && before != ".") {
      if (const auto found = names.find(token.text); found != names.end()) token.text = found->second;
    }
  }
}

/// « T name(params) { »: its pieces in the list of solid tokens.
struct Definition {
  std::size_t start, name, open, close;
};

std::optional<Definition> definition_of(const std::vector<Token>& tokens, const std::vector<std::size_t>& places, const std::string& function) {
  int depth = 0;
  std::size_t start = 0;
  const auto text = [&](std::size_t i) { return i < places.size() ? tokens[places[i]].text : std::string(); };
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (text(i) == function && depth == 0 && text(i + 1) == "(") {
      std::size_t close = i + 1;
      for (int parens = 0; close < places.size(); ++close) {
        if (text(close) == "(") ++parens;
        if (text(close) == ")" && --parens == 0) break;
      }
      if (text(close + 1) == "{") return Definition{start, i, i + 1, close};
    }
    if (text(i) == "{") ++depth;
    if (text(i) == "}") --depth;
    if (depth == 0 && (text(i) == ";" || text(i) == "}" || tokens[places[i]].kind == Kind::directive)) start = i + 1;
  }
  return {};
}

std::string text_between(const std::vector<Token>& tokens, std::size_t from, std::size_t to) {
  std::string text;
  for (std::size_t i = from; i < to; ++i) text += tokens[i].kind == Kind::blank ? " " : tokens[i].text;
  return text;
}

// The last name of each parameter; « void » alone gives none.
std::string argument_names(const std::vector<Token>& tokens, std::size_t from, std::size_t to) {
  std::string names, last, before, before_that;  // the last tokens that are not blanks
  int depth = 0;
  for (std::size_t i = from; i <= to; ++i) {
    const bool ends = i == to || (tokens[i].text == "," && depth == 0);
    if (ends && !last.empty() && last != "void") names += (names.empty() ? "" : ", ") + last;
    if (ends) last.clear();
    if (i == to) break;
    if (tokens[i].text == "(" || tokens[i].text == "[") ++depth;
    if (tokens[i].text == ")" || tokens[i].text == "]") --depth;
    const bool pointer_to_function = depth == 1 && before == "*" && before_that == "(";
    if (tokens[i].kind == Kind::name && (depth == 0 || pointer_to_function)) last = tokens[i].text;
    if (tokens[i].kind == Kind::blank) continue;
    before_that = std::exchange(before, tokens[i].text);
  }
  return names;
}

}  // namespace

std::string rename_variables(const std::string& source) {
  std::vector<Token> tokens = tokens_of(source);
  Names names;
  int number = 0;
  for (const std::string& variable : Declarations(tokens).variables()) names[variable] = "renomme_" + std::to_string(++number);
  rename(tokens, names);
  return joined(tokens);
}

std::string move_into_helper(const std::string& source, const std::string& function) {
  std::vector<Token> tokens = tokens_of(source);
  const std::vector<std::size_t> places = solid(tokens);
  const auto found = definition_of(tokens, places, function);
  if (!found) return source;
  const std::string type = text_between(tokens, places[found->start], places[found->name]);
  const std::string parameters = text_between(tokens, places[found->open] + 1, places[found->close]);
  const std::string arguments = argument_names(tokens, places[found->open] + 1, places[found->close]);
  const std::string helper = function + "_deplacee";
  const bool gives_nothing = type.find("void") != std::string::npos && type.find('*') == std::string::npos;
  tokens[places[found->name]].text = helper;
  tokens[places[found->start]].text.insert(0, "static ");
  return joined(tokens) + "\n" + type + function + "(" + parameters + ") {\n  " + (gives_nothing ? "" : "return ") + helper + "(" +
         arguments + ");\n}\n";
}

}  // namespace partage::contract
