// The hidden commands of grading: noter-un is what each test of CTest runs; noter-deballer opens an archive in the sandbox.
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "cli/commands.hpp"
#include "cli/print.hpp"
#include "cli/verdict_text.hpp"
#include "grade/judge.hpp"
#include "grade/text.hpp"
#include "grade/unpack.hpp"

namespace partage::cli {
namespace {

struct Wanted {
  std::string notes, student, exercise;
  bool weak = false;
};

// Only that exercise is read: the whole content, for each of thousands of tests, would take longer than some verdicts.
content::Exercise exercise_of(Context& context, const std::string& id) {
  if (id.find('/') != std::string::npos) throw Refusal(kUsage, "Cet exercice n'existe pas.");
  return content::load_exercise(context.paths().root / "exercises" / id);
}

std::string words(const grade::Judged& judged, const content::Exercise& exercise) {
  std::string text = judged.again ? "(verdict déjà écrit)\n" : "";
  if (judged.record.verdict) text += verdict_text(*judged.record.verdict, exercise);
  else text += "Exercice " + exercise.number + "  " + exercise.title + "\n";
  if (!judged.record.reason.empty()) text += judged.record.reason + "\n";
  if (!judged.trouble.empty()) text += judged.trouble + "\n";
  return grade::log_text(text);
}

bool names_a_student(const std::string& word) {
  return word.size() > 1 && word[0] == 's' && word.find_first_not_of("0123456789", 1) == std::string::npos;
}

void judge_one(Context& context, const Wanted& wanted) {
  // Neither ctest's end nor the teacher's leaves a verification behind.
  const pid_t parent = getppid();
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(kCannot);
  if (!names_a_student(wanted.student)) throw Refusal(kUsage, "Cet étudiant n'existe pas.");
  try {
    const grade::NotesFolder notes = grade::NotesFolder::open_existing(wanted.notes);
    const content::Exercise exercise = exercise_of(context, wanted.exercise);
    const grade::Judged judged = grade::judge(notes, wanted.student, exercise, wanted.weak);
    print(words(judged, exercise));
    context.exit_code = grade::exit_code(judged);
  } catch (const grade::NoNotes& reason) {
    throw Refusal(kUsage, reason.what());
  }
}

}  // namespace

void add_grade_one(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("noter-un", "Un contrôle d'une classe, comme CTest le lance.")->group("");
  const auto wanted = std::make_shared<Wanted>();
  command->add_option("NOTES", wanted->notes, "Le dossier des notes.")->required();
  command->add_option("ETUDIANT", wanted->student, "Son identifiant.")->required();
  command->add_option("EXERCICE", wanted->exercise, "Le dossier de l'exercice.")->required();
  command->add_flag("--accepter-isolation-faible", wanted->weak, "Comme pour noter.");
  command->callback([&context, wanted] { judge_one(context, *wanted); });
}

void add_unpack(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("noter-deballer", "Ouvre une archive dans le bac à sable.")->group("");
  const auto limits = std::make_shared<std::vector<std::uint64_t>>();
  command->add_option("LIMITES", *limits, "Cinq nombres.")->required()->expected(5);
  command->callback([&context, limits] { context.exit_code = grade::unpack_here(grade::limits_of(*limits)); });
}

}  // namespace partage::cli
