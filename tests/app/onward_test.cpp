// The whole course by Enter alone; where one was, found again; the time spent, counted.
#include <gtest/gtest.h>

#include "app/contents.hpp"
#include "app/sample.hpp"
#include "app/story.hpp"
#include "content/course.hpp"
#include "content/dates.hpp"

namespace partage::test {
namespace {

using app::Model;
using app::Screen;

constexpr std::int64_t kNow = 1'795'510'800, kDay = 86'400;
constexpr const char* kExercise = "08_create_shared_memory";

bool shows(const Model& model, const std::string& text) { return screen(model).find(text) != std::string::npos; }

// The world, when all goes as it should: programs run, saved files pass after `failures` other tries.
class World {
 public:
  explicit World(int failures) : failures_(failures) {}

  void perform(Model& model, const app::Effects& effects) {
    for (const app::Effect& effect : effects) {
      if (const auto* run = std::get_if<app::StartRun>(&effect)) perform(model, app::update(model, app::RunFinished{run->run, shared_page()}));
      if (const auto* editor = std::get_if<app::OpenEditor>(&effect)) {
        perform(model, app::update(model, app::EditorClosed{""}));
        perform(model, app::update(model, app::FileSaved{editor->exercise}));
      }
      if (const auto* verify = std::get_if<app::Verify>(&effect)) judge(model, verify->exercise);
      if (const auto* reset = std::get_if<app::ResetExercise>(&effect))
        perform(model, app::update(model, app::ExerciseReset{reset->exercise, "ancien.c", ""}));
    }
  }

 private:
  void judge(Model& model, const std::string& exercise) {
    record::Verdict verdict = tries_[exercise]++ < failures_ ? failed_verdict() : passed_verdict();
    verdict.exercise = exercise;
    perform(model, app::update(model, app::VerdictReady{verdict, student_sources()}));
  }

