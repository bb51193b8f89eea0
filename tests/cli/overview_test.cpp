// `bilan` and `chercher`, on the real course; and the real course by Enter alone.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "app/app.hpp"
#include "app/contents.hpp"
#include "app/search_index.hpp"
#include "cli/clock.hpp"
#include "cli/command.hpp"
#include "content/dates.hpp"
#include "content/library.hpp"
#include "content/overview.hpp"
#include "content/review.hpp"
#include "phrases/typography.hpp"

namespace partage::cli_tests {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const content::Library& library() {
  static const content::Library library = content::load_library(source_dir());
  return library;
}

// A home where 01 was passed with difficulty yesterday, and 02 failed.
Options half_way() {
  static const Options options = [] {
    content::Progress progress;
    for (int page = 0; page <= static_cast<int>(library().lessons[0].pages.size()); ++page) progress.lessons[library().lessons[0].id].pages_read.insert(page);
    progress.lessons[library().lessons[0].id].finished = true;
    progress.lessons[library().lessons[0].id].seconds = 4'000;
    content::ExerciseProgress& first = progress.exercises["01_isolation"];
    for (const bool passed : {false, false, true}) content::count_attempt(first, passed, cli::today() - 1);
    content::ExerciseProgress& second = progress.exercises["02_tube"];
    content::count_attempt(second, false, cli::today());
    second.hints = 1;
    second.last_code = "E02-fuite";
    second.last_title = "Un bout du tube reste ouvert.";
    EXPECT_EQ("", content::save_progress(progress, home() / "bilan/partage"));
    return Options{{{"XDG_STATE_HOME", (home() / "bilan").string()}}, "", ""};
  }();
  return options;
}

TEST(OverviewCommand, SaysAllInSentences) {
  for (const std::vector<std::string>& words : {std::vector<std::string>{"bilan"}, {"bilan", "--texte"}}) {
    const Result result = partage(words, half_way());
    EXPECT_EQ(0, result.code);
    EXPECT_THAT(result.err, IsEmpty());
    EXPECT_THAT(result.out, HasSubstr("Bilan\u00a0: 2 sur "));
    EXPECT_THAT(result.out, HasSubstr("À faire maintenant\u00a0: Exercice 01"));
    EXPECT_THAT(result.out, HasSubstr("À revoir aujourd'hui\u00a0: Exercice 01"));
    EXPECT_THAT(result.out, HasSubstr("3 essais"));
    EXPECT_THAT(result.out, HasSubstr("reprise 1 sur 3"));
    EXPECT_THAT(result.out, HasSubstr("1\u00a0h\u00a006"));
    EXPECT_THAT(result.out, HasSubstr("E02-fuite"));
    EXPECT_THAT(result.out, HasSubstr("Un bout du tube reste ouvert."));
    EXPECT_THAT(phrases::typography_faults(result.out, phrases::TextKind::prose), IsEmpty());
  }
}

TEST(OverviewCommand, SaysAllAsJson) {
  const nlohmann::json json = nlohmann::json::parse(partage({"bilan", "--json"}, half_way()).out);
  EXPECT_EQ(1, json["schema_version"]);
  EXPECT_EQ(2, json["points"]);
  EXPECT_EQ(content::date_text(cli::today()), json["date"]);
  EXPECT_EQ("01_isolation", json["next"]["exercise"]);
  EXPECT_EQ(library().lessons.size() + library().exercises.size(), json["items"].size());
  EXPECT_EQ(true, json["items"][1]["due"]);
  EXPECT_EQ(json["date"], json["items"][1]["review_on"]);
}

TEST(SearchCommand, SaysWhereAndHowToReadIt) {
  const Result result = partage({"chercher", "MAP_anonymous", "PRIVE"}, half_way());
  EXPECT_EQ(0, result.code);
  EXPECT_THAT(result.out, HasSubstr("[MAP_ANONYMOUS]"));
  EXPECT_THAT(result.out, HasSubstr("(partage lecon "));
  const Result none = partage({"chercher", "xyzzyx"}, half_way());
  EXPECT_EQ(1, none.code);
  EXPECT_THAT(none.out, HasSubstr("Rien ne contient «\u00a0xyzzyx\u00a0»"));
}

TEST(SearchOfTheCourse, NeverHoldsAHintNorAnAnswer) {
  const app::SearchIndex index = app::search_index(library());
  for (const app::Passage& passage : index.passages)
    for (const content::Exercise& exercise : library().exercises)
      for (const std::string& hint : exercise.hints) EXPECT_THAT(passage.text, Not(HasSubstr(hint)));
  for (const content::Lesson& lesson : library().lessons)
    for (const content::Page& page : lesson.pages)
      for (const content::Block& block : page.blocks)
        if (const auto* prediction = std::get_if<content::Prediction>(&block)) {
          for (const app::SearchHit& hit : app::search(index, prediction->explanation, {})) {
            EXPECT_TRUE(index.passages[hit.passage].prediction.empty()) << prediction->explanation;
          }
        }
}

void press(app::Model& model, grid::Key key) { app::update(model, grid::Input{grid::KeyPress{key, "", false}}); }

std::string shown(const app::Model& model) { return app::view(model).text(); }

TEST(SearchOfTheCourse, OpensEveryPageAtItsMatch) {
  for (const std::string word : {"MAP_SHARED", "fork", "munmap", "sysconf", "ftruncate", "page", "octet"}) {
    app::Start start;
    start.library = library();
    start.size = {60, 16};
    app::Model model(start);
    app::update(model, grid::Input{grid::KeyPress{grid::Key::character, "/", false}});
    app::update(model, grid::Input{grid::Paste{word}});
    const std::size_t count = model.search.hits.size();
    ASSERT_GT(count, 0u) << word;
    for (std::size_t index = 0; index < count; ++index) {
      model.search.selected = static_cast<int>(index);
      press(model, grid::Key::enter);
      EXPECT_FALSE(app::occurrences(app::fold(shown(model)), app::folded_words(word)).empty()) << word << "\n" << shown(model);
      press(model, grid::Key::escape);
    }
  }
}

// Programs that are launched show nothing, files that are saved pass.
void perform(app::Model& model, const app::Effects& effects) {
  for (const app::Effect& effect : effects) {
    if (const auto* run = std::get_if<app::StartRun>(&effect)) perform(model, app::update(model, app::RunFinished{run->run, {}}));
    if (const auto* editor = std::get_if<app::OpenEditor>(&effect)) perform(model, app::update(model, app::FileSaved{editor->exercise}));
    if (const auto* verify = std::get_if<app::Verify>(&effect)) {
      record::Verdict verdict;
      verdict.exercise = verify->exercise;
      verdict.outcome = record::Outcome::passed;
      perform(model, app::update(model, app::VerdictReady{verdict, {}}));
    }
  }
}

TEST(TheCourse, IsWalkedByEnterAlone) {
  app::Start start;
  start.library = library();
  start.size = {60, 16};
  app::Model model(start);
  constexpr int kTooMany = 5'000;
  int presses = 0;
  for (; presses < kTooMany && (presses == 0 || model.screen() != app::Screen::contents || app::next_thing(model) >= 0); ++presses) {
    const grid::Grid before = app::view(model);
    const std::string text = before.text();
    ASSERT_THAT(text.substr(text.rfind('\n')), HasSubstr("Entrée")) << text;
    const app::Effects effects = app::update(model, grid::Input{grid::KeyPress{grid::Key::enter, "", false}});
    ASSERT_TRUE(!effects.empty() || !(app::view(model) == before)) << "Enter does nothing:\n" << text;
    perform(model, effects);
  }
  ASSERT_LT(presses, kTooMany) << shown(model);
  std::size_t predictions = 0, answered = 0;
  for (const content::Lesson& lesson : library().lessons) {
    EXPECT_TRUE(model.progress.lessons[lesson.id].finished) << lesson.id;
    answered += model.progress.lessons[lesson.id].predictions.size();
    for (const content::Page& page : lesson.pages)
      for (const content::Block& block : page.blocks) predictions += std::holds_alternative<content::Prediction>(block) ? 1 : 0;
  }
  EXPECT_EQ(predictions, answered) << "every question was met";
  for (const content::Exercise& exercise : library().exercises) EXPECT_TRUE(model.progress.exercises[exercise.id].passed) << exercise.id;
}

}  // namespace
}  // namespace partage::cli_tests
