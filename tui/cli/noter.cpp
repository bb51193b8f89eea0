// partage noter: a class, from what was handed in to marks.
#include "cli/noter.hpp"

#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <thread>

#include "check/check.hpp"
#include "cli/commands.hpp"
#include "cli/print.hpp"
#include "grade/bareme.hpp"
#include "grade/class.hpp"
#include "grade/ctest.hpp"
#include "grade/feedback.hpp"
#include "grade/junit.hpp"
#include "grade/moodle_csv.hpp"
#include "grade/notes_csv.hpp"
#include "grade/order.hpp"
#include "grade/page.hpp"
#include "grade/portal.hpp"
#include "grade/report_words.hpp"
#include "grade/results_json.hpp"
#include "grade/similarity.hpp"
#include "grade/text.hpp"
#include "sandbox/sandbox.hpp"

namespace partage::cli {
namespace {

namespace fs = std::filesystem;

constexpr int kNotAll = 1;

struct Wanted {
  std::string rendus, notes, bareme, moodle = "fr";
  std::optional<std::string> exercises;
  std::optional<int> jobs;
  bool weak = false, again = false, comma = false, prepare = false, annotation = false, similar = false;
};

volatile sig_atomic_t interrupted = 0;

// The first signal ends the grading cleanly; the next one does what it always does.
void watch_signals() {
  struct sigaction action {};
  action.sa_handler = [](int) { interrupted = 1; };
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) sigaction(number, &action, nullptr);
}

sandbox::Tier tier_for(const Wanted& wanted) {
  const sandbox::Capabilities& machine = sandbox::capabilities();
  if (machine.best == sandbox::Tier::none || !machine.ptrace)
    throw Refusal(kCannot, "Cette machine ne permet pas d'exécuter le code d'un étudiant. «\u00a0partage environnement\u00a0» dit ce qui manque.");
  if (machine.best == sandbox::Tier::lite && !wanted.weak)
    throw Refusal(kCannot, fmt::format("L'isolation forte est refusée ici ({}), et noter le code des autres la demande.\n"
                                       "«\u00a0partage environnement\u00a0» dit comment l'obtenir\u202f; --accepter-isolation-faible s'en passe.",
                                       machine.why_not_namespaces));
  try {
    const sandbox::Scratch scratch;  // or else each verdict would say it, after an hour
  } catch (const std::exception& error) {
    throw Refusal(kCannot, error.what());
  }
  return machine.best;
}

void require_compiled_checks(const std::vector<content::Exercise>& exercises) {
  const std::vector<std::string> known = check::compiled_checks();
  for (const content::Exercise& exercise : exercises)
    if (std::find(known.begin(), known.end(), exercise.id) == known.end())
      throw Refusal(kCannot, fmt::format("Le contrôle de l'exercice {} n'est pas dans ce programme. Reconstruisez le kit\u00a0: ./partage", exercise.id));
}

std::vector<grade::Expected> expected(Context& context, const std::vector<content::Exercise>& exercises, const Wanted& wanted) {
  std::map<std::string, double> points;
  try {
    if (!wanted.bareme.empty()) points = grade::read_bareme(wanted.bareme, context.library());
  } catch (const content::ContentError& error) {
    throw Refusal(kUsage, std::string("ce barème est refusé.\n") + error.what());
  }
  std::vector<grade::Expected> all;
  double sum = 0;
  for (const content::Exercise& one : exercises) {
    const auto own = points.find(one.id);
    all.push_back({one.id, one.number, one.title, one.file, one.lesson, own == points.end() ? one.points : own->second});
    sum += all.back().points;
  }
  if (sum <= 0) throw Refusal(kUsage, "Aucun des exercices à noter ne vaut de points\u00a0: relisez le barème.");
  return all;
}

void say_defaults(const std::vector<grade::Expected>& all, Context& context, const Wanted& wanted) {
  if (wanted.bareme.empty()) return;
  const auto points = grade::read_bareme(wanted.bareme, context.library());
  std::string absent;
  for (const grade::Expected& one : all)
    if (!points.contains(one.id)) absent += fmt::format("{}{} ({})", absent.empty() ? "" : ", ", one.number, grade::points_text(one.points));
  if (!absent.empty()) print(paragraph("Absents du barème, ils gardent les points de leur description\u00a0: " + absent + "."));
}

int jobs(const Wanted& wanted) {
  if (!wanted.jobs) return static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  if (*wanted.jobs < 1 || *wanted.jobs > 1024) throw Refusal(kUsage, "-j\u00a0: il faut un nombre de 1 à 1024.");
  return *wanted.jobs;
}

// Gives false when the class was not run to its end.
bool run_tests(const grade::Plan& plan, const grade::NotesFolder& notes, const Wanted& wanted) {
  const std::vector<grade::TestIndex> left = grade::to_do(plan, notes);
  const std::size_t all = plan.students.size() * plan.exercises.size();
  const std::size_t done = all - left.size();
  if (done > 0) print_error(fmt::format("{} sur {} {}.", grade::counted(done, "verdict"), all, done > 1 ? "sont déjà écrits" : "est déjà écrit"));
  if (left.empty()) return true;
  grade::CTestRun run;
  run.folder = notes.path() / "ctest";
  run.jobs = jobs(wanted);
  for (const grade::TestIndex index : left) run.tests.push_back(index + 1);
  ProgressLine progress("Jugés", left.size());
  run.progress = [&](std::size_t now) { progress.at(now); };
  run.idle = [&] { progress.tick(); };
  run.stop = [] { return interrupted != 0; };
  const grade::CTestEnd end = grade::run_ctest(run);
  if (!end.started) throw Refusal(kCannot, "ctest est introuvable\u00a0: installez CMake.");
  if (!end.trouble.empty()) print_error("ctest s'est arrêté\u00a0: " + end.trouble);
  return !end.stopped && end.trouble.empty();
}

// The file that a mark is about, in the copy that was judged.
std::optional<std::string> judged_text(const grade::Results& results, const grade::NotesFolder& notes, const grade::Mark& mark) {
  for (const grade::Expected& one : results.exercises)
    if (one.id == mark.exercise) return grade::read_file(notes.work(mark.student, one.id) / one.file, 1u << 20);
  return std::nullopt;
}

// All that could be written is; what could not is said.
bool write_reports(const grade::Results& results, const grade::Plan& plan, const grade::NotesFolder& notes, const Wanted& wanted,
                   const std::optional<grade::Similarities>& similar) {
  std::map<fs::path, int> failed;
  const auto put = [&](const fs::path& name, const std::string& text) {
    if (const int error = grade::write_file(notes.path() / name, text); error != 0) failed[name] = error;
  };
  put("notes.csv", grade::notes_csv(results, wanted.comma ? ',' : '.'));
  put("notes.json", grade::to_json_text(results));
  put("moodle.csv", grade::moodle_csv(results, wanted.moodle == "en" ? grade::MoodleLanguage::english : grade::MoodleLanguage::french));
  put("junit.xml", grade::junit_xml(results));
  put("index.html", grade::index_html(results, [&](const grade::Mark& mark) { return judged_text(results, notes, mark); },
                                      similar ? &*similar : nullptr));
  if (similar) put("similarites.json", grade::to_json_text(*similar));
  if (similar) put("similarites.txt", grade::to_text(*similar, plan));
  for (const char* name : {"similarites.json", "similarites.txt"})  // of an earlier grading: no longer about this one
    if (!similar) unlink((notes.path() / name).c_str());
  if (const int error = grade::make_folder(notes.path() / "commentaires"); error != 0) failed["commentaires"] = error;
  for (std::size_t i = 0; i < results.students.size() && !failed.contains("commentaires"); ++i)
    put(fs::path("commentaires") / grade::feedback_file(results.students[i]), grade::feedback(results, i));
  std::size_t said = 0;
  for (const auto& [name, error] : failed)
    if (++said <= 5) print_error(fmt::format("{} n'a pas pu être écrit\u00a0: {}.", name.string(), grade::error_words(error)));
  if (said > 5) print_error(said == 6 ? "… et un autre fichier." : fmt::format("… et {} autres fichiers.", said - 5));
  return failed.empty();
}

grade::Plan plan_class(Context& context, const Wanted& wanted, grade::NotesFolder& notes, sandbox::Tier tier,
                       const std::vector<content::Exercise>& exercises, const std::vector<grade::Expected>& points) {
  std::error_code error;
  const grade::Unpacking how{fs::read_symlink("/proc/self/exe", error), tier};
  const grade::HandedIn handed(wanted.rendus, notes.path(), context.library().exercises, how, wanted.annotation);
  if (handed.one_student() && !wanted.annotation) print_error("RENDUS est le dossier d'un seul étudiant\u00a0: la classe n'a que lui.");
  ProgressLine progress("Rendus copiés", handed.count());
  grade::Plan plan = grade::make_plan(handed, notes, exercises, points, [&](std::size_t done) { progress.at(done); });
  plan.accept_weak_isolation = wanted.weak;
  return plan;
}

// What is no class leaves no folder of notes behind it.
grade::Plan plan_or_leave_nothing(Context& context, const Wanted& wanted, grade::NotesFolder& notes, sandbox::Tier tier,
                                  const std::vector<content::Exercise>& exercises, const std::vector<grade::Expected>& points, bool made) {
  try {
    return plan_class(context, wanted, notes, tier, exercises, points);
  } catch (const grade::NoClass&) {
    std::error_code ignored;
    if (made) fs::remove_all(notes.path(), ignored);
    throw;
  }
}

std::string written_words(const grade::Results& results, const fs::path& notes, bool similar) {
  std::string text = paragraph(shown_path(notes.string()) + "\u00a0: index.html, notes.csv, moodle.csv, junit.xml, notes.json, commentaires/" +
                               (similar ? ", similarites.txt" : ""));
  const std::size_t without = grade::unmatched(results);
  if (without > 0 && without < results.students.size())  // a class that does not come from Moodle has nothing to hear
    text += paragraph(fmt::format("{}, sans numéro de Moodle dans le nom du dossier, sans ligne dans moodle.csv.", grade::counted(without, "étudiant")));
  if (const std::string shared = grade::shared_numbers(results); !shared.empty())
    text += paragraph("Plusieurs rendus ont le même numéro de Moodle, et sont absents de moodle.csv\u00a0: " + shared + ". Ne laissez que le bon parmi les rendus.");
  return text;
}

// What a teacher does next, when not all was done.
std::string next_words(const Wanted& wanted, bool ended, bool written) {
  if (!ended && wanted.again)
    return "La notation n'est pas allée à son terme\u00a0: relancez la même commande sans --refaire, et rien de ce qui est jugé n'est refait.";
  if (!ended) return "La notation n'est pas allée à son terme\u00a0: relancez la même commande, rien de ce qui est jugé n'est refait.";
  return written ? "" : "Tout n'a pas pu être écrit\u00a0: une fois la cause ôtée, relancez la même commande\u202f; rien de ce qui est jugé n'est refait.";
}

// Nothing when they are not asked for, or cannot be compared: that is said.
std::optional<grade::Similarities> similarities(const grade::Plan& plan, const grade::NotesFolder& notes, const Wanted& wanted, sandbox::Tier tier) {
  if (!wanted.similar) return std::nullopt;
  if (!grade::can_compare()) {
    print_error("sim_c est absent\u00a0: les ressemblances ne sont pas cherchées (Debian, Ubuntu\u00a0: apt install similarity-tester).");
    return std::nullopt;
  }
  ProgressLine progress("Exercices comparés", plan.exercises.size());
  return grade::compare(plan, notes, tier, [&](std::size_t done) { progress.at(done); });
}

void conclude(Context& context, const grade::Plan& plan, const grade::NotesFolder& notes, const Wanted& wanted, bool ended,
              const std::optional<grade::Similarities>& similar) {
  const grade::Results results = grade::in_order(grade::join(plan, notes, PARTAGE_VERSION));
  const bool written = write_reports(results, plan, notes, wanted, similar);
  if (wanted.annotation) {  // what was not reached is not judged: then there is no line
    context.exit_code = annotate(results);
    return;
  }
  print(summary(results, ended));
  if (const std::string next = next_words(wanted, ended, written); !next.empty()) print("\n" + paragraph(next));
  if (written) print("\n" + written_words(results, notes.path(), similar.has_value()));
  context.exit_code = ended && written && grade::flawless(results) ? 0 : kNotAll;
}

void refuse_places(const Wanted& wanted) {
  std::error_code error;
  if (!fs::exists(wanted.rendus, error)) throw Refusal(kUsage, "«\u00a0" + grade::readable(wanted.rendus) + "\u00a0»\u00a0: ce dossier ou cette archive n'existe pas.");
  const fs::path rendus = fs::weakly_canonical(wanted.rendus, error), notes = fs::weakly_canonical(wanted.notes, error);
  if (!rendus.empty() && std::mismatch(notes.begin(), notes.end(), rendus.begin(), rendus.end()).first == notes.end())
    throw Refusal(kUsage, "--sortie\u00a0: les notes ne peuvent pas être écrites là où sont les rendus. Donnez un autre dossier.");
}

void grade_class(Context& context, const Wanted& wanted) {
  refuse_places(wanted);
  const std::vector<content::Exercise> exercises = wanted.exercises ? exercises_named(context, *wanted.exercises) : context.library().exercises;
  const std::vector<grade::Expected> points = expected(context, exercises, wanted);
  require_compiled_checks(exercises);
  jobs(wanted);
  const sandbox::Tier tier = tier_for(wanted);
  std::error_code error;
  const bool made = !fs::exists(wanted.notes, error);
  grade::NotesFolder notes = grade::NotesFolder::open_or_make(wanted.notes);
  const grade::Plan plan = plan_or_leave_nothing(context, wanted, notes, tier, exercises, points, made);
  if (const int failed = grade::write_test_list(plan, notes, fs::read_symlink("/proc/self/exe", error)); failed != 0)
    throw Refusal(kCannot, "La liste des tests n'a pas pu être écrite\u00a0: " + grade::error_words(failed) + ".");
  if (!wanted.annotation) say_defaults(points, context, wanted);
  if (wanted.again) grade::forget_records(plan, notes);
  if (wanted.prepare) {
    const std::size_t tests = plan.students.size() * plan.exercises.size();
    print(fmt::format("{} {}\u00a0: ctest --test-dir {}\n", grade::counted(tests, "test"), tests > 1 ? "sont prêts" : "est prêt",
                      shown_path((notes.path() / "ctest").string())));
    context.exit_code = plan.problems.empty() ? 0 : kNotAll;
    return;
  }
  watch_signals();
  const bool ended = run_tests(plan, notes, wanted);
  conclude(context, plan, notes, wanted, ended, ended ? similarities(plan, notes, wanted, tier) : std::nullopt);
}

void refuse_or_grade(Context& context, const Wanted& wanted) {
  try {
    grade_class(context, wanted);
  } catch (const grade::NoClass& reason) {
    throw Refusal(kUsage, reason.what());
  } catch (const grade::NoNotes& reason) {
    throw Refusal(kUsage, reason.what());
  }
}

// For a portal: the notes last as long as the command, unless --sortie keeps them. Whatever stopped it is said in words that
// no portal takes for an order.
void grade_for_portal(Context& context, Wanted wanted) {
  const PassingFolder folder;
  if (wanted.notes.empty()) wanted.notes = (folder.path() / "notes").string();
  context.exit_code = kNotAll;
  try {
    refuse_or_grade(context, wanted);
  } catch (const Refusal& refusal) {
    throw Refusal(refusal.code, grade::portal_words(refusal.what()));
  } catch (const std::exception& error) {
    throw Refusal(kCannot, grade::portal_words(error.what()));
  }
}

void grade_or_annotate(Context& context, const Wanted& wanted) {
  if (wanted.annotation && !wanted.prepare) return grade_for_portal(context, wanted);
  if (wanted.annotation) throw Refusal(kUsage, "--annotation et --preparer ne vont pas ensemble.");
  if (wanted.notes.empty()) throw Refusal(kUsage, "Il manque --sortie\u00a0: le dossier des notes.");
  refuse_or_grade(context, wanted);
}

std::string cut(std::string& list, char separator) {
  const std::size_t end = std::min(list.find(separator), list.size());
  std::string first = list.substr(0, end);
  list.erase(0, std::min(end + 1, list.size()));
  return first;
}

}  // namespace

