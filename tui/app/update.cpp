#include <algorithm>

#include "app/app.hpp"
#include "app/attempts.hpp"
#include "app/contents.hpp"
#include "app/diagnosis.hpp"
#include "app/exercise.hpp"
#include "app/help.hpp"
#include "app/keys.hpp"
#include "app/lesson.hpp"
#include "app/memory.hpp"
#include "app/mmap_table.hpp"
#include "app/navigation.hpp"
#include "app/overview.hpp"
#include "app/run.hpp"
#include "app/search.hpp"
#include "app/time.hpp"
#include "app/solution.hpp"
#include "app/words.hpp"

namespace partage::app {
namespace {

Bindings own_bindings(const Model& model, Screen screen) {
  switch (screen) {
    case Screen::contents: return contents_bindings(model);
    case Screen::lesson: return lesson_bindings(model);
    case Screen::run: return run_bindings(model);
    case Screen::memory: return memory_bindings(model);
    case Screen::exercise: return exercise_bindings(model);
    case Screen::help: return help_bindings(model);
    case Screen::mmap_table: return mmap_table_bindings(model);
    case Screen::overview: return overview_bindings(model);
    case Screen::search: return search_bindings(model);
    case Screen::diagnosis: return diagnosis_bindings(model);
    case Screen::attempts: return attempts_bindings(model);
    case Screen::solution: return solution_bindings(model);
  }
  return {};
}

void quit(Model& model, Effects& effects) {
  if (model.quitting) return;
  model.quitting = true;
  effects.push_back(Quit{});
}

void show_help(Model& model, Effects&) {
  model.help = {};
  go(model, Screen::help);
}

// A mode in which characters are typed, or a question is asked: no other key than the screen's own.
bool holds_keyboard(const Model& model) {
  return (model.screen() == Screen::search && model.search.typing) ||
         (model.screen() == Screen::run && model.run.typing) ||
         (model.screen() == Screen::memory && model.memory.pane == MemoryPane::order);
}

bool press_binding(Model& model, Effects& effects, const grid::KeyPress& press) {
  for (const Binding& binding : bindings(model))
    for (const Stroke& stroke : binding.strokes)
      if (stroke.matches(press)) {
        binding.act(model, effects);
        return true;
      }
  return false;
}

void press_key(Model& model, Effects& effects, const grid::KeyPress& press) {
  model.notice.clear();
  if (press_binding(model, effects, press)) return;
  if (model.screen() == Screen::run && model.run.typing) return type_key(model, effects, press);
  if (model.screen() == Screen::search && model.search.typing) return search_key(model, press);
  if (model.screen() == Screen::memory && model.memory.pane == MemoryPane::order) return type_in_memory(model, press);
  if (press.key == grid::Key::character && !press.control && !press.text.empty())
    say(model, "«\u00a0" + press.text + "\u00a0» ne fait rien ici\u202f; la touche «\u00a0?\u00a0» dit ce qui agit.");
}

struct Perform {
  Model& model;
  Effects& effects;

