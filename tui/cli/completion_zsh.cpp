#include <fmt/format.h>

#include "cli/completion.hpp"

namespace partage::cli {
namespace {

constexpr const char* kHead = R"SH(#compdef partage
# Complétion de partage pour zsh. Écrit par « partage completion zsh ».

_partage_valeurs() {  # _partage_valeurs GENRE : ce que le programme connaît, avec son titre
  local -a lignes
  lignes=("${(@f)$(_call_program valeurs partage completion $1 2> /dev/null)}")
  lignes=("${(@)lignes//:/\\:}")
  lignes=("${(@)lignes/$'\t'/:}")
  _describe -t $1 $1 lignes
}

)SH";

constexpr const char* kTail = R"SH(    esac
  fi
}

if [[ "${funcstack[1]}" = _partage ]]; then _partage "$@"; else compdef _partage partage; fi
)SH";

// Inside single quotes, in a specification of _arguments, where [ ] : have a meaning.
std::string described(const std::string& text) {
  std::string word;
  for (const char c : text) {
    if (c == '\'') word += "'\\''";
    else if (c == '[' || c == ']' || c == ':' || c == '\\') word += std::string("\\") + c;
    else word += c;
  }
  return word;
}

// A blank before our own function: _arguments would put words of its own before the kind.
std::string action(Value value) {
  switch (value) {
    case Value::exercise: return ":exercice: _partage_valeurs exercices";
    case Value::lesson: return ":leçon: _partage_valeurs lecons";
    case Value::program: return ":programme: _partage_valeurs programmes";
    case Value::file: return ":fichier:_files";
    case Value::folder: return ":dossier:_files -/";
    case Value::command: return ":programme:_command_names -e";
    case Value::order: return std::string(":ordre:(") + kOrders + ")";
    case Value::shell: return std::string(":shell:(") + kShells + ")";
    case Value::none: return ":valeur: ";
  }
  return "";
}

std::string specifications(const CommandWords& command) {
  std::string text;
  for (const OptionWords& option : command.options)
    for (const std::string& name : {option.name, option.short_name})
      if (!name.empty()) text += fmt::format(" \\\n        '{}[{}]{}'", name, described(option.description), option.takes_value ? action(option.value) : "");
  for (std::size_t i = 0; i < command.arguments.size(); ++i) {
    const bool rest = command.repeated && i + 1 == command.arguments.size();
    text += fmt::format(" \\\n        '{}{}'", rest ? "*" : std::to_string(i + 1), action(command.arguments[i]));
  }
  return text;
}

}  // namespace

std::string zsh_completion(const std::vector<CommandWords>& commands) {
  std::string list, branches;
  for (std::size_t i = 1; i < commands.size(); ++i) {
    list += fmt::format("    '{}:{}'\n", commands[i].name, described(commands[i].description));
    branches += fmt::format("      {}) _arguments -s{} ;;\n", commands[i].name, specifications(commands[i]));
  }
  return std::string(kHead) + "_partage() {\n  local -a commandes\n  commandes=(\n" + list + "  )\n  if (( CURRENT == 2 )); then\n" +
         "    _describe -t commandes commande commandes\n    _arguments" + specifications(commands.front()) +
         "\n  else\n    local commande=$words[2]\n    shift words\n    (( CURRENT-- ))\n    case $commande in\n" + branches + kTail;
}

}  // namespace partage::cli
