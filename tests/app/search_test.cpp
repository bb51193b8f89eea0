// Searching: what is found, what is never found, and the way back.
#include <gtest/gtest.h>

#include "app/folded.hpp"
#include "app/sample.hpp"
#include "app/search_index.hpp"

namespace partage::test {
namespace {

using app::Model;
using app::Screen;

bool shows(const Model& model, const std::string& text) { return screen(model).find(text) != std::string::npos; }

std::vector<std::string> found(const std::string& question, const content::Progress& progress = {}) {
  const app::SearchIndex index = app::search_index(sample_library());
  std::vector<std::string> texts;
  for (const app::SearchHit& hit : app::search(index, question, progress)) texts.push_back(index.passages[hit.passage].text);
  return texts;
}

void type(Model& model, const std::string& text) {
  press(model, {"/"});
  app::update(model, grid::Input{grid::Paste{text}});
}

TEST(Folded, remembersWhereEachLetterWas) {
  const std::string text = "Le cœur d'un Père\u00a0: été";
  const app::Folded folded = app::fold(text);
  EXPECT_EQ("le coeur d'un pere : ete", folded.text);
  const auto part = [&](const app::Range& range) { return text.substr(range.first, range.second - range.first); };
  EXPECT_EQ("œu", part(app::occurrences(folded, {"oeu"}).at(0)));
  EXPECT_EQ("œ", part(app::occurrences(folded, {"o"}).at(0))) << "never half a letter";
  EXPECT_EQ("Père", part(app::occurrences(folded, {"pere"}).at(0)));
  EXPECT_EQ(1u, app::occurrences(folded, {"per", "ere"}).size()) << "overlaps are one";
  EXPECT_EQ("pere", app::fold("pe\u0300re").text) << "an accent apart";
}

TEST(Search, ignoresAccentsAndCapitals) {
  EXPECT_EQ(found("père"), found("PERE"));
  EXPECT_FALSE(found("pere").empty());
}

TEST(Search, wantsEveryWord) {
  EXPECT_EQ(1u, found("zone zéros descripteur").size());
  EXPECT_TRUE(found("zone introuvable").empty());
  EXPECT_EQ(2u, found("préfixe 0x7f1c2a095000 copiée").size() + found("0x7f1c2a095000 copiée").size()) << "on the same page, for want of better";
  EXPECT_TRUE(found("e").empty()) << "one letter would give everything";
  EXPECT_TRUE(found("   ").empty());
}

TEST(Search, looksEverywhere) {
  EXPECT_EQ(1u, found("montrer par ce que le noyau").size()) << "goals";
  EXPECT_EQ(1u, found("pages cree avant fork").size() + found("MAP_FAILED").size()) << "listings";
  EXPECT_EQ(1u, found("que lit le père zzz").size() + found("inode chez le père").size()) << "what to observe";
  EXPECT_EQ(2u, found("map_private là où").size()) << "diagnoses";
  EXPECT_EQ(1u, found("G-boucle").size());
  EXPECT_EQ(2u, found("exprès").size()) << "statements";
}

TEST(Search, neverGivesHints) {
  EXPECT_TRUE(found("mots de visibility").empty());
  EXPECT_TRUE(found("six arguments").empty());
  EXPECT_TRUE(found("écrit dans sa copie").empty()) << "why a mistake is one comes with the verdict";
}

TEST(Search, doesNotAnswerAPrediction) {
  EXPECT_TRUE(found("cette fois une seule page").empty());
  content::Progress progress;
  progress.lessons["07_create_shared_memory"].predictions["p1"] = "42";
  EXPECT_EQ(1u, found("cette fois une seule page", progress).size());
}

TEST(Search, opensThePageAtTheMatch) {
  for (const grid::Size size : {grid::Size{60, 16}, {80, 24}, {120, 40}})
    for (const std::string word : {"exit(0)", "printf", "descripteur", "inode", "exprès", "noyau", "meurt"}) {
      Model model = sample_model(size);
      type(model, word);
      const std::size_t count = model.search.hits.size();
      ASSERT_GT(count, 0u) << word;
      for (std::size_t index = 0; index < count; ++index) {
        press(model, {"Entrée"});
        EXPECT_TRUE(shows(model, word)) << screen(model);
        EXPECT_TRUE(app::view(model).cursor_visible);
        press(model, {"Échap"});
        ASSERT_EQ(Screen::search, model.screen());
        press(model, {"n"});
      }
    }
}

TEST(Search, comesBackWhereOneWas) {
  Model model = sample_model({60, 16});
  press(model, {"↓", "↓", "Entrée", "→", "↓", "↓"});
  const std::string before = screen(model);
  const content::Progress progress = model.progress;
  type(model, "une seule fois noyau");
  press(model, {"Échap"});
  EXPECT_EQ(before, screen(model));
  type(model, "noyau l'en");
  press(model, {"Entrée"});
  EXPECT_EQ("01_chacun_chez_soi", model.lesson.lesson);
  press(model, {"Échap", "Échap"});
  EXPECT_EQ(before, screen(model));
  EXPECT_EQ(progress.last_place, model.progress.last_place);
  EXPECT_FALSE(model.progress.lessons.contains("01_chacun_chez_soi")) << "looked at, not read";
}

TEST(Search, comesBackToTheExerciseAndItsVerdict) {
  Model model = sample_model();
  press(model, {"Fin", "Entrée", "v"});
  app::update(model, app::VerdictReady{failed_verdict(), student_sources()});
  const std::string before = screen(model);
  type(model, "expres");
  press(model, {"Entrée"});
  EXPECT_EQ("01_isolation", model.exercise.exercise);
  const auto effects = press(model, {"Échap", "Échap"});
  EXPECT_EQ(before, screen(model));
  EXPECT_EQ("exercice:08_create_shared_memory", model.progress.last_place);
  const app::WatchFile* watched = nullptr;
  for (const app::Effect& effect : effects)
    if (const auto* one = std::get_if<app::WatchFile>(&effect)) watched = one;
  ASSERT_NE(nullptr, watched);
  EXPECT_EQ("08_create_shared_memory", watched->exercise) << "its file is watched again";
}

TEST(Search, whatIsReadFromItsLastPageIsReadFromTheStart) {
  Model model = sample_model();
  type(model, "inode chez");
  press(model, {"Entrée"});
  ASSERT_EQ(2, model.lesson.page);
  press(model, {"→"});
  EXPECT_EQ(Screen::lesson, model.screen()) << "not the exercise: nothing was read";
  EXPECT_EQ(0, model.lesson.page);
}

TEST(Search, lettersAreLettersWhileTyping) {
  Model model = sample_model();
  const auto effects = press(model, {"/", "q", "?", "n", "N", "/"});
  EXPECT_EQ("q?nN/", model.search.text);
  EXPECT_EQ(nullptr, find_effect<app::Quit>(effects));
  press(model, {"Retour", "Retour", "Retour", "Retour", "Retour", "Retour"});
  EXPECT_EQ("", model.search.text);
}

TEST(Search, aSecondSearchKeepsTheFirstWayBack) {
  Model model = sample_model();
  press(model, {"Entrée"});
  const std::string before = screen(model);
  type(model, "exit");
  press(model, {"Entrée", "/"});
  EXPECT_EQ("", model.search.text);
  press(model, {"Échap"});
  EXPECT_EQ(before, screen(model));
}

}  // namespace
}  // namespace partage::test
