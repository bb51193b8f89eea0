#include <fmt/format.h>

#include "cli/completion.hpp"

namespace partage::cli {
namespace {

std::string quoted(const std::string& text) {
  std::string word = "'";
  for (const char c : text) word += c == '\'' || c == '\\' ? std::string("\\") + c : std::string(1, c);
  return word + "'";
}

// What offers the values, as options of `complete`.
std::string offer(Value value) {
  switch (value) {
    case Value::exercise:
    case Value::lesson:
    case Value::program: return " -f -a '(partage completion " + asked_name(value) + " 2>/dev/null)'";
    case Value::file: return " -F";
    case Value::folder: return " -f -a '(__fish_complete_directories)'";
    case Value::command: return " -F -a '(__fish_complete_command)'";
    case Value::order: return std::string(" -f -a '") + kOrders + "'";
    case Value::shell: return std::string(" -f -a '") + kShells + "'";
    case Value::none: return " -f";
  }
  return "";
}

std::string option_line(const OptionWords& option, const std::string& condition) {
  std::string line = "complete -c partage -n " + quoted(condition);
  if (!option.short_name.empty()) line += " -s " + option.short_name.substr(1);
  if (!option.name.empty()) line += " -l " + option.name.substr(2);
  if (option.takes_value) line += " -r" + offer(option.value);
  return line + " -d " + quoted(option.description) + "\n";
}

}  // namespace

std::string fish_completion(const std::vector<CommandWords>& commands) {
  std::string text = "# Complétion de partage pour fish. Écrit par « partage completion fish ».\ncomplete -c partage -f\n";
  for (const OptionWords& option : commands.front().options) text += option_line(option, "__fish_use_subcommand");
  for (std::size_t i = 1; i < commands.size(); ++i) {
    const CommandWords& command = commands[i];
    text += fmt::format("\ncomplete -c partage -n __fish_use_subcommand -a {} -d {}\n", command.name, quoted(command.description));
    const std::string seen = "__fish_seen_subcommand_from " + command.name;
    for (const OptionWords& option : command.options) text += option_line(option, seen);
    for (const Value value : command.arguments)
      if (value != Value::none) text += "complete -c partage -n " + quoted(seen) + offer(value) + "\n";
  }
  return text;
}

}  // namespace partage::cli
