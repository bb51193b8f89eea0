// A hundred thousand events in any order: the model stays valid, and every screen can be drawn.
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "app/lesson.hpp"
#include "app/random_recording.hpp"
#include "app/sample.hpp"
#include "app/story.hpp"

namespace partage::test {
namespace {

using app::Model;

class Monkey {
 public:
  explicit Monkey(unsigned seed) : random_(seed) {}

  app::Event event(const Model& model) {
    switch (below(22)) {
      case 0: return grid::Input{grid::Resize{size()}};
      case 1: return app::RunOutput{run(model), bytes()};
      case 2: return app::RunFinished{run(model), recording()};
      case 3: return verdict();
      case 4: return odd_event(model);
      case 5: return grid::Input{grid::MousePress{{below(300) - 10, below(100) - 10}, 1 + below(3), below(3) == 0, below(3) == 0}};
      case 6: return student_event(model);
      default: return grid::Input{key_press()};
    }
  }

 private:
  int below(int bound) { return static_cast<int>(random_() % static_cast<unsigned>(bound)); }

  grid::Size size() {
    static const std::vector<grid::Size> usual{{80, 24}, {60, 16}, {120, 40}, {59, 15}, {10, 5}, {0, 0}, {1, 1}, {300, 100}};
    if (below(3) > 0) return usual[static_cast<std::size_t>(below(static_cast<int>(usual.size())))];
    return {below(300), below(100)};
  }

  app::RunNumber run(const Model& model) { return below(4) == 0 ? static_cast<app::RunNumber>(below(5)) : model.run.run; }