std::vector<content::Exercise> exercises_named(Context& context, const std::string& list) {
  const std::vector<content::Exercise>& all = context.library().exercises;
  std::set<std::string> wanted;
  std::string rest = list;
  std::erase_if(rest, [](char c) { return c == ' '; });  // "01, 07"
  while (!rest.empty()) {
    std::string last = cut(rest, ',');
    if (last.starts_with('-') || last.ends_with('-'))
      throw Refusal(kUsage, fmt::format("--exercices\u00a0: à «\u00a0{}\u00a0» il manque un numéro\u202f; une suite s'écrit 08-12.", last));
    const bool range = last.find('-') != std::string::npos;
    const std::string first = cut(last, '-');
    const std::string low = context.exercise(first).id, high = range ? context.exercise(last).id : low;
    if (high < low) throw Refusal(kUsage, fmt::format("--exercices\u00a0: «\u00a0{}-{}\u00a0» va à l'envers.", first, last));
    for (const content::Exercise& one : all)
      if (one.id >= low && one.id <= high) wanted.insert(one.id);
  }
  std::vector<content::Exercise> chosen;
  for (const content::Exercise& one : all)
    if (wanted.contains(one.id)) chosen.push_back(one);
  if (chosen.empty()) throw Refusal(kUsage, "--exercices\u00a0: cette liste est vide.");
  return chosen;
}

