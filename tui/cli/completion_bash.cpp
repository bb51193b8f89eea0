#include <fmt/format.h>

#include "cli/completion.hpp"

namespace partage::cli {
namespace {

constexpr const char* kHead = R"SH(# Complétion de partage pour bash. Écrit par « partage completion bash ».
_partage_valeurs() {  # _partage_valeurs GENRE
  case $1 in
    exercices | lecons | programmes)
      COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" completion "$1" 2> /dev/null | cut -f 1)" -- "$2")) ;;
    fichier) compopt -o filenames 2> /dev/null; COMPREPLY=($(compgen -f -- "$2")) ;;
    dossier) compopt -o filenames 2> /dev/null; COMPREPLY=($(compgen -d -- "$2")) ;;
    programme) COMPREPLY=($(compgen -c -- "$2") $(compgen -f -- "$2")) ;;
    mots:*) COMPREPLY=($(compgen -W "${1#mots:}" -- "$2")) ;;
  esac
}

_partage() {
  local IFS=$' \t\n' mot=${COMP_WORDS[COMP_CWORD]} commande=${COMP_WORDS[1]-} options= avec= arguments= repete= rang=0 i
  COMPREPLY=()
  if [ "$COMP_CWORD" -le 1 ]; then
    COMPREPLY=($(compgen -W "@COMMANDS@" -- "$mot"))
    return
  fi
  case $commande in
)SH";

constexpr const char* kTail = R"SH(    *) return ;;
  esac
  for ((i = 2; i < COMP_CWORD; i++)); do
    case " $avec " in
      *" ${COMP_WORDS[i]}="*)
        if [ "$((i + 1))" = "$COMP_CWORD" ]; then
          avec=" $avec"
          avec=${avec#*" ${COMP_WORDS[i]}="}
          _partage_valeurs "$(printf '%s' "${avec%% *}" | tr ',' ' ')" "$mot"
          return
        fi
        i=$((i + 1))
        continue ;;
    esac
    case ${COMP_WORDS[i]} in
      --) [ "$commande" = observer ] || return ;;
      -*) ;;
      *) rang=$((rang + 1)) ;;
    esac
  done
  case $mot in
    -*)
      COMPREPLY=($(compgen -W "$options" -- "$mot"))
      return ;;
  esac
  set -- $arguments
  if [ "$rang" -lt "$#" ]; then
    shift "$rang"
    _partage_valeurs "$(printf '%s' "$1" | tr ',' ' ')" "$mot"
  elif [ -n "$repete" ] && [ "$#" -gt 0 ]; then
    shift "$(($# - 1))"
    _partage_valeurs "$1" "$mot"
  fi
}

complete -F _partage partage ./partage
)SH";

// One word of the shell: blanks of a list become commas.
std::string kind(Value value) {
  switch (value) {
    case Value::exercise:
    case Value::lesson:
    case Value::program: return asked_name(value);
    case Value::file: return "fichier";
    case Value::folder: return "dossier";
    case Value::command: return "programme";
    case Value::order: return "mots:pere,fils,alterne";
    case Value::shell: return "mots:bash,zsh,fish";
    case Value::none: return "rien";
  }
  return "rien";
}

std::string branch(const CommandWords& command) {
  std::string options, valued, arguments;
  for (const OptionWords& option : command.options) {
    for (const std::string& name : {option.name, option.short_name}) {
      if (name.empty()) continue;
      options += (options.empty() ? "" : " ") + name;
      if (option.takes_value) valued += (valued.empty() ? "" : " ") + name + "=" + kind(option.value);
    }
  }
  for (const Value value : command.arguments) arguments += (arguments.empty() ? "" : " ") + kind(value);
  return fmt::format("    {}) options='{}' avec='{}' arguments='{}' repete={} ;;\n", command.name, options, valued, arguments,
                     command.repeated ? "oui" : "");
}

}  // namespace

std::string bash_completion(const std::vector<CommandWords>& commands) {
  std::string first, branches;
  for (std::size_t i = 1; i < commands.size(); ++i) {
    first += commands[i].name + " ";
    branches += branch(commands[i]);
  }
  for (const OptionWords& option : commands.front().options) first += option.name + (option.short_name.empty() ? " " : " " + option.short_name + " ");
  first.pop_back();
  std::string head = kHead;
  head.replace(head.find("@COMMANDS@"), std::string("@COMMANDS@").size(), first);
  return head + branches + kTail;
}

}  // namespace partage::cli
