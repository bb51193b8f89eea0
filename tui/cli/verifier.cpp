// partage verifier: the verdict on one file. The same engine as the screen and CTest.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <optional>

#include "check/check.hpp"
#include "cli/commands.hpp"
#include "cli/print.hpp"
#include "cli/verdict_text.hpp"
#include "content/progress.hpp"
#include "grade/text.hpp"
#include "record/json.hpp"

namespace partage::cli {
namespace {

struct Wanted {
  std::string name, source;
  std::optional<std::int64_t> seed;
  bool json = false;
};

void require_compiled_check(const content::Exercise& exercise) {
  const std::vector<std::string> known = check::compiled_checks();
  if (std::find(known.begin(), known.end(), exercise.id) == known.end())
    throw Refusal(kCannot, fmt::format("Le contrôle de l'exercice {} n'est pas dans ce programme. Reconstruisez le kit\u00a0: ./partage",
                                       exercise.id));
}

std::filesystem::path source_of(const content::Exercise& exercise, const Wanted& wanted, const content::Paths& paths) {
  if (wanted.source.empty()) return content::open_exercise(exercise, paths);
  std::error_code error;
  if (!std::filesystem::exists(wanted.source, error)) throw Refusal(kUsage, wanted.source + "\u00a0: ce fichier ou ce dossier n'existe pas.");
  return wanted.source;
}

// Someone at a terminal who checks their own copy makes a try. A test, a script, a teacher's loop does not.
void count_try(const record::Verdict& verdict, const content::Paths& paths) {
  if (verdict.outcome == record::Outcome::could_not_judge) return;
  content::LoadedProgress loaded = content::load_progress(paths.state);
  if (!loaded.warning.empty()) print_error(loaded.warning);
  content::ExerciseProgress& progress = loaded.progress.exercises[verdict.exercise];
  ++progress.attempts;
  const bool passed = verdict.outcome == record::Outcome::passed;
  progress.passed = progress.passed || passed;
  progress.last_code = passed || !verdict.diagnosis ? "" : verdict.diagnosis->code;
  if (const std::string error = content::save_progress(loaded.progress, paths.state); !error.empty()) print_error(error);
}

void verify(Context& context, const Wanted& wanted) {
  const content::Exercise& exercise = context.exercise(wanted.name);
  require_compiled_check(exercise);
  check::Options options;
  options.source = source_of(exercise, wanted, context.paths());
  if (wanted.seed && *wanted.seed < 0)
    throw Refusal(kUsage, "--graine\u00a0: il faut un entier positif, et non " + std::to_string(*wanted.seed) + ".");
  if (wanted.seed) options.seed = static_cast<std::uint64_t>(*wanted.seed);
  options.keep_recording = wanted.json;
  const record::Verdict verdict = check::verify(exercise, options);
  // Its reader may be CTest, or a portal: both take orders from what they read.
  print(wanted.json ? record::to_json_text(verdict) : grade::log_text(verdict_text(verdict, exercise)));
  if (wanted.source.empty() && !wanted.json && isatty(STDOUT_FILENO) == 1) count_try(verdict, context.paths());
  context.exit_code = check::exit_code(verdict);
}

}  // namespace

void add_verify(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("verifier", "Compile, exécute, observe et juge un exercice.");
  const auto wanted = std::make_shared<Wanted>();
  command->add_option("EX", wanted->name, "Numéro ou nom de l'exercice.")->required();
  command->add_option("--source", wanted->source, "Le fichier à juger, ou le dossier qui le contient\u202f; sans cela, votre copie.")
      ->type_name("FICHIER|DOSSIER");
  command->add_flag("--json", wanted->json, "Le verdict complet, pour d'autres outils.");
  command->add_option("--graine", wanted->seed, "Refait les mêmes tirages au hasard.")->type_name("N");
  command->callback([&context, wanted] { verify(context, *wanted); });
}

}  // namespace partage::cli
