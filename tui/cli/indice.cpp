// partage indice: the next hint, counted in the progress.
#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/print.hpp"
#include "content/progress.hpp"

namespace partage::cli {
namespace {

std::string hint(const content::Exercise& exercise, std::size_t number) {
  return paragraph(fmt::format("Indice {}/{}\u00a0: {}", number, exercise.hints.size(), exercise.hints[number - 1]));
}

void give_hint(const content::Exercise& exercise, const std::filesystem::path& state) {
  content::LoadedProgress loaded = content::load_progress(state);
  if (!loaded.warning.empty()) print_error(loaded.warning);
  int& shown = loaded.progress.exercises[exercise.id].hints;
  const auto count = static_cast<int>(exercise.hints.size());
  if (shown >= count) {
    for (std::size_t number = 1; number <= exercise.hints.size(); ++number) print(hint(exercise, number));
    print("Ce sont tous les indices de cet exercice.\n");
    return;
  }
  ++shown;
  print(hint(exercise, static_cast<std::size_t>(shown)));
  if (const std::string error = content::save_progress(loaded.progress, state); !error.empty()) print_error(error);
}

}  // namespace

void add_hint(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("indice", "L'indice suivant d'un exercice, du plus vague au plus précis.");
  const auto name = std::make_shared<std::string>();
  command->add_option("EX", *name, "Numéro ou nom de l'exercice.")->required();
  command->callback([&context, name] { give_hint(context.exercise(*name), context.paths().state); });
}

}  // namespace partage::cli
