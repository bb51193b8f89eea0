#include "grade/reports_class.hpp"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>

#include "grade/junit.hpp"
#include "grade/moodle_csv.hpp"
#include "grade/notes_csv.hpp"
#include "grade/page.hpp"
#include "grade/portal.hpp"
#include "grade/results_json.hpp"
#include "grade/similarity.hpp"
#include "grade/text.hpp"

namespace partage::grade_tests {
namespace {

using grade::Mark;
using grade::Results;
using grade::State;

constexpr std::array<std::array<const char*, 3>, 16> kExercises{{{"01", "isolation", "Chacun chez soi"},
                                                                 {"02", "tube", "Passer par le tube"},
                                                                 {"03", "portable", "Sans une erreur ni un avertissement"},
                                                                 {"04", "reserver", "Réserver une zone"},
                                                                 {"05", "fenetre", "Une fenêtre sur un fichier"},
                                                                 {"06", "fermer_fenetre", "Fermer la fenêtre"},
                                                                 {"07", "zero", "La source de zéros"},
                                                                 {"08", "create_shared_memory", "La fonction du cours"},
                                                                 {"09", "bulletins", "Dépouiller les bulletins"},
                                                                 {"10", "charger", "Charger un fichier"},
                                                                 {"11", "lier", "Lier un fichier"},
                                                                 {"12", "majuscules", "En majuscules, sur place"},
                                                                 {"13", "agrandir", "Agrandir un fichier"},
                                                                 {"14", "sommer", "Sommer un grand fichier"},
                                                                 {"15", "tableau_commun", "Un tableau commun"},
                                                                 {"16", "rendre", "Rendre la mémoire"}}};
constexpr std::array<const char*, 12> kNames{"Lovelace", "Noël",     "Ångström", "Dupont-Œuvré", "N'Diaye", "Hopper",
                                             "Çelik",    "Ibn Rušd", "Nguyễn",   "García",       "Le Gall", "Turing"};
constexpr std::array<const char*, 9> kFirst{"Ada", "Zoé", "Éléonore", "Jean-Baptiste", "Aïcha", "Grace", "Emre", "Hữu", "María"};
constexpr std::array<std::array<const char*, 3>, 6> kMistakes{
    {{"prive", "La projection est privée là où elle doit être partagée.", "Le fils a bien écrit, mais dans sa copie : le père ne la voit jamais."},
     {"null", "L'échec de mmap est comparé à NULL.", "Quand mmap échoue, elle rend MAP_FAILED, qui n'est pas NULL."},
     {"fuite", "La zone n'est jamais rendue.", "Au retour de la fonction, maps contient encore la zone."},
     {"taille", "La taille demandée n'est pas celle qu'il faut.", "Il manque la dernière page : l'écriture y a reçu SIGBUS."},
     {"attente", "Le père lit sans attendre le fils.", "Aucun appel à wait ni à waitpid ne précède la lecture."},
     {"boucle", "Le programme ne se termine pas.", "Il a été arrêté au bout de 5 secondes."}}};

std::vector<grade::Expected> exercises(std::size_t count) {
  std::vector<grade::Expected> result;
  for (std::size_t i = 0; i < count; ++i) {
    const auto& [number, file, title] = kExercises[i];
    result.push_back({fmt::format("{}_{}", number, file), number, title, fmt::format("{}.c", file), fmt::format("{}_lecon", number), i % 4 == 3 ? 1.5 : 1});
  }
  return result;
}

record::Verdict failed(const grade::Expected& exercise, std::size_t mistake) {
  record::Verdict verdict;
  verdict.exercise = exercise.id;
  verdict.outcome = record::Outcome::failed;
  verdict.isolation = "espaces de noms";
  const auto& [code, title, why] = kMistakes[mistake];
  const std::string full = mistake == 5 ? "G-boucle" : fmt::format("E{}-{}", exercise.number, code);
  verdict.diagnosis = record::Diagnosis{full, title, why, {exercise.file, 14, "f"}, {}, exercise.lesson};
  verdict.diagnosis->evidence = {{"père", "mmap(NULL, 4096, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = …94000", {exercise.file, 14, "f"}},
                                 {"fils", "écrit 7291 en …94000, dans sa copie (rw-p)", {}}};
  verdict.output = "père : 0\nfils : 7291\n";
  verdict.elapsed_ns = 71'000'000;
  return verdict;
}

Mark mark(const grade::Student& student, const grade::Expected& exercise, std::mt19937& random) {
  Mark result{student.id, exercise.id, State::passed, 0, exercise.points, "", exercise.file, std::nullopt, 70'000'000, "2026-11-24T16:40:03+01:00"};
  const auto draw = random() % 100;
  if (draw < 68) {
    result.points = exercise.points;
    result.verdict.emplace();
    result.verdict->outcome = record::Outcome::passed;
    if (draw < 4) result.verdict->advice = {{"E-conseil", "munmap rend la zone plus tôt.", "Rien ne fuit, mais la zone vit jusqu'à la fin.", {}, {}, ""}};
  } else if (draw < 92) {
    result.state = State::failed;
    result.verdict = failed(exercise, random() % kMistakes.size());
  } else {
    result.state = draw < 99 ? State::missing : State::not_judged;
    result.reason = draw < 99 ? fmt::format("{} n'a pas été rendu.", exercise.file) : "La machine n'avait plus de mémoire.";
    result.elapsed_ns = 0;
  }
  return result;
}

std::string of(std::size_t index) { return hostile_words()[index % hostile_words().size()]; }

record::Verdict hostile_verdict(std::size_t index) {
  record::Verdict verdict;
  verdict.outcome = record::Outcome::failed;
  verdict.diagnosis = record::Diagnosis{"E08-prive", of(index), of(index + 1), {of(index + 2), 3, of(index + 3)}, {}, "07_lecon"};
  for (std::size_t i = 0; i < hostile_words().size(); ++i) verdict.diagnosis->evidence.push_back({of(i), of(i + 1), {of(i + 2), 4, ""}});
  verdict.compiler = {{of(index + 4), 3, 1, "erreur", of(index + 5), of(index + 6) + "\n  ^", of(index + 7)}};
  for (std::size_t i = 0; i < hostile_words().size(); ++i) verdict.output += of(i) + "\n";
  verdict.output += std::string(index == 0 ? 1u << 20 : 9000, '<') + "\n\n::notice title=GRADE::99/99\r\n\r::stop-commands::x\n";
  return verdict;
}

}  // namespace

Results ordinary_class(std::size_t students, std::size_t exercise_count) {
  std::mt19937 random(20'261'124);
  Results results;
  results.kit = "0.1.0";
  results.date = "2026-11-24T16:40:03+01:00";
  results.isolation = "espaces de noms";
  results.exercises = exercises(exercise_count);
  for (std::size_t i = 0; i < students; ++i) {
    const std::string name = fmt::format("{} {}", kNames[i % kNames.size()], kFirst[(i / kNames.size() + i) % kFirst.size()]);
    results.students.push_back({fmt::format("s{:03}", i + 1), name, fmt::format("{}_{}_assignsubmission_file_", name, 4200 + i),
                                i == 3 ? "" : std::to_string(4200 + i), "", {}});
    if (i == 5) results.students.back().problems = {"Un lien symbolique, « tout.c », n'a pas été suivi."};
    for (const grade::Expected& exercise : results.exercises) results.marks.push_back(mark(results.students.back(), exercise, random));
  }
  return results;
}

const std::vector<std::string>& hostile_words() {
  static const std::vector<std::string> kWords{
      "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "  =1+1", "a;=1+1", "b, =1+1", "\"=1+1", "\t=1+1", "＝1+1",
      "x <= 3; y >=2;=HYPERLINK(\"http://x\")", "\"><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</pre></style></title>",
      "' onmouseover='alert(1)", "<!-- ", "]]>", "<![CDATA[", "&lt;script&gt;", "{{7*7}}", "deux\nlignes\r\nici", "nul\0ici" + std::string(1, '\0'),
      "\x1b[31mrouge\x1b]0;titre\a", "\u202Egnp.exe", "\u2028\u2029", "\u0085\u009b31m", "\xEF\xBF\xBF\xEF\xBF\xBE", "\xff\xfe\xc3", "::notice title=GRADE::99/99",
      "  ::notice title=GRADE::99/99", "\u00a0::set-output name=x::y", "##[set-output name=x]y", "x##[add-mask]e", ":::notice::9", "::stop-commands::jeton",
      "<CTestMeasurement type=\"numeric/double\" name=\"x\">1</CTestMeasurement>", "fin\\", "fin\\\"", "Noël Éléonore Çà œuf", "%0A::notice::", "javascript:alert(1)"};
  return kWords;
}

Results hostile_class() {
  Results results = ordinary_class(0, 2);
  results.problems = hostile_words();
  const std::size_t count = hostile_words().size();
  for (std::size_t i = 0; i < count; ++i) {
    results.students.push_back({fmt::format("s{:03}", i + 1), of(i), of(i), std::to_string(100 + i), of(i + 1), {of(i + 2)}});
    const std::string id = results.students.back().id;
    results.marks.push_back({id, results.exercises[0].id, State::failed, 0, 1, "", of(i), hostile_verdict(i), 5, ""});
    const State state = i % 2 == 0 ? State::missing : State::not_judged;
    results.marks.push_back({id, results.exercises[1].id, state, 0, 1, of(i), of(i + 3), std::nullopt, 0, ""});
  }
  return results;
}

grade::Similarities similar_pairs(const Results& results) {
  grade::Similarities similar;
  for (std::size_t at = 0; at < results.exercises.size(); ++at) {
    const std::string& exercise = results.exercises[at].id;
    if (at == 1) continue;
    similar.exercises.push_back({exercise, results.students.size()});
    const std::size_t pairs = at % 4 == 0 ? 0 : at % 4 == 1 ? 1 : at == 2 ? 25 : 5;
    for (std::size_t i = 0; i < pairs && i + 1 < results.students.size(); ++i) {
      const int percent = 100 - static_cast<int>(i);
      similar.pairs.push_back({exercise, results.students[i].id, results.students[i + 1].id, i % 2 == 0 ? percent : 0, percent});
    }
  }
  if (results.exercises.size() > 1) similar.problems = {"Exercice 02\u00a0: la comparaison dépasse une limite."};
  return similar;
}

void write_reports(const std::filesystem::path& folder, const Results& results, const grade::Similarities* similar) {
  std::filesystem::create_directories(folder);
  const auto write = [&](const char* name, const std::string& text) { std::ofstream(folder / name, std::ios::binary) << text; };
  write("moodle.csv", grade::moodle_csv(results));
  write("moodle_en.csv", grade::moodle_csv(results, grade::MoodleLanguage::english));
  write("junit.xml", grade::junit_xml(results));
  write("index.html", grade::index_html(results, [](const Mark&) {
    std::string text;
    for (int line = 1; line < 40; ++line) text += fmt::format("  </pre><b>int x{} = '&';\x1b[0m\n", line);
    return text;
  }, similar));
  if (similar != nullptr) write("similarites.json", grade::to_json_text(*similar));
  write("notes.csv", grade::notes_csv(results, ','));
  write("notes.json", grade::to_json_text(results));
  write("portail.txt", grade::portal_log(results));
  nlohmann::json words = nlohmann::json::array();
  for (const std::string& word : hostile_words()) words.push_back(grade::readable(word));
  write("hostile.json", words.dump());
}

}  // namespace partage::grade_tests
