// partage remettre: the stub comes back; the student's file is kept beside it, under a name that bears the date.
#include <unistd.h>

#include <iostream>

#include "cli/commands.hpp"
#include "cli/print.hpp"

namespace partage::cli {
namespace {

bool agreed(const content::Exercise& exercise) {
  if (isatty(STDIN_FILENO) == 0)
    throw Refusal(kUsage, "Sans terminal pour vous poser la question, il faut --oui\u00a0: partage remettre " + exercise.number + " --oui");
  print("Remettre le fichier de départ de l'exercice " + exercise.number + "\u202f? Le vôtre sera gardé à côté. [o/N] ");
  flush_output();
  std::string answer;
  return std::getline(std::cin, answer) && (answer == "o" || answer == "O" || answer == "oui" || answer == "y");
}

void reset(Context& context, const std::string& name, bool yes) {
  const content::Exercise& exercise = context.exercise(name);
  if (!yes && !agreed(exercise)) {
    print("Rien n'a changé.\n");
    context.exit_code = 1;
    return;
  }
  const std::string kept = content::reset_exercise(exercise, context.paths()).string();
  print("Le fichier de départ est remis.\n");
  if (!kept.empty()) print("Le vôtre est gardé\u00a0: " + shown_path(kept) + "\n");
}

}  // namespace

void add_reset(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("remettre", "Remet le fichier de départ d'un exercice\u202f; le vôtre est gardé à côté.");
  const auto name = std::make_shared<std::string>();
  const auto yes = std::make_shared<bool>(false);
  command->add_option("EX", *name, "Numéro ou nom de l'exercice.")->required();
  command->add_flag("--oui", *yes, "Ne demande rien.");
  command->callback([&context, name, yes] { reset(context, *name, *yes); });
}

}  // namespace partage::cli