  void operator()(const grid::Input& event) { std::visit(*this, event); }
  void operator()(const grid::KeyPress& event) { press_key(model, effects, event); }
  void operator()(const grid::MousePress& event) {
    if (event.wheel_up || event.wheel_down) {
      press_binding(model, effects, {event.wheel_up ? grid::Key::up : grid::Key::down, {}, false});
    } else if (model.screen() == Screen::contents) {
      contents_click(model, effects, event.position);
    }
  }
  void operator()(const grid::Resize& event) {
    model.size = {std::max(event.size.columns, 0), std::max(event.size.rows, 0)};
    resize_run(model, effects);
  }
  void operator()(const grid::Paste& event) {
    if (model.screen() == Screen::run && model.run.typing) type_paste(model, effects, event.text);
    else if (model.screen() == Screen::search && model.search.typing) search_text(model, event.text);
  }
  void operator()(const Clock& event) { clock_told(model, event); }
  void operator()(const RunOutput& event) { run_output(model, effects, event); }
  void operator()(const RunFinished& event) { run_finished(model, event); }
  void operator()(const RunFailed& event) { run_failed(model, event); }
  void operator()(const VerdictReady& event) { verdict_ready(model, effects, event); }
  void operator()(const VerdictFailed& event) { verdict_failed(model, event); }
  void operator()(const ProgressSaved& event) {
    if (!event.error.empty()) say(model, event.error, true);
  }
  void operator()(const FileWatched& event) { file_watched(model, event); }
  void operator()(const FileSaved& event) { file_saved(model, effects, event); }
  void operator()(const AttemptsRead& event) { attempts_read(model, event); }
  void operator()(const AttemptRestored& event) { attempt_restored(model, event); }
  void operator()(const SolutionRead& event) { solution_read(model, event); }
  void operator()(const EditorClosed& event) {
    if (!event.error.empty()) say(model, event.error, true);
  }
  void operator()(const ExerciseReset& event) { exercise_reset(model, event); }
  void operator()(const IsolationKnown& event) {
    model.isolation_notice = event.notice;
    if (model.notice.empty()) say(model, event.notice);
  }
  void operator()(const Notice& event) { say(model, event.text); }
};

void settle(Model& model) {
  switch (model.screen()) {
    case Screen::contents: return settle_contents(model);
    case Screen::lesson: return settle_lesson(model);
    case Screen::run: return settle_run(model);
    case Screen::memory: return settle_memory(model);
    case Screen::exercise: return settle_exercise(model);
    case Screen::help: return settle_help(model);
    case Screen::mmap_table: return settle_mmap_table(model);
    case Screen::overview: return settle_overview(model);
    case Screen::search: return settle_search(model);
    case Screen::diagnosis: return;
    case Screen::attempts: return settle_attempts(model);
    case Screen::solution: return settle_solution(model);
  }
}

}  // namespace

Bindings bindings_of(const Model& model, Screen screen) {
  Bindings keys = own_bindings(model, screen);
  if (screen == model.screen() && holds_keyboard(model)) return keys;
  if (screen == Screen::exercise && model.exercise.confirming_reset) return keys;
  keys.push_back({{Stroke::ctrl("z")}, "Ctrl+Z", "", "suspendre le kit\u202f; fg y revient", [](Model&, Effects& effects) { effects.push_back(Suspend{}); }});
  const bool stops_program = screen == Screen::run && model.run.running;
  if (!stops_program) keys.push_back({{Stroke::ctrl("c")}, "Ctrl+C", "", "quitter le kit", quit});
  if (screen != Screen::help) keys.push_back({{"?", grid::Key::f1}, "?", "aide", "cette aide", show_help});
  if (screen == Screen::contents || screen == Screen::lesson || screen == Screen::exercise || screen == Screen::overview || screen == Screen::help)
    keys.push_back({{"/"}, "/", screen == Screen::contents ? "chercher" : "", "chercher dans les leçons, les énoncés et les diagnostics", open_search});
  if (screen == Screen::contents)
    keys.push_back({{"q"}, "q", "quitter", "quitter\u202f; tout ce que vous avez fait est gardé", quit});
  else
    keys.push_back({{"q", grid::Key::escape, screen == Screen::help ? "?" : "q"}, "q", "retour", "revenir (ou Échap)", back});
  return keys;
}

Bindings bindings(const Model& model) { return bindings_of(model, model.screen()); }

Effects update(Model& model, const Event& event) {
  Effects effects;
  const content::Progress before = model.progress;
  const Screen screen = model.screen();
  std::visit(Perform{model, effects}, event);
  settle(model);
  if (model.screen() != screen || model.quitting || much_time(model)) settle_progress(model);
  if (model.progress != before) effects.push_back(SaveProgress{model.progress});
  return effects;
}

Model::Model(Start start)
    : library(std::move(start.library)),
      progress(std::move(start.progress)),
      now(start.now),
      isolation_notice(std::move(start.isolation_notice)),
      work_folder(std::move(start.work_folder)),
      sources(std::move(start.sources)),
      size{std::max(start.size.columns, 0), std::max(start.size.rows, 0)} {
  notice = start.warning.empty() ? isolation_notice : start.warning;
  notice_is_bad = !start.warning.empty();
  select_next_thing(*this);
  settle_contents(*this);
}

}  // namespace partage::app
