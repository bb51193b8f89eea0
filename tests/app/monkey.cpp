#include "app/monkey.hpp"

#include <vector>

#include "app/random_recording.hpp"
#include "app/sample.hpp"
#include "app/story.hpp"

namespace partage::test {

app::Event Monkey::event(const app::Model& model) {
  if (one_in(300)) plan_a_run();
  if (!planned_.empty()) {
    const grid::KeyPress press = planned_.back();
    planned_.pop_back();
    return grid::Input{press};
  }
  if (model.run.running && one_in(4)) return app::RunOutput{model.run.run, bytes()};
  switch (below(21)) {
    case 0: return grid::Input{grid::Resize{size()}};
    case 1: return app::RunOutput{run(model), bytes()};
    case 2: return app::RunFinished{run(model), recording()};
    case 3: return verdict(model);
    case 4: return odd_event(model);
    case 5: return grid::Input{grid::MousePress{{below(300) - 10, below(100) - 10}, 1 + below(3), below(3) == 0, below(3) == 0}};
    case 6: return student_event(model);
    default: return grid::Input{key_press()};
  }
}

// A program that runs, with the keyboard or not: chance alone seldom gets there.
void Monkey::plan_a_run() {
  planned_.clear();
  if (one_in(2)) planned_.push_back(key("i"));
  for (const char* name : {"l", "→", "→", "Entrée", "↓", "↓", "Début", "Échap", "Échap", "Échap", "Échap", "^g"}) planned_.push_back(key(name));
}

grid::Size Monkey::size() {
  static const std::vector<grid::Size> usual{{80, 24}, {60, 16}, {120, 40}, {59, 15}, {10, 5}, {0, 0}, {1, 1}, {300, 100}};
  if (below(3) > 0) return usual[static_cast<std::size_t>(below(static_cast<int>(usual.size())))];
  return {below(300), below(100)};
}

app::RunNumber Monkey::run(const app::Model& model) { return below(4) == 0 ? static_cast<app::RunNumber>(below(5)) : model.run.run; }

std::string Monkey::bytes() {
  std::string text;
  for (int count = below(60); count > 0; --count)
    text += below(3) == 0 ? static_cast<char>(below(256)) : "\x1b[];\n\r\t abé"[below(13)];
  if (below(3) == 0) text = drawing();
  if (below(50) == 0) text += std::string(20'000, 'x');
  return text;
}

// What programs that draw send, sometimes cut in the middle of a sequence.
std::string Monkey::drawing() {
  static const std::vector<std::string> parts{"H", "J", "K", "m", "A", "B", "C", "D", "L", "M", "P", "@", "X", "S", "T", "r", "d", "G", "n", "c", "h", "l", "s", "u", "b", "g", "p", "t", "q"};
  std::string text;
  for (int count = 1 + below(12); count > 0; --count) {
    text += one_in(6) ? "\x1b[?" : "\x1b[";
    for (int parameters = below(one_in(20) ? 40 : 4); parameters > 0; --parameters) text += std::to_string(one_in(9) ? below(2'000'000'000) : below(60)) + (one_in(5) ? ":" : ";");
    if (text.ends_with(";") && !one_in(4)) text.pop_back();
    text += parts[static_cast<std::size_t>(below(static_cast<int>(parts.size())))];
    if (one_in(3)) text += std::vector<std::string>{"漢字", "e\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81", "🙂", "\x1b(0lqk", "\x1b#8", "\x1bM\x1b""7\x1b""8\x1b""D", "\x1b""c", "\x1b[?1049h", "\x1b[?1049l"}[static_cast<std::size_t>(below(9))];
    if (one_in(2)) text += "mot ";
  }
  return one_in(3) ? text.substr(0, static_cast<std::size_t>(below(static_cast<int>(text.size())))) : text;
}

record::Recording Monkey::recording() {
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
record::Recording Monkey::damaged() {
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

app::Event Monkey::verdict(const app::Model& model) {
  record::Verdict given = below(2) == 0 ? failed_verdict() : below(2) == 0 ? passed_verdict() : below(2) == 0 ? compile_error_verdict() : unjudged_verdict();
  if (below(2) == 0) given.exercise = model.exercise.exercise;
  if (below(5) == 0) given.exercise = "inconnu";
  if (below(5) == 0) given.diagnosis.reset();
  if (given.recording && below(2) == 0) given.recording = recording();
  return app::VerdictReady{given, below(2) == 0 ? student_sources() : app::Sources{}};
}

app::Event Monkey::odd_event(const app::Model& model) {
  switch (below(11)) {
    case 8: return app::Clock{one_in(5) ? below(2'000'000'000) : now_ += below(100'000), below(90'000) - 45'000};
    case 9: return grid::Input{key(one_in(2) ? "/" : "b")};
    case 0: return app::RunFailed{run(model), "Impossible."};
    case 1: return app::VerdictFailed{model.exercise.exercise, "Impossible."};
    case 2: return app::ProgressSaved{below(2) == 0 ? "" : "Disque plein."};
    case 3: return app::FileSaved{model.exercise.exercise};
    case 4: return app::EditorClosed{below(2) == 0 ? "" : "Éditeur introuvable."};
    case 5: return app::ExerciseReset{model.exercise.exercise, "ancien.c", below(2) == 0 ? "" : "Refusé."};
    case 6: return grid::Input{grid::Paste{bytes()}};
    case 7: return app::IsolationKnown{bytes()};
    default: return app::Notice{bytes()};
  }
}

std::string Monkey::source() { return one_in(3) ? bytes() : one_in(2) ? student_text() : solution_text(); }

// The file, the attempts and the solution, of this exercise or of another.
app::Event Monkey::student_event(const app::Model& model) {
  const std::string exercise = one_in(5) ? "01_isolation" : model.exercise.exercise;
  std::vector<content::Attempt> all;
  for (int number = 1; number <= below(6); ++number) all.push_back({number, below(1 << 30), one_in(2), true, "E08-x", bytes(), {}, source()});
  switch (below(5)) {
    case 0: return app::FileWatched{exercise, source(), one_in(2)};
    case 1: return app::FileSaved{exercise, source()};
    case 2: return app::AttemptsRead{exercise, std::make_shared<const std::vector<content::Attempt>>(all), below(5), {bytes()}, one_in(4) ? "Disque plein." : ""};
    case 3: return app::AttemptRestored{exercise, below(6), one_in(2) ? "" : "ancien.c", one_in(4) ? "Refusé." : ""};
    default: return app::SolutionRead{exercise, source(), one_in(4) ? "Absente." : ""};
  }
}

grid::KeyPress Monkey::key_press() {
  static const std::vector<std::string> likely{"Entrée", "Entrée", "→", "→", "↓", "↓", "↑", "←", "Tab", "Maj+Tab", "Fin", "Début", "Page↓", "Page↑",
                                               "Échap", "Retour", "n", "p", "l", "v", "i", "m", "f", "F", "t", "a", "r", "x", "o", "e", "E", "d", "*", "/", "?", "1", "2", "3", " ", "i", "b", "s", "^g", "^g", "^c"};
  if (below(12) == 0) return key("q");
  if (below(6) > 0) return key(likely[static_cast<std::size_t>(below(static_cast<int>(likely.size())))]);
  return {static_cast<grid::Key>(below(15)), below(4) == 0 ? bytes() : std::string(1, static_cast<char>(32 + below(95))), below(5) == 0};
}

}  // namespace partage::test
