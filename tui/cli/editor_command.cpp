#include "cli/editor_command.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

#include "cli/search_path.hpp"

namespace partage::cli {
namespace {

namespace fs = std::filesystem;

enum class Line { plus, colon, go_to, option };
enum class Where { terminal, window, depends };

struct Known {
  std::string_view name;
  Line line;
  Where where;
};

// Line::plus: « +12 fichier »; colon: « fichier:12 »; go_to: « --goto fichier:12 »; option: « --line 12 fichier ».
constexpr Known kKnown[] = {
    {"vi", Line::plus, Where::terminal},         {"vim", Line::plus, Where::depends},         {"nvim", Line::plus, Where::terminal},
    {"view", Line::plus, Where::terminal},       {"nvi", Line::plus, Where::terminal},        {"elvis", Line::plus, Where::terminal},
    {"vis", Line::plus, Where::terminal},        {"nano", Line::plus, Where::terminal},       {"rnano", Line::plus, Where::terminal},
    {"pico", Line::plus, Where::terminal},       {"emacs", Line::plus, Where::depends},       {"emacsclient", Line::plus, Where::depends},
    {"mg", Line::plus, Where::terminal},         {"zile", Line::plus, Where::terminal},       {"jed", Line::plus, Where::terminal},
    {"joe", Line::plus, Where::terminal},        {"jmacs", Line::plus, Where::terminal},      {"jstar", Line::plus, Where::terminal},
    {"jpico", Line::plus, Where::terminal},      {"ne", Line::plus, Where::terminal},         {"micro", Line::plus, Where::terminal},
    {"kak", Line::plus, Where::terminal},        {"dte", Line::plus, Where::terminal},        {"hx", Line::colon, Where::terminal},
    {"helix", Line::colon, Where::terminal},     {"gvim", Line::plus, Where::window},         {"gedit", Line::plus, Where::window},
    {"pluma", Line::plus, Where::window},        {"xed", Line::plus, Where::window},          {"geany", Line::plus, Where::window},
    {"code", Line::go_to, Where::window},        {"code-insiders", Line::go_to, Where::window}, {"code-oss", Line::go_to, Where::window},
    {"codium", Line::go_to, Where::window},      {"vscodium", Line::go_to, Where::window},    {"cursor", Line::go_to, Where::window},
    {"subl", Line::colon, Where::window},        {"sublime_text", Line::colon, Where::window}, {"zed", Line::colon, Where::window},
    {"zeditor", Line::colon, Where::window},     {"pulsar", Line::colon, Where::window},      {"kate", Line::option, Where::window},
    {"kwrite", Line::option, Where::window},     {"clion", Line::option, Where::window},      {"idea", Line::option, Where::window},
    {"mousepad", Line::option, Where::window},
};

// Windows whose line syntax is not known: the file alone.
constexpr std::string_view kOtherWindows[] = {"gnome-text-editor", "featherpad", "leafpad", "l3afpad", "notepadqq", "xdg-open"};

const Known* known(std::string name) {
  // Debian: vim.basic, vim.tiny, emacs-nox, emacs-gtk.
  for (const char* family : {"vim.", "emacs-"})
    if (name.starts_with(family)) name.resize(std::string_view(family).size() - 1);
  const auto found = std::find_if(std::begin(kKnown), std::end(kKnown), [&](const Known& one) { return one.name == name; });
  return found == std::end(kKnown) ? nullptr : &*found;
}

bool is_assignment(const std::string& word) {
  const std::size_t equal = word.find('=');
  return equal != std::string::npos && equal > 0 && word.find('/') > equal;
}

struct Cut {
  std::string program;
  std::vector<std::string> options;
};

Cut cut(const std::string& command) {
  std::vector<std::string> words = shell_words(command).value_or(std::vector<std::string>{});
  auto word = words.begin();
  while (word != words.end() && (is_assignment(*word) || *word == "env" || *word == "exec" || *word == "command")) ++word;
  if (word == words.end()) return {};
  return {*word, {word + 1, words.end()}};
}

bool has_option(const Cut& command, std::initializer_list<std::string_view> names) {
  return std::any_of(command.options.begin(), command.options.end(), [&](const std::string& option) {
    return std::find(names.begin(), names.end(), option) != names.end();
  });
}

// One name for several builds: the real file says which one is installed.
bool draws_windows(const Cut& command) {
  std::error_code error;
  const std::string real = fs::canonical(find_in_path(command.program), error).filename().string();
  constexpr const char* builds[] = {"gtk", "lucid", "motif", "emacs-x"};
  return std::any_of(std::begin(builds), std::end(builds), [&](const char* build) { return real.find(build) != std::string::npos; });
}

bool opens_window(const Cut& command, const std::string& name) {
  if (name == "emacsclient") return has_option(command, {"-n", "--no-wait", "-c", "--create-frame"}) && !has_option(command, {"-t", "-nw", "--tty"});
  if (name.starts_with("emacs")) return !has_option(command, {"-nw", "--no-window-system", "-t"}) && draws_windows(command);
  return has_option(command, {"-g"});  // vim
}

}  // namespace

std::optional<std::vector<std::string>> shell_words(const std::string& command) {
  std::vector<std::string> words;
  std::string word;
  bool in_word = false;
  char quote = 0;
  for (std::size_t i = 0; i < command.size(); ++i) {
    const char c = command[i];
    const bool escapes = c == '\\' && quote != '\'' && i + 1 < command.size();
    if (escapes) word += command[++i], in_word = true;
    else if (quote != 0 && c == quote) quote = 0;
    else if (quote == 0 && (c == '\'' || c == '"')) quote = c, in_word = true;
    else if (quote == 0 && (c == ' ' || c == '\t' || c == '\n')) {
      if (in_word) words.push_back(std::move(word));
      word.clear();
      in_word = false;
    } else word += c, in_word = true;
  }
  if (quote != 0) return std::nullopt;
  if (in_word) words.push_back(std::move(word));
  return words;
}

std::string editor_name(const std::string& command) { return fs::path(cut(command).program).filename().string(); }

std::vector<std::string> editor_arguments(const std::string& command, const fs::path& file, int line) {
  const Known* editor = known(editor_name(command));
  if (editor == nullptr || line <= 0) return {file.string()};
  const std::string number = std::to_string(line);
  switch (editor->line) {
    case Line::plus: return {"+" + number, file.string()};
    case Line::colon: return {file.string() + ":" + number};
    case Line::go_to: return {"--goto", file.string() + ":" + number};
    case Line::option: return {"--line", number, file.string()};
  }
  return {file.string()};
}

bool is_graphical(const std::string& command, bool display) {
  const std::string name = editor_name(command);
  if (std::find(std::begin(kOtherWindows), std::end(kOtherWindows), name) != std::end(kOtherWindows)) return true;
  const Known* editor = known(name);
  if (editor == nullptr || editor->where == Where::terminal) return false;
  if (editor->where == Where::window) return true;
  return display && opens_window(cut(command), name);
}

std::string shown_editor(const std::string& command) {
  const std::string name = editor_name(command);
  constexpr std::pair<std::string_view, std::string_view> names[] = {
      {"code", "VS Code"}, {"code-insiders", "VS Code"}, {"codium", "VSCodium"}, {"vscodium", "VSCodium"}, {"subl", "Sublime Text"}, {"zed", "Zed"}, {"kate", "Kate"}};
  for (const auto& [program, shown] : names)
    if (name == program) return std::string(shown);
  return name.empty() ? command : name;
}

}  // namespace partage::cli
