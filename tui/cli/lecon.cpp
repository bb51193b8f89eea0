// partage lecon: one lesson as linear text.
#include "cli/commands.hpp"
#include "cli/print.hpp"
#include "content/plain_text.hpp"

namespace partage::cli {

void add_lesson(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("lecon", "Une leçon en texte\u00a0: ni couleur, ni cadre.");
  const auto name = std::make_shared<std::string>();
  command->add_option("NN", *name, "Numéro ou nom de la leçon.")->required();
  // Text is all that this command knows; the flag says it, and leaves room for other forms.
  command->add_flag("--texte")->description("En texte (c'est le cas de toute façon).");
  command->callback([&context, name] { print(content::plain_text(context.lesson(*name))); });
}

}  // namespace partage::cli
