// Completion of the command line in bash, zsh and fish: scripts written from the commands as they are declared, so that
// they never lag behind. What depends on the content (exercises, lessons, programs) is asked of the program by the script.
#pragma once

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace partage::cli {

/// What may stand where a value is awaited.
enum class Value { none, exercise, lesson, program, file, folder, order, command, shell };

struct OptionWords {
  std::string name;        ///< "--source"
  std::string short_name;  ///< "-h", or empty
  std::string description;
  bool takes_value = false;
  Value value = Value::none;
};

struct CommandWords {
  std::string name;
  std::string description;
  std::vector<OptionWords> options;
  std::vector<Value> arguments;  ///< in order; the last one again for the words that follow, if `repeated`
  bool repeated = false;
};

/// The program itself (its name is "partage"), then each command that is not hidden.
std::vector<CommandWords> words_of(const CLI::App& app);

std::string bash_completion(const std::vector<CommandWords>& commands);
std::string zsh_completion(const std::vector<CommandWords>& commands);
std::string fish_completion(const std::vector<CommandWords>& commands);

/// The word by which a script asks for a kind of value: "exercices", "lecons", "programmes".
std::string asked_name(Value value);

constexpr const char* kOrders = "pere fils alterne";
constexpr const char* kShells = "bash zsh fish";

}  // namespace partage::cli
