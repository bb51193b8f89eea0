// partage completion: the completion script of a shell, and the words that these scripts ask for.
#include "cli/completion.hpp"

#include "cli/commands.hpp"
#include "cli/print.hpp"

namespace partage::cli {
namespace {

std::string programs_of(const content::Lesson& lesson) {
  std::string text;
  for (const std::string& program : lesson.programs) text += lesson.number + "/" + program + "\t" + lesson.title + "\n";
  return text;
}

// One word a line, a tab, its title.
std::string words_asked(Context& context, const std::string& kind) {
  std::string text;
  if (kind == "exercices")
    for (const content::Exercise& exercise : context.library().exercises) text += exercise.id + "\t" + exercise.title + "\n";
  if (kind == "lecons")
    for (const content::Lesson& lesson : context.library().lessons) text += lesson.id + "\t" + lesson.title + "\n";
  if (kind == "programmes")
    for (const content::Lesson& lesson : context.library().lessons) text += lesson.id + "\t" + lesson.title + "\n" + programs_of(lesson);
  return text;
}

void complete(const CLI::App& app, Context& context, const std::string& asked) {
  const std::vector<CommandWords> commands = words_of(app);
  if (asked == "bash") return print(bash_completion(commands));
  if (asked == "zsh") return print(zsh_completion(commands));
  if (asked == "fish") return print(fish_completion(commands));
  for (const char* kind : {"exercices", "lecons", "programmes"})
    if (asked == kind) return print(words_asked(context, asked));
  throw Refusal(kUsage, "«\u00a0" + asked + "\u00a0» n'est pas un shell connu\u00a0: bash, zsh ou fish.");
}

}  // namespace

void add_completion(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("completion", "Le script qui fait compléter les commandes du kit par votre shell.");
  const auto asked = std::make_shared<std::string>();
  command->add_option("SHELL", *asked, "bash, zsh ou fish.")->required();
  command->callback([&app, &context, asked] { complete(app, context, *asked); });
}

}  // namespace partage::cli
