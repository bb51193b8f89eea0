// partage essais: the former attempts at an exercise; one of them against the student's file, and bringing one back.
#include <fmt/format.h>

#include <algorithm>

#include "app/attempts.hpp"
#include "app/diff.hpp"
#include "cli/commands.hpp"
#include "cli/file_watch.hpp"
#include "cli/print.hpp"
#include "content/attempts.hpp"

namespace partage::cli {
namespace {

constexpr int kColumns = 100;

struct Wanted {
  std::string name;
  int shown = 0, restored = 0;
  bool text = false;
};

const content::Attempt& attempt_numbered(const std::vector<content::Attempt>& all, int number, const content::Exercise& exercise) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const content::Attempt& one) { return one.number == number; });
  if (found != all.end()) return *found;
  throw Refusal(kUsage, fmt::format("L'essai {} n'est pas gardé. «\u00a0partage essais {}\u00a0» donne la liste.", number, exercise.number));
}

void list(const std::vector<content::Attempt>& all, const content::Exercise& exercise) {
  if (all.empty()) {
    print(paragraph(fmt::format("Exercice {}\u00a0: aucun essai n'est encore gardé. Chaque verdict garde le fichier qu'il a jugé.", exercise.number)));
    return;
  }
  print(fmt::format("Exercice {}  {}\n", exercise.number, exercise.title));
  for (const content::Attempt& one : all)
    print(fmt::format("{:4}  {}  {}\n", one.number, content::date_text(one.time), app::attempt_words(one)));
  print(fmt::format("\nEn voir un\u00a0: partage essais {0} --montrer N\nLe reprendre\u00a0: partage essais {0} --reprendre N\n", exercise.number));
}

void show(const content::Attempt& one, const content::Exercise& exercise, const content::Paths& paths) {
  const std::string present = file_content(content::open_exercise(exercise, paths)).value_or("");
  print(fmt::format("Essai {}  {}\n{}\n\n", one.number, content::date_text(one.time), app::attempt_words(one)));
  for (const app::Line& line : app::diff_lines(present, one.text, {"votre fichier", fmt::format("essai {}", one.number)}, kColumns))
    print(line.text() + "\n");
}

void restore(const content::Attempt& one, const content::Exercise& exercise, const content::Paths& paths) {
  const std::string kept = content::replace_exercise(exercise, paths, one.text).string();
  if (kept.empty()) return print(fmt::format("Votre fichier est déjà celui de l'essai {}.\n", one.number));
  print(fmt::format("Votre fichier est celui de l'essai {}.\nLe précédent est gardé\u00a0: {}\n", one.number, shown_path(kept)));
}

void attempts(Context& context, const Wanted& wanted, bool shows, bool restores) {
  const content::Exercise& exercise = context.exercise(wanted.name);
  const content::Attempts read = content::read_attempts(exercise.id, context.paths().state);
  if (!read.warning.empty()) print_error(read.warning);
  if (!shows && !restores) return list(read.all, exercise);
  const content::Attempt& one = attempt_numbered(read.all, shows ? wanted.shown : wanted.restored, exercise);
  if (shows) show(one, exercise, context.paths());
  else restore(one, exercise, context.paths());
}

}  // namespace

void add_attempts(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("essais", "Vos essais d'un exercice\u00a0: les revoir, en reprendre un.");
  const auto wanted = std::make_shared<Wanted>();
  command->add_option("EX", wanted->name, "Numéro ou nom de l'exercice.")->required();
  CLI::Option* shown = command->add_option("--montrer", wanted->shown, "Compare l'essai N à votre fichier.")->type_name("N");
  CLI::Option* restored =
      command->add_option("--reprendre", wanted->restored, "Remet l'essai N dans votre fichier\u202f; le vôtre est gardé à côté.")->type_name("N");
  restored->excludes(shown);
  command->add_flag("--texte", wanted->text, "En texte\u202f: c'est toujours le cas.");
  command->callback([&context, wanted, shown, restored] { attempts(context, *wanted, shown->count() > 0, restored->count() > 0); });
}

}  // namespace partage::cli
