// Following the file, former attempts, and the solution.
#include <gtest/gtest.h>

#include "app/attempts.hpp"
#include "app/sample.hpp"
#include "app/solution.hpp"

namespace partage::test {
namespace {

using app::Model;
using app::Screen;

const std::string k08 = "08_create_shared_memory";

bool shows(const Model& model, const std::string& text) { return screen(model).find(text) != std::string::npos; }

// On the exercise, its file followed and three attempts made.
Model attempted() {
  Model model = sample_model();
  press(model, {"Fin", "Entrée"});
  app::update(model, app::FileWatched{k08, student_text()});
  app::update(model, three_attempts());
  return model;
}

TEST(Follow, TheExerciseSaysThatItsFileIsFollowed) {
  Model model = sample_model();
  const auto effects = press(model, {"Fin", "Entrée"});
  EXPECT_NE(nullptr, find_effect<app::ReadAttempts>(effects));
  EXPECT_FALSE(shows(model, "suit le fichier"));
  app::update(model, app::FileWatched{k08, student_text()});
  EXPECT_TRUE(shows(model, "[suit le fichier]"));
  app::update(model, app::FileWatched{k08, "", false});
  EXPECT_FALSE(shows(model, "suit le fichier"));
}

TEST(Follow, AVerdictIsKeptWithTheTextThatWasJudged) {
  Model model = attempted();
  app::update(model, app::FileSaved{k08, "int un;\n"});
  record::Verdict verdict = failed_verdict();
  verdict.facts = {"G", "E08-vide", "E08-prive"};
  const auto effects = app::update(model, app::VerdictReady{verdict, {}, "int un;\n"});
  const auto* keep = find_effect<app::KeepAttempt>(effects);
  ASSERT_NE(nullptr, keep);
  EXPECT_EQ("int un;\n", keep->attempt.text);
  EXPECT_EQ("E08-prive", keep->attempt.code);
  EXPECT_EQ(verdict.facts, keep->attempt.facts);
  EXPECT_TRUE(keep->attempt.compiled);
  EXPECT_FALSE(keep->attempt.passed);
  EXPECT_EQ(nullptr, find_effect<app::KeepAttempt>(app::update(model, app::VerdictReady{unjudged_verdict(), {}, "int un;\n"})));
}

TEST(Follow, ARepairIsCongratulatedUntilTheNextVerdict) {
  Model model = attempted();
  app::update(model, app::FileSaved{k08, solution_text()});
  app::update(model, app::VerdictReady{passed_verdict(), {}, solution_text()});
  EXPECT_FALSE(shows(model, "Réparé"));
  app::update(model, three_attempts());
  EXPECT_TRUE(shows(model, "✔ Réparé\u00a0: «\u00a0Le fils a écrit 7291, le père lit 0\u00a0»"));
  app::update(model, app::VerdictReady{failed_verdict(), {}, student_text()});
  EXPECT_FALSE(shows(model, "Réparé"));
}

TEST(Attempts, AreListedComparedAndBroughtBack) {
  Model model = attempted();
  press(model, {"a"});
  EXPECT_EQ(Screen::attempts, model.screen());
  EXPECT_TRUE(shows(model, "▸ 3"));
  EXPECT_TRUE(shows(model, "✘ Le fils a écrit 7291, le père lit 0"));
  press(model, {"Entrée"});
  EXPECT_TRUE(shows(model, "+ "));
  EXPECT_TRUE(shows(model, "MAP_SHARED"));
  const auto effects = press(model, {"r"});
  const auto* restore = find_effect<app::RestoreAttempt>(effects);
  ASSERT_NE(nullptr, restore);
  EXPECT_EQ(3, restore->number);
  EXPECT_EQ(solution_text(), restore->text);
  app::update(model, app::AttemptRestored{k08, 3, "travail/ancien.c", ""});
  EXPECT_EQ(Screen::exercise, model.screen());
  EXPECT_TRUE(shows(model, "travail/ancien.c"));
}

TEST(Attempts, TheOneThatTheFileHoldsIsNotBroughtBack) {
  Model model = attempted();
  EXPECT_EQ(nullptr, find_effect<app::RestoreAttempt>(press(model, {"a", "↓", "↓", "r"})));
  EXPECT_TRUE(shows(model, "▸ 1"));
  press(model, {"Entrée"});
  EXPECT_TRUE(shows(model, "Aucune différence."));
  press(model, {"q"});
  EXPECT_EQ(Screen::attempts, model.screen()) << "back to the list first";
  press(model, {"q"});
  EXPECT_EQ(Screen::exercise, model.screen());
}

TEST(Attempts, ThatCannotBeKeptAreSaid) {
  Model model = attempted();
  app::AttemptsRead failed = three_attempts();
  failed.warning = "Cet essai n'a pas pu être gardé\u00a0: disque plein.";
  app::update(model, failed);
  EXPECT_TRUE(shows(model, "disque plein"));
}

TEST(Solution, SaysWhatRemainsThenOpensAndIsNoted) {
  Model model = attempted();
  EXPECT_EQ(nullptr, find_effect<app::ReadSolution>(press(model, {"s"})));
  EXPECT_TRUE(shows(model, "il reste 3 indices à lire."));
  app::update(model, app::VerdictReady{failed_verdict(), {}, student_text()});
  EXPECT_FALSE(shows(model, "il reste 3 indices")) << "no longer certain";
  press(model, {"i", "i", "i"});
  ASSERT_NE(nullptr, find_effect<app::ReadSolution>(press(model, {"s"})));
  const auto effects = app::update(model, app::SolutionRead{k08, solution_text(), ""});
  EXPECT_EQ(Screen::solution, model.screen());
  const auto* saved = find_effect<app::SaveProgress>(effects);
  ASSERT_NE(nullptr, saved);
  EXPECT_TRUE(saved->progress.exercises.at(k08).solution_seen);
  press(model, {"q"});
  app::update(model, app::VerdictReady{passed_verdict(), {}, solution_text()});
  EXPECT_TRUE(model.progress.exercises.at(k08).passed);
  EXPECT_TRUE(model.progress.exercises.at(k08).passed_after_solution);
  press(model, {"Fin"});
  EXPECT_TRUE(shows(model, "Réussi après avoir lu la solution."));
}

TEST(Solution, RemainsToBeDone) {
  const content::Exercise exercise = *sample_library().exercise(k08);
  EXPECT_EQ(app::before_solution(exercise, {}, 1), "Avant la solution, il reste 3 indices à lire et 2 essais à faire (un texte nouveau, qui se compile).");
  content::ExerciseProgress progress;
  progress.hints = 2;
  EXPECT_EQ(app::before_solution(exercise, progress, 4), "Avant la solution, il reste 1 indice à lire.");
  progress.hints = 3;
  EXPECT_EQ(app::before_solution(exercise, progress, 3), "");
  EXPECT_NE(app::before_solution(exercise, progress, 2), "");
  progress.passed = true;
  EXPECT_EQ(app::before_solution(exercise, progress, 0), "");
}

TEST(Solution, ThatIsMissingIsSaidAndNotNoted) {
  Model model = attempted();
  app::update(model, app::VerdictReady{passed_verdict(), {}, solution_text()});
  ASSERT_NE(nullptr, find_effect<app::ReadSolution>(press(model, {"s"})));
  app::update(model, app::SolutionRead{k08, "", "La solution n'est pas installée ici."});
  EXPECT_EQ(Screen::exercise, model.screen());
  EXPECT_FALSE(model.progress.exercises.at(k08).solution_seen);
  EXPECT_TRUE(shows(model, "pas installée"));
}

}  // namespace
}  // namespace partage::test
