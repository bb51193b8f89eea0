// partage verifier: the verdict on one file. The same engine as the screen and CTest.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <optional>

#include "check/check.hpp"
#include "cli/commands.hpp"
#include "cli/file_watch.hpp"
#include "cli/follow.hpp"
#include "cli/print.hpp"
#include "cli/tries.hpp"
#include "cli/verdict_text.hpp"
#include "content/attempts.hpp"
#include "grade/text.hpp"
#include "record/json.hpp"

namespace partage::cli {
namespace {

struct Wanted {
  std::string name, source;
  std::optional<std::int64_t> seed;
  bool json = false, follow = false, text = false;
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

void tell(const record::Verdict& verdict, const content::Exercise& exercise, const Wanted& wanted, const std::vector<std::string>& repaired) {
  // Its reader may be CTest, or a portal: both take orders from what they read.
  print(wanted.json ? record::to_json_text(verdict) : grade::log_text(verdict_text(verdict, exercise, repaired)));
}

// The file itself: --source may name its folder.
std::filesystem::path followed_file(const content::Exercise& exercise, const std::filesystem::path& source) {
  std::error_code error;
  return std::filesystem::is_directory(source, error) ? source / exercise.file : source;
}

void verify_at_each_save(Context& context, const content::Exercise& exercise, check::Options options, const Wanted& wanted) {
  options.source = followed_file(exercise, options.source);
  print(fmt::format("Suit {}\u202f: enregistrez-le pour un nouveau verdict, Ctrl+C pour finir.\n", shown_path(options.source.string())));
  flush_output();
  context.exit_code = follow(exercise, options, [&](const record::Verdict& verdict, const std::string& text) {
    print(fmt::format("\n── {} ──\n", content::date_text(std::time(nullptr))));
    const bool own = wanted.source.empty();
    tell(verdict, exercise, wanted, own ? keep_try(verdict, exercise, context.paths(), text) : std::vector<std::string>{});
  });
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
  if (wanted.follow) return verify_at_each_save(context, exercise, options, wanted);
  options.bytes = file_content(followed_file(exercise, options.source));
  const record::Verdict verdict = check::verify(exercise, options);
  // Someone at a terminal who checks their own copy makes a try. A test, a script, a teacher's loop does not.
  const bool tried = wanted.source.empty() && !wanted.json && isatty(STDOUT_FILENO) == 1;
  tell(verdict, exercise, wanted, tried ? keep_try(verdict, exercise, context.paths(), options.bytes.value_or("")) : std::vector<std::string>{});
  context.exit_code = check::exit_code(verdict);
}

}  // namespace

void add_verify(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("verifier", "Compile, exécute, observe et juge un exercice.");
  const auto wanted = std::make_shared<Wanted>();
  command->add_option("EX", wanted->name, "Numéro ou nom de l'exercice.")->required();
  command->add_option("--source", wanted->source, "Le fichier à juger, ou le dossier qui le contient\u202f; sans cela, votre copie.")
      ->type_name("FICHIER|DOSSIER");
  CLI::Option* json = command->add_flag("--json", wanted->json, "Le verdict complet, pour d'autres outils.");
  command->add_flag("--texte", wanted->text, "En texte\u202f: c'est toujours le cas.")->excludes(json);
  command->add_flag("--suivre", wanted->follow, "Un verdict à chaque enregistrement du fichier, jusqu'à Ctrl+C.")->excludes(json);
  command->add_option("--graine", wanted->seed, "Refait les mêmes tirages au hasard.")->type_name("N");
  command->callback([&context, wanted] { verify(context, *wanted); });
}

}  // namespace partage::cli
