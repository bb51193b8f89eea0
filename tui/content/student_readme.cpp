#include "content/student_readme.hpp"

#include <fmt/format.h>

namespace partage::content {

namespace {

constexpr const char* how_to_work = R"(# Mon dossier de travail

Ce dossier est à vous. Chaque sous-dossier porte le nom d'un exercice et contient le fichier à compléter, là où il est
écrit TODO. Le kit n'y remplace jamais rien : ni en le mettant à jour, ni en relançant « partage init ».

## Travailler

Depuis ce dossier, ou n'importe lequel de ses sous-dossiers :

```sh
partage                  # le kit : leçons, exercices, verdicts
partage enonce 08        # l'énoncé d'un exercice
partage verifier 08      # le verdict sur votre fichier
partage indice 08        # l'indice suivant
partage --help           # tout le reste ; « man partage » en dit plus
```

Dans le kit, la touche « e » ouvre le fichier de l'exercice dans votre éditeur, celui de la variable VISUAL ou EDITOR.
Le fichier `compile_commands.json` dit à clangd (VS Code, vim, emacs, helix…) comment chaque fichier se compile ; le kit
le tient à jour.

)";

// Group separators, thin no-break spaces and the like are put here, not in the text above.
std::string set(std::string text) {
  const std::pair<const char*, const char*> pairs[] = {
      {" ;", "\u202f;"}, {" !", "\u202f!"}, {" ?", "\u202f?"}, {" : ", "\u00a0: "}, {" :\n", "\u00a0:\n"}, {"« ", "«\u00a0"}, {" »", "\u00a0»"}};
  for (const auto& [from, to] : pairs)
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + 1)) text.replace(at, std::string(from).size(), to);
  return text;
}

}  // namespace

std::string student_readme(const Library& library, const Paths& paths) {
  std::string text = how_to_work;
  if (!paths.installed)
    text += fmt::format("## Lancer le kit\n\nIl n'est pas installé sur cette machine : à la place de « partage », tapez le chemin de son lanceur,\n`{}`.\n\n",
                        (paths.root / "partage").string());
  text += "## Les fichiers à compléter\n\n";
  text += "| Exercice | Fichier | Leçon |\n| --- | --- | --- |\n";
  for (const Exercise& exercise : library.exercises)
    text += fmt::format("| {} {} | `{}/{}` | {} |\n", exercise.number, exercise.title, exercise.id, exercise.file, exercise.lesson.substr(0, 2));
  text += "\nLes fichiers dont le nom porte une date sont ceux que vous avez remis à zéro : le kit les a gardés.\n";
  return set(text);
}

std::string student_gitignore() {
  return "# Propre à cette machine : le kit le réécrit.\n/compile_commands.json\n/.cache/\n"
         "# Ce que la compilation fabrique.\n*.o\na.out\nessai\n";
}

}  // namespace partage::content