void add_grade(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("noter", "Note une classe\u00a0: un dossier ou une archive par étudiant, un verdict par exercice.");
  const auto wanted = std::make_shared<Wanted>();
  command->add_option("RENDUS", wanted->rendus, "Le dossier, ou l'archive, qui contient les rendus\u00a0: clones, dossiers de fichiers .c, "
                                                "archives, ou ce que Moodle donne.")->required();
  command->add_option("--sortie", wanted->notes, "Le dossier des notes\u202f; le même, pour reprendre.")->type_name("NOTES");
  command->add_option("--exercices", wanted->exercises, "Ceux qui sont notés (01,08-12)\u202f; tous, sans cela.")->type_name("LISTE");
  command->add_option("--bareme", wanted->bareme, "Les points de chaque exercice, une ligne «\u00a008 = 3\u00a0» chacun\u202f; ceux qui n'y sont "
                                                  "pas gardent les points de leur description.")->type_name("FICHIER");
  command->add_option("-j", wanted->jobs, "Contrôles à la fois\u202f; un par cœur, sans cela.")->type_name("N");
  command->add_flag("--virgule", wanted->comma, "La virgule décimale dans notes.csv.");
  command->add_option("--moodle", wanted->moodle, "La langue dans laquelle vous voyez Moodle, pour moodle.csv\u00a0: fr ou en.")
      ->type_name("LANGUE")->check(CLI::IsMember({"fr", "en"}).description(""));
  command->add_flag("--refaire", wanted->again, "Juge à nouveau ce qui l'est déjà.");
  command->add_flag("--preparer", wanted->prepare, "S'arrête avant de juger\u00a0: les tests sont prêts pour ctest.");
  command->add_flag("--annotation", wanted->annotation, "RENDUS est le dépôt d'un étudiant, dans l'intégration continue\u00a0: écrit la ligne de "
                                                        "note que lit le portail, et rien d'autre sur la sortie standard.");
  command->add_flag("--similarites", wanted->similar, "Cherche aussi les rendus qui se ressemblent (similarites.txt, index.html)\u202f; demande sim_c.");
  command->add_flag("--accepter-isolation-faible", wanted->weak, "Note même là où l'isolation forte est refusée.");
  command->callback([&context, wanted] { grade_or_annotate(context, *wanted); });
}

}  // namespace partage::cli