  std::string bytes() {
    std::string text;
    for (int count = below(60); count > 0; --count)
      text += below(3) == 0 ? static_cast<char>(below(256)) : "\x1b[];\n\r\t abé"[below(13)];
    if (below(50) == 0) text += std::string(20'000, 'x');
    return text;
  }

  record::Recording recording() {
    switch (below(13)) {
      case 0: return shared_page();
      case 1: return private_copy();
      case 2: return three_processes();
      case 3: return exec_forgets();
      case 4: return crash();
      case 5: return {};
      case 6: return lost_update();
      case 7: return mapped_file();
      case 8: return family();
      case 9: return blocked();
      case 10:
      case 11: return random_recording(random_);
      default: return damaged();
    }
  }

  // As a file that was tampered with could be: moments of unknown processes, a child of itself, lines out of the file.
  record::Recording damaged() {
    record::Recording recording = private_copy();
    for (record::Moment& moment : recording.moments) {
      if (below(4) == 0) moment.pid = 4210 + below(5);
      if (below(4) == 0) moment.source.line = below(60) - 5;
      if (below(6) == 0) moment.memory.clear();
      if (below(6) == 0) moment.fork = record::Fork{4210 + below(5), "fork"};
      if (below(9) == 0) moment.syscall.reset();
    }
    if (below(3) == 0) recording.processes.clear();
    for (record::Process& process : recording.processes)
      if (below(3) == 0) process.parent = 4210 + below(5);
    recording.end = static_cast<record::End>(below(10));
    recording.output = bytes();
    return recording;
  }

  app::Event verdict() {
    record::Verdict given = below(2) == 0 ? failed_verdict() : below(2) == 0 ? passed_verdict() : below(2) == 0 ? compile_error_verdict() : unjudged_verdict();
    if (below(5) == 0) given.exercise = "inconnu";
    if (below(5) == 0) given.diagnosis.reset();
    if (given.recording && below(2) == 0) given.recording = recording();
    return app::VerdictReady{given, below(2) == 0 ? student_sources() : app::Sources{}};
  }

  app::Event odd_event(const Model& model) {
    switch (below(10)) {
      case 8: return app::Clock{below(5) == 0 ? below(2'000'000'000) : now_ += below(100'000), below(90'000) - 45'000};
      case 9: return grid::Input{key(below(2) == 0 ? "/" : "b")};
      case 0: return app::RunFailed{run(model), "Impossible."};
      case 1: return app::VerdictFailed{model.exercise.exercise, "Impossible."};
      case 2: return app::ProgressSaved{below(2) == 0 ? "" : "Disque plein."};
      case 3: return app::FileSaved{model.exercise.exercise};
      case 4: return app::EditorClosed{below(2) == 0 ? "" : "Éditeur introuvable."};
      case 5: return app::ExerciseReset{model.exercise.exercise, "ancien.c", below(2) == 0 ? "" : "Refusé."};
      case 6: return grid::Input{grid::Paste{bytes()}};
      default: return app::Notice{bytes()};
    }
  }

  std::string source() { return below(3) == 0 ? bytes() : below(2) == 0 ? student_text() : solution_text(); }

  // The file, the attempts and the solution, of this exercise or of another.
  app::Event student_event(const Model& model) {
    const std::string exercise = below(5) == 0 ? "01_isolation" : model.exercise.exercise;
    std::vector<content::Attempt> all;
    for (int number = 1; number <= below(6); ++number) all.push_back({number, below(1 << 30), below(2) == 0, true, "E08-x", bytes(), {}, source()});
    switch (below(5)) {
      case 0: return app::FileWatched{exercise, source(), below(2) == 0};
      case 1: return app::FileSaved{exercise, source()};
      case 2: return app::AttemptsRead{exercise, std::make_shared<const std::vector<content::Attempt>>(all), below(5), {bytes()}, below(4) == 0 ? "Disque plein." : ""};
      case 3: return app::AttemptRestored{exercise, below(6), below(2) == 0 ? "" : "ancien.c", below(4) == 0 ? "Refusé." : ""};
      default: return app::SolutionRead{exercise, source(), below(4) == 0 ? "Absente." : ""};
    }
  }

  grid::KeyPress key_press() {
    static const std::vector<std::string> likely{"Entrée", "Entrée", "→", "→", "↓", "↓", "↑", "←", "Tab", "Maj+Tab", "Fin", "Début", "Page↓", "Page↑",
                                                 "Échap", "Retour", "n", "p", "l", "v", "i", "m", "f", "F", "t", "a", "r", "x", "o", "e", "E", "d", "s", "*", "/", "?", "1", "2", "3", " "};
    if (below(12) == 0) return key("q");
    if (below(6) > 0) return key(likely[static_cast<std::size_t>(below(static_cast<int>(likely.size())))]);
    return {static_cast<grid::Key>(below(15)), below(4) == 0 ? bytes() : std::string(1, static_cast<char>(32 + below(95))), below(5) == 0};
  }

  std::mt19937 random_;
  std::int64_t now_ = 1'700'000'000;
};

void expect_valid(const Model& model) {
  ASSERT_FALSE(model.stack.empty());
  ASSERT_EQ(app::Screen::contents, model.stack.front());
  ASSERT_EQ(model.stack.size(), std::set<app::Screen>(model.stack.begin(), model.stack.end()).size());
  ASSERT_GE(model.contents.selected, 0);
  ASSERT_LT(model.contents.selected, 4);
  if (const auto* lesson = model.library.lesson(model.lesson.lesson)) {
    ASSERT_GE(model.lesson.page, 0);
    ASSERT_LT(model.lesson.page, app::lesson_page_count(*lesson));
  }
  ASSERT_GE(model.overview.selected, -1);
  ASSERT_LT(model.overview.selected, 4);
  ASSERT_GE(model.search.top, 0);
  if (!model.search.hits.empty()) {
    ASSERT_LT(model.search.selected, static_cast<int>(model.search.hits.size()));
  }
  const bool searching = std::find(model.stack.begin(), model.stack.end(), app::Screen::search) != model.stack.end();
  ASSERT_EQ(searching, model.search.origin.has_value());
  ASSERT_GE(model.lesson.scroll, 0);
  ASSERT_GE(model.exercise.scroll, 0);
  ASSERT_GE(model.attempts.scroll, 0);
  ASSERT_GE(model.solution.scroll, 0);
  ASSERT_GE(model.memory.scroll, 0);
  if (model.memory.recording) {
    ASSERT_LT(model.memory.moment, model.memory.recording->moments.size());
    ASSERT_EQ(model.memory.moment + 1, model.memory.player->played());
  }
  ASSERT_LE(model.run.pane.line_count(), app::Pane::kMostHistory + app::Pane::kLargest.rows);
}

void play(unsigned seed, int events) {
  Monkey monkey(seed);
  Model model = sample_model();
  for (int count = 0; count < events; ++count) {
    const app::Event event = monkey.event(model);
    app::update(model, event);
    model.quitting = false;
    ASSERT_NO_FATAL_FAILURE(expect_valid(model)) << "event " << count;
    if (count % 8 != 0) continue;
    const grid::Grid grid = app::view(model);
    ASSERT_EQ(model.size, grid.size()) << "event " << count;
    if (model.size.columns > 0 && model.size.rows > 0) {
      ASSERT_NE(std::string::npos, grid.text().find_first_not_of(" \n─")) << "blank at event " << count;
    }
  }
}

TEST(RandomEvents, keepTheModelValid) {
  constexpr int kRounds = 20, kEvents = 5'000;
  for (unsigned round = 0; round < kRounds; ++round) {
    SCOPED_TRACE(testing::Message() << "seed " << round);
    ASSERT_NO_FATAL_FAILURE(play(round, kEvents));
  }
}

}  // namespace
}  // namespace partage::test
