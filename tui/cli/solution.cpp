// partage solution: the solution of an exercise, against the student's file. It opens as it does on the screen.
#include "app/solution.hpp"

#include <fmt/format.h>

#include "app/diff.hpp"
#include "cli/commands.hpp"
#include "cli/file_watch.hpp"
#include "cli/print.hpp"
#include "cli/texts.hpp"
#include "cli/tries.hpp"
#include "content/attempts.hpp"
#include "content/progress.hpp"

namespace partage::cli {
namespace {

constexpr int kColumns = 100;

void solution(Context& context, const std::string& name) {
  const content::Exercise& exercise = context.exercise(name);
  content::Progress progress = read_progress(context.paths());
  content::ExerciseProgress& done = progress.exercises[exercise.id];
  const content::Attempts attempts = content::read_attempts(exercise.id, context.paths().state);
  const std::string left = app::before_solution(exercise, done, content::honest_attempts(attempts.all, stub_text(exercise)));
  if (!left.empty()) {
    print(paragraph(left));
    print(fmt::format("Un indice\u00a0: partage indice {0}\nUn essai\u00a0: partage verifier {0}\n", exercise.number));
    context.exit_code = 1;
    return;
  }
  const std::string text = solution_text(exercise, context.paths());
  if (!done.solution_seen) {
    done.solution_seen = true;
    write_progress(progress, context.paths());
  }
  const std::string present = file_content(content::open_exercise(exercise, context.paths())).value_or("");
  print(fmt::format("Exercice {}  {}\n\n", exercise.number, exercise.title));
  for (const app::Line& line : app::diff_lines(present, text, {"votre fichier", "la solution"}, kColumns)) print(line.text() + "\n");
}

}  // namespace

void add_solution(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("solution", "La solution, après la réussite, ou après tous les indices et trois essais.");
  const auto name = std::make_shared<std::string>();
  command->add_option("EX", *name, "Numéro ou nom de l'exercice.")->required();
  const auto text = std::make_shared<bool>(false);
  command->add_flag("--texte", *text, "En texte\u202f: c'est toujours le cas.");
  command->callback([&context, name, text] { solution(context, *name); });
}

}  // namespace partage::cli