  int failures_;
  std::map<std::string, int> tries_;
};

bool bar_says_enter(const Model& model) {
  const std::string text = screen(model);
  return text.find("Entrée", text.rfind('\n')) != std::string::npos;
}

// Presses Enter until all is done; gives the number of presses, 0 when that never comes.
int walk(Model& model, World& world) {
  constexpr int kTooMany = 500;
  for (int presses = 1; presses < kTooMany; ++presses) {
    const bool may = bar_says_enter(model) || model.screen() == Screen::memory;
    EXPECT_TRUE(may) << screen(model);
    const Screen before = model.screen();
    const std::string shown = screen(model);
    const app::Effects effects = press(model, {"Entrée"});
    EXPECT_TRUE(!effects.empty() || before != model.screen() || shown != screen(model)) << "Enter does nothing:\n" << shown;
    world.perform(model, effects);
    if (model.screen() == Screen::contents && app::next_thing(model) < 0) return presses;
  }
  return 0;
}

class Walk : public testing::TestWithParam<grid::Size> {};

TEST_P(Walk, byEnterAloneReachesTheEnd) {
  Model model = sample_model(GetParam());
  World world(0);
  EXPECT_GT(walk(model, world), 0) << screen(model);
  for (const content::Lesson& lesson : model.library.lessons) EXPECT_EQ(content::Done::yes, app::lesson_done(model, lesson.id));
  for (const content::Exercise& exercise : model.library.exercises) EXPECT_EQ(content::Done::yes, app::exercise_done(model, exercise.id));
  EXPECT_EQ(1u, model.progress.lessons["07_create_shared_memory"].predictions.size()) << "no question is passed over";
  EXPECT_EQ(1u, model.lesson.launched.size()) << "nor any program";
}

TEST_P(Walk, byEnterAloneGoesThroughTheReviews) {
  Model model = sample_model(GetParam());
  app::update(model, app::Clock{kNow, 0});
  World world(2);
  ASSERT_GT(walk(model, world), 0) << screen(model);
  std::int64_t now = kNow;
  for (const int days : {1, 3, 7}) {
    app::update(model, app::Clock{now += days * kDay, 0});
    ASSERT_GE(app::next_thing(model), 0) << days;
    world = World(0);
    ASSERT_GT(walk(model, world), 0) << screen(model);
  }
  app::update(model, app::Clock{now + 100 * kDay, 0});
  EXPECT_LT(app::next_thing(model), 0);
  for (const auto& [id, exercise] : model.progress.exercises) EXPECT_EQ(3, exercise.reviews) << id;
}

INSTANTIATE_TEST_SUITE_P(app, Walk, testing::Values(grid::Size{80, 24}, grid::Size{60, 16}, grid::Size{120, 40}),
                         [](const auto& tested) { return std::to_string(tested.param.columns) + "x" + std::to_string(tested.param.rows); });

Model reopened(const Model& former) {
  app::Start start = sample_start(former.size);
  start.progress = former.progress;
  start.now = former.now;
  return Model(std::move(start));
}

TEST(Resume, aLessonAtItsPageAndLine) {
  Model model = sample_model({60, 16});
  press(model, {"↓", "↓", "Entrée", "→", "↓", "↓", "↓", "^c"});
  Model again = reopened(model);
  EXPECT_TRUE(shows(again, "Reprendre")) << screen(again);
  press(again, {"Entrée"});
  EXPECT_EQ("07_create_shared_memory", again.lesson.lesson);
  EXPECT_EQ(1, again.lesson.page);
  EXPECT_EQ(3, again.lesson.scroll);
}

TEST(Resume, theLineIsOfThePage) {
  Model model = sample_model({60, 16});
  press(model, {"↓", "↓", "Entrée", "→", "↓", "↓", "q", "Entrée", "←", "^c"});
  Model again = reopened(model);
  press(again, {"Entrée"});
  EXPECT_EQ("07_create_shared_memory", again.lesson.lesson);
  EXPECT_EQ(0, again.lesson.page);
  EXPECT_EQ(0, again.lesson.scroll);
}

TEST(Resume, theResultsOfAnExercise) {
  Model model = sample_model();
  press(model, {"Fin", "Entrée", "v"});
  app::update(model, app::VerdictReady{failed_verdict(), {}});
  press(model, {"^c"});
  Model again = reopened(model);
  press(again, {"Entrée"});
  EXPECT_EQ(Screen::exercise, again.screen());
  EXPECT_TRUE(shows(again, "le père lit 0")) << screen(again);
}

TEST(Review, isRedoneFromTheStartingFile) {
  Model model = sample_model();
  app::update(model, app::Clock{kNow, 0});
  press(model, {"Fin", "Entrée", "i", "v"});
  app::update(model, app::VerdictReady{passed_verdict(), {}});
  EXPECT_TRUE(model.progress.exercises[kExercise].review) << "a hint was asked for";
  press(model, {"q"});
  app::update(model, app::Clock{kNow + kDay, 0});
  press(model, {"Fin"});
  EXPECT_TRUE(shows(model, "à revoir"));
  const auto effects = press(model, {"Entrée", "Entrée"});
  ASSERT_NE(nullptr, find_effect<app::ResetExercise>(effects)) << screen(model);
  EXPECT_EQ(kExercise, find_effect<app::ResetExercise>(effects)->exercise);
  app::update(model, app::ExerciseReset{kExercise, "", "Disque plein."});
  EXPECT_FALSE(model.progress.exercises[kExercise].reviewing) << "it was not put back";
  app::update(model, app::ExerciseReset{kExercise, "ancien.c", ""});
  EXPECT_TRUE(model.progress.exercises[kExercise].reviewing);
  press(model, {"v"});
  app::update(model, app::VerdictReady{passed_verdict(), {}});
  EXPECT_EQ(1, model.progress.exercises[kExercise].reviews);
  EXPECT_EQ(content::day_of(kNow + kDay, 0), model.progress.exercises[kExercise].passed_day);
}

TEST(Time, isOfWhatIsInFront) {
  Model model = sample_model();
  app::update(model, app::Clock{kNow, 0});
  app::update(model, app::Clock{kNow + 100, 0});
  press(model, {"Entrée"});
  app::update(model, app::Clock{kNow + 130, 0});
  app::update(model, app::Clock{kNow + 150, 0});
  press(model, {"q"});
  EXPECT_EQ(50, model.progress.lessons["01_chacun_chez_soi"].seconds);
  press(model, {"Fin", "Entrée"});
  app::update(model, app::Clock{kNow + 160, 0});
  press(model, {"?"});
  app::update(model, app::Clock{kNow + 170, 0});
  press(model, {"q", "q"});
  EXPECT_EQ(20, model.progress.exercises[kExercise].seconds) << "its help is of it";
  EXPECT_EQ(50, model.progress.lessons["01_chacun_chez_soi"].seconds);
}

TEST(Time, aNightAwayOrAClockSetBackDoesNotCount) {
  Model model = sample_model();
  app::update(model, app::Clock{kNow, 0});
  press(model, {"Entrée"});
  app::update(model, app::Clock{kNow + 10, 0});
  app::update(model, app::Clock{kNow + kDay, 0});
  app::update(model, app::Clock{kNow - kDay, 0});
  app::update(model, app::Clock{kNow - kDay + 5, 0});
  press(model, {"^c"});
  EXPECT_EQ(10 + 300 + 5, model.progress.lessons["01_chacun_chez_soi"].seconds);
}

TEST(Time, isNotWrittenAtEachKey) {
  Model model = sample_model({60, 16});
  app::update(model, app::Clock{kNow, 0});
  press(model, {"↓", "↓", "Entrée", "→"});
  int saves = 0;
  for (int second = 1; second <= 59; ++second) {
    app::Effects effects = app::update(model, app::Clock{kNow + second, 0});
    for (app::Effect& effect : press(model, {second % 2 == 0 ? "↑" : "↓"})) effects.push_back(std::move(effect));
    saves += find_effect<app::SaveProgress>(effects) != nullptr ? 1 : 0;
  }
  EXPECT_EQ(0, saves);
  EXPECT_NE(nullptr, find_effect<app::SaveProgress>(app::update(model, app::Clock{kNow + 60, 0}))) << "but within a minute";
}

}  // namespace
}  // namespace partage::test
