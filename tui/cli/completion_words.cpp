#include <algorithm>

#include "cli/completion.hpp"

namespace partage::cli {
namespace {

bool holds(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

// From the names that help pages show: EX, NN, NN[/PROGRAMME], FICHIER|DOSSIER, ORDRE…
Value value_named(const std::string& name) {
  if (name == "EX") return Value::exercise;
  if (name == "NN") return Value::lesson;
  if (holds(name, "NN[/PROGRAMME]")) return Value::program;
  if (holds(name, "FICHIER")) return Value::file;
  if (holds(name, "DOSSIER")) return Value::folder;
  if (name == "ORDRE") return Value::order;
  if (name == "SHELL") return Value::shell;
  return Value::none;
}

OptionWords words_of(const CLI::Option& option) {
  OptionWords words;
  if (!option.get_lnames().empty()) words.name = "--" + option.get_lnames().front();
  if (!option.get_snames().empty()) words.short_name = "-" + option.get_snames().front();
  words.description = option.get_description();
  words.takes_value = option.get_expected_max() > 0;
  if (words.takes_value) words.value = value_named(option.get_type_name());
  return words;
}

CommandWords words_of_one(const CLI::App& app) {
  CommandWords words{app.get_name(), app.get_description(), {}, {}, false};
  for (const CLI::Option* option : app.get_options()) {
    if (!option->get_positional()) {
      words.options.push_back(words_of(*option));
      continue;
    }
    words.arguments.push_back(value_named(option->get_name(true)));
    words.repeated = option->get_expected_max() > 1;
  }
  // Its words are another program's: CLI11 never sees them.
  if (words.name == "observer") {
    words.arguments = {Value::command, Value::file};
    words.repeated = true;
  }
  return words;
}

}  // namespace

std::vector<CommandWords> words_of(const CLI::App& app) {
  std::vector<CommandWords> all{words_of_one(app)};
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    if (!command->get_group().empty()) all.push_back(words_of_one(*command));
  return all;
}

std::string asked_name(Value value) {
  switch (value) {
    case Value::exercise: return "exercices";
    case Value::lesson: return "lecons";
    case Value::program: return "programmes";
    default: return "";
  }
}

}  // namespace partage::cli
