// The table of mmap's six parameters: each change makes the real call, and only the last one's answer is shown.
#include <gmock/gmock.h>

#include <random>

#include "app/mmap_story.hpp"
#include "app/sample.hpp"

namespace partage::test {
namespace {

using app::Model;
using app::Screen;
using app::StartRun;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

Model table() {
  Model model = sample_model();
  open_mmap_table(model);
  return model;
}

TEST(MmapTable, opensFromItsLaunchWithItsArguments) {
  const Model model = table();
  EXPECT_EQ(Screen::mmap_table, model.screen());
  EXPECT_TRUE(model.run.running);
  EXPECT_EQ("demo_six", model.run.program);
  EXPECT_THAT(model.run.arguments, ElementsAre("NULL", "4096", "PROT_READ|PROT_WRITE", "MAP_SHARED|MAP_ANONYMOUS", "-1", "0"));
}

TEST(MmapTable, eachChangeMakesTheCall) {
  Model model = table();
  const app::RunNumber first = model.run.run;
  app::Effects effects = press(model, {"→"});
  const StartRun* started = find_effect<StartRun>(effects);
  ASSERT_NE(nullptr, started);
  EXPECT_EQ("0x200000000", started->arguments[0]);
  EXPECT_EQ("04_appel_mmap", started->lesson);
  EXPECT_GT(started->run, first);
  effects = press(model, {"↓", "←"});
  started = find_effect<StartRun>(effects);
  ASSERT_NE(nullptr, started);
  EXPECT_EQ("1", started->arguments[1]);
}

TEST(MmapTable, movingBetweenParametersCallsNothing) {
  Model model = table();
  EXPECT_EQ(nullptr, find_effect<StartRun>(press(model, {"↓", "j", "↑", "k"})));
  EXPECT_EQ(0, model.mmap_table.row);
}

TEST(MmapTable, theValuesComeRound) {
  Model model = table();
  const auto effects = press(model, {"←"});
  ASSERT_NE(nullptr, find_effect<StartRun>(effects));
  EXPECT_EQ("occupee", find_effect<StartRun>(effects)->arguments[0]);
  press(model, {"→"});
  EXPECT_EQ("NULL", model.run.arguments[0]);
}

TEST(MmapTable, showsTheLineOfMapsAndWhy) {
  Model model = table();
  app::update(model, app::RunFinished{model.run.run, mmap_made()});
  EXPECT_THAT(screen(model), HasSubstr("✔ mmap rend 0x7f1c2a095000"));
  EXPECT_THAT(screen(model), HasSubstr("7f1c2a095000-7f1c2a096000 rw-s 00000000 00:01 215 /dev/zero (deleted)"));
  EXPECT_THAT(screen(model), HasSubstr("Partagée et anonyme"));
}

TEST(MmapTable, showsTheErrorAndWhy) {
  Model model = table();
  app::update(model, app::RunFinished{model.run.run, mmap_refused()});
  EXPECT_THAT(screen(model), HasSubstr("✘ mmap rend MAP_FAILED, errno = EEXIST"));
  EXPECT_THAT(screen(model), HasSubstr("refuse d'écraser"));
}

TEST(MmapTable, ignoresTheAnswerOfAFormerCall) {
  Model model = table();
  const app::RunNumber former = model.run.run;
  press(model, {"→"});
  app::update(model, app::RunFinished{former, mmap_made()});
  EXPECT_THAT(screen(model), Not(HasSubstr("mmap rend")));
}

TEST(MmapTable, saysThatTheProgramCouldNotStart) {
  Model model = table();
  app::update(model, app::RunFailed{model.run.run, "Le programme n'est pas construit."});
  EXPECT_THAT(screen(model), HasSubstr("✘ Le programme n'est pas construit."));
}

TEST(MmapTable, keepsItsValuesOnTheWayBack) {
  Model model = table();
  press(model, {"→", "q"});
  EXPECT_EQ(Screen::lesson, model.screen());
  press(model, {"l"});
  EXPECT_EQ(Screen::mmap_table, model.screen());
  EXPECT_EQ("0x200000000", model.run.arguments[0]);
}

TEST(MmapTable, leavingStopsTheCall) {
  Model model = table();
  const app::RunNumber run = model.run.run;
  const auto effects = press(model, {"q"});
  ASSERT_NE(nullptr, find_effect<app::CancelRun>(effects));
  EXPECT_EQ(run, find_effect<app::CancelRun>(effects)->run);
}

TEST(MmapTable, leadsToTheOutputAndToTheMemoryAndBack) {
  Model model = table();
  app::update(model, app::RunOutput{model.run.run, "mmap rend 0x7f1c2a095000\r\n"});
  press(model, {"o"});
  EXPECT_EQ(Screen::run, model.screen());
  EXPECT_EQ(nullptr, find_effect<app::CancelRun>(press(model, {"q"}))) << "the call goes on behind";
  EXPECT_EQ(Screen::mmap_table, model.screen());
  app::update(model, app::RunFinished{model.run.run, mmap_made()});
  press(model, {"m"});
  EXPECT_EQ(Screen::memory, model.screen());
  press(model, {"q"});
  EXPECT_EQ(Screen::mmap_table, model.screen());
}

TEST(MmapTable, everyValueFitsTheSmallestScreen) {
  Model model = sample_model({60, 16});
  open_mmap_table(model);
  for (int row = 0; row < app::kMmapParameters; ++row) {
    for (int turn = 0; turn < 8; ++turn) {
      press(model, {"→"});
      EXPECT_THAT(screen(model), HasSubstr(model.run.arguments[static_cast<std::size_t>(row)]));
    }
    press(model, {"↓"});
  }
}

TEST(MmapTable, anyKeysLeaveItValid) {
  std::mt19937 random(4);
  static constexpr const char* keys[] = {"↑", "↓", "←", "→", "h", "j", "k", "l", "r", "o", "m", "?", "q", "Entrée", "Tab", "x"};
  Model model = table();
  for (int count = 0; count < 5000; ++count) {
    press(model, {keys[random() % std::size(keys)]});
    if (random() % 5 == 0) app::update(model, app::RunFinished{model.run.run, random() % 2 == 0 ? mmap_made() : mmap_refused()});
    if (random() % 9 == 0) app::update(model, grid::Input{grid::Resize{{static_cast<int>(random() % 200), static_cast<int>(random() % 60)}}});
    ASSERT_GE(model.mmap_table.row, 0);
    ASSERT_LT(model.mmap_table.row, app::kMmapParameters);
    ASSERT_EQ(model.size, app::view(model).size());
    model.quitting = false;
  }
}

}  // namespace
}  // namespace partage::test
