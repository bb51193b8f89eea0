// partage enonce: the statement of an exercise, and where the student's file is.
#include "cli/commands.hpp"
#include "cli/print.hpp"
#include "content/compile_commands.hpp"
#include "content/plain_text.hpp"

namespace partage::cli {

void add_statement(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("enonce", "L'énoncé d'un exercice, et où se trouve le fichier à compléter.");
  const auto name = std::make_shared<std::string>();
  command->add_option("EX", *name, "Numéro ou nom de l'exercice.")->required();
  command->callback([&context, name] {
    const content::Exercise& exercise = context.exercise(*name);
    print(content::plain_text(exercise));
    content::update_compile_commands(context.library(), context.paths());
    const std::string file = content::open_exercise(exercise, context.paths()).string();
    content::place_companions(exercise, context.paths());
    print("\nVotre fichier\u00a0: " + shown_path(file) + "\nPour le vérifier\u00a0: partage verifier " + exercise.number + "\n");
  });
}

}  // namespace partage::cli
