// The memory view, from key to screen: orders, processes, bytes, files; and that going back shows what was shown.
#include <gtest/gtest.h>

#include "app/memory_events.hpp"
#include "app/memory_order.hpp"
#include "app/memory_pairs.hpp"
#include "app/memory_variables.hpp"
#include "app/random_recording.hpp"
#include "app/sample.hpp"
#include "app/story.hpp"

namespace partage::test {
namespace {

using app::Model;
using app::Screen;
using record::Variable;

bool shows(const Model& model, const std::string& text) { return screen(model).find(text) != std::string::npos; }

void open_memory(Model& model, const record::Recording& recording) {
  press(model, {"↓", "↓", "Entrée", "→", "→", "l"});
  app::update(model, app::RunFinished{model.run.run, recording});
  press(model, {"Entrée"});
}

Model memory_of(const record::Recording& recording, grid::Size size = {80, 24}) {
  Model model = sample_model(size);
  open_memory(model, recording);
  return model;
}

void step(Model& model, int count) {
  for (; count > 0; --count) press(model, {"n"});
}

std::string value(Variable::Kind kind, std::uint32_t size, std::uint64_t raw) {
  return app::variable_value({"x", "", "", kind, size, 1}, raw);
}

TEST(Variables, areWrittenAsInC) {
  using Kind = Variable::Kind;
  EXPECT_EQ("-1", value(Kind::signed_integer, 4, 0xffffffff));
  EXPECT_EQ("-2", value(Kind::signed_integer, 1, 0xfe));
  EXPECT_EQ("-1", value(Kind::signed_integer, 8, ~std::uint64_t{0}));
  EXPECT_EQ("4294967295", value(Kind::unsigned_integer, 4, 0xffffffff));
  EXPECT_EQ("'a'", value(Kind::character, 1, 'a'));
  EXPECT_EQ("0", value(Kind::character, 1, 0));
  EXPECT_EQ("'\\n'", value(Kind::character, 1, '\n'));
  EXPECT_EQ("true", value(Kind::boolean, 1, 1));
  EXPECT_EQ("0.5", value(Kind::floating, 8, 0x3fe0000000000000));
  EXPECT_EQ("0.5", value(Kind::floating, 4, 0x3f000000));
}

std::string pointer_text(std::uint64_t held, std::vector<record::Mapping> mappings) {
  record::Recording recording;
  recording.program = "/kit/programs/demo_meme_page";
  recording.variables = {{"p", "main", "int *", Variable::Kind::pointer, 8, 1}, {"n", "", "int", Variable::Kind::signed_integer, 4, 1}};
  record::ProcessView process;
  process.alive = true;
  process.mappings = std::move(mappings);
  process.variables[0] = {0x1000, held};
  process.variables[1] = {kData + 16, 3};
  return app::variable_text(recording, process, 0);
}

TEST(Variables, aPointerSaysWhereItPoints) {
  EXPECT_EQ("p = NULL", pointer_text(0, {zone_mapping()}));
  EXPECT_EQ("p = MAP_FAILED", pointer_text(~std::uint64_t{0}, {zone_mapping()}));
  EXPECT_EQ("p ──▶ zone", pointer_text(kZone, {zone_mapping()}));
  EXPECT_EQ("p ──▶ zone + 8", pointer_text(kZone + 8, {zone_mapping()}));
  EXPECT_EQ("p ──▶ n", pointer_text(kData + 16, {data_mapping()}));
  EXPECT_EQ("p ──▶ zone …98000", pointer_text(kSecond, {zone_mapping(), zone_mapping(kSecond, 216)}));
  EXPECT_EQ("p ──▶ rien (…95000)", pointer_text(kZone, {data_mapping()})) << "unmapped: the address stays in the variable";
}

TEST(Orders, aListIsLettersNumbersAndAsterisks) {
  for (const char* good : {"P", "PFPF", "P3F2", "F*", "PF*P12G"}) EXPECT_EQ("", app::order_fault(good)) << good;
  for (const char* bad : {"", "3P", "*", "P0", "P12345", "p", "A", "P F", "P**"}) EXPECT_NE("", app::order_fault(bad)) << bad;
  EXPECT_EQ("fils d'abord", app::order_words("fils"));
  EXPECT_EQ("ordre PFPF", app::order_words("PFPF"));
}

TEST(Orders, theSameProgramRunsAgainAndItsMemoryComesBack) {
  Model model = memory_of(shared_page());
  press(model, {"n", "o", "↓"});
  EXPECT_TRUE(shows(model, "fils d'abord"));
  const auto effects = press(model, {"Entrée"});
  const auto* start = find_effect<app::StartRun>(effects);
  ASSERT_NE(nullptr, start);
  EXPECT_EQ("demo_meme_page", start->program);
  EXPECT_EQ(std::vector<std::string>{"preuve"}, start->arguments);
  EXPECT_EQ("fils", start->order);
  EXPECT_EQ(Screen::run, model.screen());
  app::update(model, app::RunFinished{start->run, lost_update()});
  ASSERT_EQ(Screen::memory, model.screen());
  EXPECT_EQ(13U, model.memory.recording->moments.size());
  press(model, {"q"});
  EXPECT_EQ(Screen::run, model.screen()) << "one run screen, behind the memory";
  press(model, {"q"});
  EXPECT_EQ(Screen::lesson, model.screen());
}

TEST(Orders, aTypedListIsSentAndABadOneIsRefused) {
  Model model = memory_of(shared_page());
  press(model, {"o", "3"});
  EXPECT_EQ(nullptr, find_effect<app::StartRun>(press(model, {"Entrée"})));
  EXPECT_TRUE(shows(model, "commence par une lettre"));
  const auto effects = press(model, {"Retour", "p", "f", "2", "z", "é", " ", "!", "Retour", "*", "Retour", "Entrée"});
  const auto* start = find_effect<app::StartRun>(effects);
  ASSERT_NE(nullptr, start);
  EXPECT_EQ("PF2", start->order);
  EXPECT_EQ("PF2", model.run.order);
}

TEST(Orders, aRunThatFailsOrIsStoppedStaysOnItsScreen) {
  Model model = memory_of(shared_page());
  press(model, {"o", "Entrée"});
  app::update(model, app::RunFailed{model.run.run, "L'ordre n'en est pas un."});
  EXPECT_EQ(Screen::run, model.screen());
  EXPECT_TRUE(shows(model, "L'ordre n'en est pas un."));
  Model other = memory_of(shared_page());
  press(other, {"o", "Entrée"});
  record::Recording cancelled = shared_page();
  cancelled.end = record::End::cancelled;
  app::update(other, app::RunFinished{other.run.run, cancelled});
  EXPECT_EQ(Screen::run, other.screen());
}

TEST(Orders, aReplayAnswersNoPrediction) {
  Model model = sample_model();
  press(model, {"↓", "↓", "Entrée", "→", "→", "Entrée"});
  app::update(model, app::RunFinished{model.run.run, shared_page()});
  const auto answers = model.lesson.answers.size();
  press(model, {"o"});
  if (model.screen() == Screen::run) press(model, {"Entrée"});
  ASSERT_EQ(Screen::memory, model.screen());
  press(model, {"o", "Entrée"});
  EXPECT_EQ("", model.run.prediction);
  EXPECT_EQ(answers, model.lesson.answers.size());
}

TEST(Orders, whatWasJudgedIsNotRunAgain) {
  Model model = sample_model();
  press(model, {"Fin", "Entrée", "v"});
  app::update(model, app::VerdictReady{failed_verdict(), student_sources()});
  press(model, {"m"});
  ASSERT_EQ(Screen::memory, model.screen());
  press(model, {"o"});
  EXPECT_EQ(app::MemoryPane::picture, model.memory.pane);
}

TEST(Events, areWhatHappensToMemory) {
  const auto events = app::memory_events(lost_update());
  //                             start line mmap  line   write fork  line   line   shared copy  unmap end  end
  const std::vector<bool> expected{true, false, true, false, true, true, false, false, true, true, true, true, true};
  EXPECT_EQ(expected, events);
  EXPECT_TRUE(app::memory_events(blocked()).back()) << "nobody moves: worth a look";
  const auto file = app::memory_events(mapped_file());
  EXPECT_TRUE(file[4]) << "dirty";
  EXPECT_TRUE(file[7]) << "clean again";
  EXPECT_TRUE(file[8]) << "gone from the cache";
  EXPECT_TRUE(app::memory_events({}).empty());
}

TEST(Events, theKeyJumpsBothWays) {
  Model model = memory_of(lost_update());
  std::vector<std::size_t> there, back;
  for (int count = 0; count < 9; ++count) {
    there.push_back(model.memory.moment);
    press(model, {"e"});
  }
  EXPECT_EQ((std::vector<std::size_t>{0, 2, 4, 5, 8, 9, 10, 11, 12}), there);
  for (int count = 0; count < 9; ++count) {
    back.push_back(model.memory.moment);
    press(model, {"E"});
  }
  EXPECT_EQ((std::vector<std::size_t>{12, 11, 10, 9, 8, 5, 4, 2, 0}), back);
}

TEST(Processes, theOneThatActsIsShown) {
  const auto recording = family();
  const auto pairs = app::followed_pairs(recording);
  ASSERT_EQ(recording.moments.size(), pairs.size());
  for (std::size_t index = 0; index < pairs.size(); ++index) {
    const auto acting = recording.moments[index].pid;
    EXPECT_TRUE(acting == pairs[index].left || acting == pairs[index].right) << index;
  }
  EXPECT_EQ((app::Pair{4212, 4214}), pairs[3]) << "a birth shows the newborn";
}

TEST(Processes, fGoesRoundAndComesBackToFollowing) {
  Model model = memory_of(family());
  step(model, 6);
  const std::string followed = screen(model);
  for (int count = 0; count < 3; ++count) press(model, {"f"});
  EXPECT_TRUE(model.memory.chosen.has_value());
  EXPECT_NE(followed, screen(model));
  press(model, {"f"});
  EXPECT_EQ(followed, screen(model));
}

TEST(Processes, theTreeChoosesAnyTwo) {
  Model model = memory_of(family());
  step(model, 8);
  press(model, {"F", "↓", "↓", "↓", "↓", "Entrée", "↑", "↑", "↑", "↑", "Entrée"});
  EXPECT_EQ(app::MemoryPane::picture, model.memory.pane);
  EXPECT_TRUE(shows(model, "P : PÈRE 4211") || shows(model, "P\u00a0: PÈRE 4211"));
  EXPECT_TRUE(shows(model, "PETIT-FILS 2 4215"));
  const app::Pair chosen = *model.memory.chosen;
  press(model, {"n", "n"});
  EXPECT_EQ(chosen, app::shown_pair(model.memory)) << "a choice stays";
  press(model, {"F", "q"});
  EXPECT_EQ(Screen::memory, model.screen()) << "q leaves the tree only";
  EXPECT_EQ(app::MemoryPane::picture, model.memory.pane);
}

TEST(Bytes, changedBytesStandBetweenBrackets) {
  Model model = memory_of(lost_update());
  step(model, 8);
  press(model, {"x"});
  EXPECT_TRUE(shows(model, "▸PF 0000 [07]00 00"));
  EXPECT_TRUE(shows(model, "des zéros"));
  press(model, {"n"});
  EXPECT_TRUE(shows(model, "▸P  0000 [02]00 00")) << "the two sides differ: one row each";
  EXPECT_TRUE(shows(model, " F  0000  01 00 00"));
  press(model, {"q"});
  EXPECT_FALSE(model.memory.bytes);
  EXPECT_EQ(Screen::memory, model.screen());
}

TEST(Bytes, theRowStaysFromMomentToMoment) {
  Model model = memory_of(lost_update());
  step(model, 8);
  press(model, {"x", "↑"});
  const std::string there = screen(model);
  EXPECT_TRUE(shows(model, "04000 : page [A]") || shows(model, "04000\u00a0: page [A]"));
  press(model, {"n", "n", "p", "p"});
  EXPECT_EQ(there, screen(model));
}

TEST(Optimised, isSaidInTheHeadingAndInTheTextView) {
  auto recording = lost_update();
  Model plain = memory_of(recording);
  EXPECT_FALSE(shows(plain, "optimis"));
  press(plain, {"t"});
  EXPECT_FALSE(shows(plain, "optimis"));
  recording.optimised = true;
  for (const grid::Size size : {grid::Size{60, 16}, {80, 24}}) {
    Model model = memory_of(recording, size);
    EXPECT_TRUE(shows(model, "optimisé")) << screen(model);
    press(model, {"t", "Fin"});
    press(model, {"↓", "↓", "↓", "↓", "↓", "↓", "↓", "↓", "↓", "↓", "↓", "↓", "↓", "↓", "↓", "↓", "↓", "↓", "↓", "↓"});
    EXPECT_TRUE(shows(model, "compilé avec optimisation")) << screen(model);
  }
}

TEST(Files, threeColumnsAppearWithTheMapping) {
  Model model = memory_of(mapped_file());
  EXPECT_FALSE(shows(model, "disque"));
  step(model, 4);
  EXPECT_TRUE(shows(model, "modifiée"));
  EXPECT_TRUE(shows(model, "≠"));
  step(model, 2);
  EXPECT_TRUE(shows(model, "sa propre copie"));
  step(model, 1);
  EXPECT_TRUE(shows(model, "à jour"));
  EXPECT_TRUE(shows(model, "octet 30 de la page 1"));
  step(model, 1);
  EXPECT_TRUE(shows(model, "absente"));
  step(model, 1);
  EXPECT_TRUE(shows(model, "état inconnu"));
  press(model, {"d"});
  EXPECT_TRUE(shows(model, "PÈRE 4211"));
}

TEST(Blocked, theLastMomentSaysWhoWaitsForWhat) {
  for (const grid::Size size : {grid::Size{80, 24}, {60, 16}, {120, 40}}) {
    Model model = memory_of(blocked(), size);
    EXPECT_FALSE(shows(model, "Interblocage"));
    press(model, {"Fin"});
    EXPECT_TRUE(shows(model, "Interblocage"));
    EXPECT_TRUE(shows(model, "Le père attend"));
    EXPECT_TRUE(shows(model, "Le fils attend"));
    EXPECT_TRUE(shows(model, "(bloqué)"));
  }
}

// Forwards one by one, then backwards, then by jumps: a moment looks the same, whatever the way to it.
enum class Look { picture, bytes, text, all };

void walk(const record::Recording& recording, grid::Size size, Look look) {
  Model model = memory_of(recording, size);
  model.memory.bytes = look == Look::bytes || look == Look::all;
  model.memory.all_mappings = look == Look::all;
  if (look == Look::text) model.memory.pane = app::MemoryPane::text;
  app::update(model, grid::Input{grid::Resize{size}});
  const std::size_t count = recording.moments.size();
  std::vector<grid::Grid> seen;
  for (std::size_t moment = 0; moment < count; ++moment) {
    seen.push_back(app::view(model));
    if (moment + 1 < count) press(model, {"n"});
  }
  for (std::size_t moment = count; moment-- > 0;) {
    ASSERT_EQ(moment, model.memory.moment);
    ASSERT_EQ(seen[moment].text(), screen(model)) << "back at " << moment;
    ASSERT_TRUE(seen[moment] == app::view(model)) << "looks, back at " << moment;
    if (moment > 0) press(model, {"p"});
  }
  for (const char* key : {"Fin", "E", "E", "Début", "e", "e", "Fin", "p", "E", "Début"}) {
    press(model, {key});
    model.notice.clear();  // a key that does nothing there says so
    ASSERT_EQ(seen[model.memory.moment].text(), screen(model)) << key << " to " << model.memory.moment;
  }
}

TEST(Walking, backShowsWhatForwardsShowed) {
  for (const auto& recording : {shared_page(), private_copy(), three_processes(), exec_forgets(), crash(), lost_update(), two_functions(), mapped_file(), blocked(), family()})
    for (const Look look : {Look::picture, Look::bytes, Look::text, Look::all})
      ASSERT_NO_FATAL_FAILURE(walk(recording, {80, 24}, look));
}

TEST(Walking, backShowsWhatForwardsShowedInAnyRecording) {
  std::mt19937 random(20);
  for (int round = 0; round < 150; ++round) {
    SCOPED_TRACE(testing::Message() << "round " << round);
    const auto recording = random_recording(random);
    const grid::Size size = round % 3 == 0 ? grid::Size{60, 16} : round % 3 == 1 ? grid::Size{80, 24} : grid::Size{120, 40};
    ASSERT_NO_FATAL_FAILURE(walk(recording, size, static_cast<Look>(round % 4)));
  }
}

}  // namespace
}  // namespace partage::test
