// What the student does, from key to effect.
#include <gtest/gtest.h>

#include "app/lesson.hpp"
#include "app/prediction.hpp"
#include "app/sample.hpp"
#include "app/story.hpp"

namespace partage::test {
namespace {

using app::Model;
using app::Screen;

bool shows(const Model& model, const std::string& text) { return screen(model).find(text) != std::string::npos; }

TEST(Contents, enterOpensTheNextThing) {
  Model model = sample_model();
  press(model, {"Entrée"});
  EXPECT_EQ(Screen::lesson, model.screen());
  EXPECT_EQ("01_chacun_chez_soi", model.lesson.lesson);
}

TEST(Contents, threeKeysReachTheFirstProgram) {
  Model model = sample_model();
  model.contents.selected = 2;
  const auto effects = press(model, {"Entrée", "Fin", "→", "→", "l"});
  ASSERT_NE(nullptr, find_effect<app::StartRun>(effects));
}

TEST(Contents, comesBackToWhatIsLeftToDo) {
  Model model = sample_model();
  press(model, {"Entrée", "→", "q"});
  EXPECT_EQ(1, model.contents.selected) << "the lesson is read: its exercise is next";
  EXPECT_TRUE(shows(model, "À suivre"));
}

TEST(Contents, resumesWhereTheStudentWas) {
  app::Start start = sample_start();
  start.progress.last_place = "lecon:07_create_shared_memory";
  start.progress.lessons["07_create_shared_memory"].page = 2;
  start.progress.lessons["07_create_shared_memory"].pages_read = {0, 1};
  Model model(std::move(start));
  press(model, {"Entrée"});
  EXPECT_EQ(2, model.lesson.page);
}

TEST(Contents, progressOfFoldersThatAreGoneDoesNoHarm) {
  app::Start start = sample_start();
  start.progress.last_place = "lecon:99_parti";
  start.progress.lessons["99_parti"].page = 70;
  start.progress.lessons["01_chacun_chez_soi"].page = 70;
  start.progress.exercises["08_create_shared_memory"].hints = 99;
  Model model(std::move(start));
  press(model, {"Entrée"});
  EXPECT_EQ(1, model.lesson.page);
  press(model, {"q", "Fin", "Entrée", "→", "→"});
  EXPECT_TRUE(shows(model, "Indice 3/3"));
}

TEST(Contents, emptyLibrary) {
  Model model{app::Start{}};
  press(model, {"Entrée", "↓", "/", "x", "Échap"});
  EXPECT_TRUE(shows(model, "Aucune leçon"));
  EXPECT_NE(nullptr, find_effect<app::Quit>(press(model, {"q"})));
}

TEST(Lesson, pagesAreRememberedAndSaved) {
  Model model = sample_model();
  press(model, {"Entrée"});
  const auto effects = press(model, {"→"});
  const auto* saved = find_effect<app::SaveProgress>(effects);
  ASSERT_NE(nullptr, saved);
  EXPECT_TRUE(saved->progress.lessons.at("01_chacun_chez_soi").finished);
  EXPECT_EQ("lecon:01_chacun_chez_soi", saved->progress.last_place);
}

TEST(Lesson, aPredictionIsCommittedOnceAndAnsweredByTheProgram) {
  Model model = sample_model();
  press(model, {"↓", "↓", "Entrée", "→", "→", "↓", "↑"});
  EXPECT_FALSE(shows(model, "une seule page")) << "no explanation before the answer";
  auto effects = press(model, {"Entrée"});
  const auto* start = find_effect<app::StartRun>(effects);
  ASSERT_NE(nullptr, start);
  EXPECT_EQ("demo_meme_page", start->program);
  ASSERT_NE(nullptr, find_effect<app::SaveProgress>(effects));
  EXPECT_EQ("42", find_effect<app::SaveProgress>(effects)->progress.lessons.at("07_create_shared_memory").predictions.at("p1"));
  EXPECT_EQ(Screen::lesson, model.screen());
  app::update(model, app::RunFinished{start->run, shared_page()});
  EXPECT_TRUE(shows(model, "✘ Non"));
  EXPECT_TRUE(shows(model, "Le fils n'a rien"));
  effects = press(model, {"2", "r"});
  EXPECT_EQ(nullptr, find_effect<app::SaveProgress>(effects)) << "a commitment does not change";
  EXPECT_NE(nullptr, find_effect<app::StartRun>(effects));
}

TEST(Lesson, anAnswerThatIsNotThereIsSaid) {
  Model model = sample_model();
  press(model, {"↓", "↓", "Entrée", "→", "→", "Entrée"});
  app::update(model, app::RunFinished{model.run.run, crash()});
  EXPECT_TRUE(shows(model, "n'a pas donné sa réponse"));
}

TEST(Prediction, findsTheAnswer) {
  content::Prediction prediction;
  prediction.choices = {"0 kB", "2 kB"};
  prediction.capture = "fils[\\s\\S]*?Pss: (\\d+ kB)";
  EXPECT_EQ("2 kB", app::find_answer(prediction, "pere\r\nfils\r\n\r\n  Pss: 2 kB\r\n").text);
  EXPECT_FALSE(app::find_answer(prediction, "rien").known);
  prediction.capture = "([";
  EXPECT_FALSE(app::find_answer(prediction, "rien").known);
  EXPECT_EQ(1, app::choice_of(prediction, " 2 KB "));
  EXPECT_EQ(-1, app::choice_of(prediction, "3 kB"));
}

record::Recording line_by_line() {
  Story story;
  story.start(4211).maps(4211, {zone_mapping()}).page(4211, kZone, kSharedAlone, 42);
  story.fork(4211, 4212, 8).page(4212, kZone, {});
  story.statement(4212, 10).statement(4212, 11).page(4212, kZone, kSharedByTwo, 7).page(4211, kZone, kSharedByTwo, 7);
  story.statement(4211, 14).statement(4212, 10);
  story.exit(4212, 0).exit(4211, 0);
  record::Recording recording = story.recording();
  recording.order = "fils";
  recording.variables = {{"zone", "main", "int *", record::Variable::Kind::pointer, 8, 5}};
  recording.moments[0].memory[0].variables = {{0, 0x7ffd00000010, kZone}};
  return recording;
}

content::Prediction about_a_moment(int line, const std::string& process) {
  content::Prediction prediction;
  prediction.choices = {"42", "7"};
  prediction.place = content::Place{"demo_meme_page.c", line, process, "*zone"};
  return prediction;
}

TEST(Prediction, isAnsweredByTheRecordingAtItsMoment) {
  const record::Recording recording = line_by_line();
  const app::Answer before = app::find_answer(about_a_moment(10, "fils"), recording);
  EXPECT_EQ("42", before.text) << "the first time that the line is reached";
  EXPECT_EQ(2u, before.moment);
  EXPECT_EQ("7", app::find_answer(about_a_moment(14, "père"), recording).text);
  EXPECT_EQ("7", app::find_answer(about_a_moment(14, "programme"), recording).text);
  EXPECT_FALSE(app::find_answer(about_a_moment(14, "fils"), recording).known) << "the child never comes there";
  EXPECT_FALSE(app::find_answer(about_a_moment(10, "fils 2"), recording).known);
  auto unknown = about_a_moment(10, "fils");
  unknown.place->expression = "absente";
  EXPECT_FALSE(app::find_answer(unknown, recording).known);
}

TEST(Lesson, aPredictionAtAMomentShowsThatMoment) {
  app::Start start = sample_start({80, 24});
  for (content::Block& block : start.library.lessons[1].pages[1].blocks)
    if (auto* prediction = std::get_if<content::Prediction>(&block)) {
      prediction->capture.clear();
      prediction->place = content::Place{"demo_meme_page.c", 14, "père", "*zone"};
      prediction->order = "fils";
    }
  Model model(start);
  auto effects = press(model, {"↓", "↓", "Entrée", "→", "→", "Entrée"});
  ASSERT_NE(nullptr, find_effect<app::StartRun>(effects));
  EXPECT_EQ("fils", find_effect<app::StartRun>(effects)->order);
  app::update(model, app::RunFinished{model.run.run, line_by_line()});
  EXPECT_TRUE(shows(model, "à ce moment, *zone vaut «\u00a07\u00a0»"));
  press(model, {"m"});
  ASSERT_EQ(Screen::memory, model.screen());
  EXPECT_EQ(4u, model.memory.moment);
}

TEST(Run, keepsItsOrderWhenItIsLaunchedAgain) {
  app::Start start = sample_start({80, 24});
  for (content::Block& block : start.library.lessons[1].pages[1].blocks)
    if (auto* launch = std::get_if<content::Launch>(&block)) launch->order = "P3F*", launch->region = "incrementer";
  Model model(start);
  press(model, {"↓", "↓", "Entrée", "→", "→", "l"});
  app::update(model, app::RunFinished{model.run.run, crash()});
  const auto effects = press(model, {"l"});
  ASSERT_NE(nullptr, find_effect<app::StartRun>(effects));
  EXPECT_EQ("P3F*", find_effect<app::StartRun>(effects)->order);
  EXPECT_EQ("incrementer", find_effect<app::StartRun>(effects)->region);
}

TEST(Prediction, aFloodIsNotAStackOverflow) {
  content::Prediction prediction;
  prediction.capture = "debut[\\s\\S]*?(fin\\d)";
  std::string flood = "debut" + std::string(2'000'000, 'x') + "fin1";
  EXPECT_FALSE(app::find_answer(prediction, flood).known);
  EXPECT_EQ("fin2", app::find_answer(prediction, std::string(100'000, 'x') + "debut fin2").text);
}

TEST(Run, outputAppearsAsItIsWritten) {
  Model model = sample_model();
  press(model, {"↓", "↓", "Entrée", "→", "→", "l"});
  ASSERT_EQ(Screen::run, model.screen());
  app::update(model, app::RunOutput{model.run.run, "un\r\nde"});
  EXPECT_TRUE(shows(model, "│ de\n"));
  app::update(model, app::RunOutput{model.run.run, "ux\r\n"});
  EXPECT_TRUE(shows(model, "│ deux\n"));
  EXPECT_TRUE(shows(model, "en cours…"));
}

TEST(Run, eventsOfARunThatWasLeftAreIgnored) {
  Model model = sample_model();
  press(model, {"↓", "↓", "Entrée", "→", "→", "l"});
  const app::RunNumber first = model.run.run;
  EXPECT_NE(nullptr, find_effect<app::CancelRun>(press(model, {"q"})));
  press(model, {"l"});
  app::update(model, app::RunOutput{first, "trop tard"});
  app::update(model, app::RunFinished{first, crash()});
  EXPECT_TRUE(model.run.running);
  EXPECT_FALSE(shows(model, "trop tard"));
}

std::string sent(const app::Effects& effects) {
  std::string bytes;
  for (const auto& effect : effects)
    if (const auto* input = std::get_if<app::SendInput>(&effect)) bytes += input->bytes;
  return bytes;
}

TEST(Start, isolationIsSaidOnceAndKeptInTheHelp) {
  app::Start start = sample_start();
  start.isolation_notice.clear();
  Model model(std::move(start));
  app::update(model, app::IsolationKnown{""});
  EXPECT_EQ("", model.notice);
  app::update(model, app::IsolationKnown{"Isolation légère."});
  EXPECT_TRUE(shows(model, "Isolation légère"));
  press(model, {"↓"});
  EXPECT_FALSE(shows(model, "Isolation légère"));
  press(model, {"?", "Fin", "Page↓", "Page↓"});
  EXPECT_EQ("Isolation légère.", model.isolation_notice);
}

TEST(Run, controlCGoesToTheProgramNotToTheKit) {
  Model model = sample_model();
  press(model, {"↓", "↓", "Entrée", "→", "→", "l"});
  const auto effects = press(model, {"^c"});
  EXPECT_EQ("\x03", sent(effects));
  EXPECT_EQ(nullptr, find_effect<app::Quit>(effects));
  EXPECT_EQ(nullptr, find_effect<app::CancelRun>(effects));
  EXPECT_NE(nullptr, find_effect<app::CancelRun>(press(model, {"x"})));
}

TEST(Run, theProgramThatAsksItsTerminalIsAnswered) {
  Model model = sample_model();
  press(model, {"↓", "↓", "Entrée", "→", "→", "l"});
  EXPECT_EQ("\x1b[1;3R", sent(app::update(model, app::RunOutput{model.run.run, "ab\x1b[6n"})));
}

TEST(Run, theCursorIsTheProgramsWhileItHasTheKeyboard) {
  Model model = sample_model();
  press(model, {"↓", "↓", "Entrée", "→", "→", "l", "i"});
  app::update(model, app::RunOutput{model.run.run, "un\r\nnom : "});
  const grid::Grid shown = app::view(model);
  const std::string text = shown.text();
  EXPECT_TRUE(shown.cursor_visible);
  EXPECT_EQ(" ", shown.at(shown.cursor.column, shown.cursor.row).text);
  EXPECT_EQ(":", shown.at(shown.cursor.column - 2, shown.cursor.row).text);
}

TEST(Run, keysGoToTheProgramWhenAskedTo) {
  Model model = sample_model();
  press(model, {"↓", "↓", "Entrée", "→", "→", "l", "i"});
  EXPECT_EQ("q\r\x04é\x1b[A\x1b\x03\x1a?", sent(press(model, {"q", "Entrée", "^d", "é", "↑", "Échap", "^c", "^z", "?"})));
  EXPECT_EQ("col\rlé", sent(app::update(model, grid::Input{grid::Paste{"col\nlé"}})));
  EXPECT_TRUE(shows(model, "Ctrl+G reprendre le clavier"));
  press(model, {"^g"});
  EXPECT_FALSE(model.run.typing);
  press(model, {"i"});
  app::update(model, app::RunFinished{model.run.run, crash()});
  EXPECT_FALSE(model.run.typing) << "nobody is left to type to";
}

TEST(Run, theProgramIsToldOfTheNewSize) {
  Model model = sample_model();
  press(model, {"↓", "↓", "Entrée", "→", "→", "l"});
  const auto effects = app::update(model, grid::Input{grid::Resize{{120, 40}}});
  const auto* resize = find_effect<app::ResizeRun>(effects);
  ASSERT_NE(nullptr, resize);
  EXPECT_GT(resize->size.rows, 20);
}

TEST(Run, longOutputFollowsItsEndAndCanBeReadAgain) {
  Model model = sample_model();
  press(model, {"↓", "↓", "Entrée", "→", "→", "l"});
  for (int line = 1; line <= 300; ++line) app::update(model, app::RunOutput{model.run.run, "ligne " + std::to_string(line) + "\r\n"});
  EXPECT_TRUE(shows(model, "ligne 300"));
  press(model, {"Début"});
  EXPECT_TRUE(shows(model, "ligne 1\n"));
  app::update(model, app::RunOutput{model.run.run, "encore\r\n"});
  EXPECT_TRUE(shows(model, "ligne 1\n")) << "reading is not disturbed";
  press(model, {"Fin"});
  EXPECT_TRUE(shows(model, "encore"));
}

TEST(Run, aProgramThatCannotStartIsSaid) {
  Model model = sample_model();
  press(model, {"↓", "↓", "Entrée", "→", "→", "l"});
  app::update(model, app::RunFailed{model.run.run, "Le programme demo_meme_page n'est pas construit."});
  EXPECT_TRUE(shows(model, "n'est pas construit"));
  EXPECT_NE(nullptr, find_effect<app::StartRun>(press(model, {"l"}))) << "it can be tried again";
}

TEST(Run, aProgramThatMeasuresHasNoMemoryView) {
  Model model = sample_model();
  for (content::Lesson& lesson : model.library.lessons)
    for (content::Page& page : lesson.pages)
      for (content::Block& block : page.blocks)
        if (auto* launch = std::get_if<content::Launch>(&block)) launch->observed = false;
  auto effects = press(model, {"↓", "↓", "Entrée", "→", "→", "l"});
  ASSERT_NE(nullptr, find_effect<app::StartRun>(effects));
  EXPECT_FALSE(find_effect<app::StartRun>(effects)->observed);
  record::Recording measured = shared_page();
  measured.moments.clear();
  app::update(model, app::RunFinished{model.run.run, measured});
  EXPECT_TRUE(shows(model, "mesuré, sans observation"));
  press(model, {"m"});
  EXPECT_EQ(Screen::run, model.screen());
  EXPECT_TRUE(shows(model, "lancé sans observation"));
  effects = press(model, {"l"});
  ASSERT_NE(nullptr, find_effect<app::StartRun>(effects));
  EXPECT_FALSE(find_effect<app::StartRun>(effects)->observed) << "launched again, it still measures";
}

void open_memory(Model& model, const record::Recording& recording) {
  press(model, {"↓", "↓", "Entrée", "→", "→", "l"});
  app::update(model, app::RunFinished{model.run.run, recording});
  press(model, {"Entrée"});
}

TEST(Memory, stepsForwardsAndBackwards) {
  Model model = sample_model();
  open_memory(model, private_copy());
  ASSERT_EQ(Screen::memory, model.screen());
  press(model, {"n", "n"});
  const std::string there = screen(model);
  press(model, {"Fin", "p", "Début", "→", " "});
  EXPECT_EQ(there, screen(model));
  press(model, {"q", "q"});
  EXPECT_EQ(Screen::lesson, model.screen());
}

TEST(Memory, followsWhoActs) {
  Model model = sample_model();
  open_memory(model, three_processes());
  EXPECT_TRUE(shows(model, "PÈRE 4211"));
  press(model, {"n", "n", "n"});
  EXPECT_TRUE(shows(model, "PETIT-FILS 4213 (agit)"));
  press(model, {"f"});
  EXPECT_TRUE(shows(model, "PÈRE 4211"));
}

TEST(Exercise, verifyHintsAndProgress) {
  Model model = sample_model();
  auto effects = press(model, {"Fin", "Entrée"});
  ASSERT_NE(nullptr, find_effect<app::WatchFile>(effects));
  EXPECT_EQ("08_create_shared_memory", find_effect<app::WatchFile>(effects)->exercise);
  effects = press(model, {"v"});
  ASSERT_NE(nullptr, find_effect<app::Verify>(effects));
  EXPECT_EQ(nullptr, find_effect<app::Verify>(press(model, {"v"}))) << "one at a time";
  effects = app::update(model, app::VerdictReady{failed_verdict(), student_sources()});
  const auto* saved = find_effect<app::SaveProgress>(effects);
  ASSERT_NE(nullptr, saved);
  EXPECT_EQ(1, saved->progress.exercises.at("08_create_shared_memory").attempts);
  EXPECT_EQ("E08-prive", saved->progress.exercises.at("08_create_shared_memory").last_code);
  app::update(model, app::VerdictReady{failed_verdict(), student_sources()});
  press(model, {"i", "i"});
  EXPECT_TRUE(shows(model, "Indice 2/3"));
  press(model, {"i", "i"});
  EXPECT_EQ(3, model.progress.exercises.at("08_create_shared_memory").hints);
  const auto* editor = find_effect<app::OpenEditor>(press(model, {"e"}));
  ASSERT_NE(nullptr, editor);
}

TEST(Exercise, theEditorOpensAtTheLineOfTheDiagnosis) {
  Model model = sample_model();
  press(model, {"Fin", "Entrée", "v"});
  app::update(model, app::VerdictReady{failed_verdict(), {}});
  const auto effects = press(model, {"e"});
  EXPECT_EQ(6, find_effect<app::OpenEditor>(effects)->line);
}

TEST(Exercise, passedStaysPassedAndWhatCouldNotBeJudgedDoesNotCount) {
  Model model = sample_model();
  press(model, {"Fin", "Entrée", "v"});
  app::update(model, app::VerdictReady{passed_verdict(), {}});
  app::update(model, app::VerdictReady{failed_verdict(), {}});
  const auto& progress = model.progress.exercises.at("08_create_shared_memory");
  EXPECT_TRUE(progress.passed);
  EXPECT_EQ(2, progress.attempts);
  app::update(model, app::VerdictReady{unjudged_verdict(), {}});
  EXPECT_EQ(2, progress.attempts);
}

TEST(Exercise, aSavedFileIsJudged) {
  Model model = sample_model();
  press(model, {"Fin", "Entrée"});
  EXPECT_NE(nullptr, find_effect<app::Verify>(app::update(model, app::FileSaved{"08_create_shared_memory"})));
  EXPECT_NE(nullptr, find_effect<app::Verify>(app::update(model, app::FileSaved{"08_create_shared_memory"})))
      << "the one under way was of another text: it is begun again";
  EXPECT_EQ(nullptr, find_effect<app::Verify>(app::update(model, app::FileSaved{"01_isolation"})));
}

TEST(Exercise, resetAsksFirst) {
  Model model = sample_model();
  auto effects = press(model, {"Fin", "Entrée", "x", "q", "v", "n"});
  EXPECT_EQ(nullptr, find_effect<app::ResetExercise>(effects));
  EXPECT_EQ(Screen::exercise, model.screen());
  effects = press(model, {"x", "o"});
  EXPECT_NE(nullptr, find_effect<app::ResetExercise>(effects));
  app::update(model, app::FileSaved{"08_create_shared_memory", "int un;"});
  app::update(model, app::ExerciseReset{"08_create_shared_memory", "travail/ancien.c", ""});
  EXPECT_FALSE(model.exercise.verifying) << "what was being judged is no longer the file's text";
  EXPECT_TRUE(shows(model, "travail/ancien.c"));
}

TEST(Exercise, aVerdictThatArrivesElsewhereIsKept) {
  Model model = sample_model();
  press(model, {"Fin", "Entrée", "v", "q"});
  const auto effects = app::update(model, app::VerdictReady{passed_verdict(), {}});
  EXPECT_NE(nullptr, find_effect<app::SaveProgress>(effects));
  EXPECT_TRUE(shows(model, "réussi"));
}

TEST(Exercise, continuesAfterSuccess) {
  Model model = sample_model();
  press(model, {"Fin", "Entrée", "v"});
  app::update(model, app::VerdictReady{passed_verdict(), {}});
  press(model, {"Entrée"});
  EXPECT_EQ(Screen::lesson, model.screen());
  EXPECT_EQ("07_create_shared_memory", model.lesson.lesson) << "the rest of its lesson, which is not read";
}

TEST(Everywhere, noticesStayUntilAKey) {
  app::Start start = sample_start();
  start.isolation_notice = "Isolation légère sur cette machine.";
  Model model(std::move(start));
  EXPECT_TRUE(shows(model, "Isolation légère"));
  app::update(model, grid::Input{grid::Resize{{90, 30}}});
  EXPECT_TRUE(shows(model, "Isolation légère"));
  press(model, {"?"});
  EXPECT_TRUE(shows(model, "Isolation légère")) << "kept in the help";
  press(model, {"q"});
  EXPECT_FALSE(shows(model, "Isolation légère"));
  app::update(model, app::ProgressSaved{"Progression non enregistrée : disque plein."});
  EXPECT_TRUE(shows(model, "disque plein"));
}

TEST(Everywhere, quitAndSuspend) {
  Model model = sample_model();
  EXPECT_NE(nullptr, find_effect<app::Suspend>(press(model, {"^z"})));
  EXPECT_NE(nullptr, find_effect<app::Quit>(press(model, {"Entrée", "^c"})));
  EXPECT_EQ(nullptr, find_effect<app::Quit>(press(model, {"^c"}))) << "once";
}

TEST(Everywhere, aKeyThatDoesNothingSaysWhereToLook) {
  Model model = sample_model();
  press(model, {"z"});
  EXPECT_TRUE(shows(model, "ne fait rien ici"));
}

TEST(Everywhere, tooSmallIsSaidAndTheKeysStillAct) {
  Model model = sample_model({40, 10});
  EXPECT_TRUE(shows(model, "Terminal trop petit"));
  press(model, {"Entrée"});
  EXPECT_EQ(Screen::lesson, model.screen());
  for (const grid::Size size : {grid::Size{10, 5}, {1, 1}, {0, 0}, {59, 100}, {300, 15}, {-4, 3}}) {
    app::update(model, grid::Input{grid::Resize{size}});
    EXPECT_EQ(std::max(size.columns, 0), app::view(model).size().columns);
  }
}

TEST(Everywhere, theMouseChoosesAndScrolls) {
  Model model = sample_model();
  app::update(model, grid::Input{grid::MousePress{{10, 5}, 1, false, false}});
  EXPECT_EQ(2, model.contents.selected);
  app::update(model, grid::Input{grid::MousePress{{0, 0}, 4, true, false}});
  EXPECT_EQ(1, model.contents.selected);
  app::update(model, grid::Input{grid::MousePress{{10, 3}, 1, false, false}});
  EXPECT_EQ(Screen::exercise, model.screen());
}

}  // namespace
}  // namespace partage::test
