#include "app/navigation.hpp"

#include <algorithm>

#include "app/again.hpp"
#include "app/attempts.hpp"
#include "app/contents.hpp"
#include "app/lesson.hpp"
#include "app/memory.hpp"
#include "app/search.hpp"

namespace partage::app {

void go(Model& model, Screen screen) {
  const auto found = std::find(model.stack.begin(), model.stack.end(), screen);
  if (found == model.stack.end())
    model.stack.push_back(screen);
  else
    model.stack.erase(found + 1, model.stack.end());
}

void back(Model& model, Effects& effects) {
  if (model.stack.size() < 2) return;
  if (model.screen() == Screen::memory && close_memory_pane(model.memory)) return;
  if (model.screen() == Screen::search) return leave_search(model, effects);
  if (model.screen() == Screen::attempts && close_attempt(model.attempts)) return;
  const Screen left = model.screen();
  model.stack.pop_back();
  const bool runs = left == Screen::run || left == Screen::mmap_table;
  if (runs && model.screen() == Screen::lesson && model.run.running && model.run.prediction.empty())
    effects.push_back(CancelRun{model.run.run});
  if (left == Screen::exercise) effects.push_back(WatchFile{});
  if (model.screen() == Screen::contents) select_next_thing(model);
}

void open_lesson(Model& model, const std::string& lesson) {
  const content::Lesson* found = model.library.lesson(lesson);
  if (found == nullptr) return say(model, "Cette leçon n'est pas dans le kit\u00a0: " + lesson + ".");
  if (model.lesson.lesson != found->id) {
    model.lesson = {};
    model.lesson.lesson = found->id;
    model.lesson.page = model.progress.lessons[found->id].page;
    model.lesson.scroll = model.progress.lessons[found->id].scroll;
  }
  const int scroll = model.lesson.scroll, item = model.lesson.item;
  model.progress.last_place = "lecon:" + found->id;
  go(model, Screen::lesson);
  turn_to(model, model.lesson.page);
  model.lesson.scroll = model.progress.lessons[found->id].scroll = scroll;
  model.lesson.item = item;
}

void open_exercise(Model& model, Effects& effects, const std::string& exercise) {
  const content::Exercise* found = model.library.exercise(exercise);
  if (found == nullptr) return say(model, "Cet exercice n'est pas dans le kit\u00a0: " + exercise + ".");
  if (model.exercise.exercise != found->id) {
    model.exercise = {};
    model.exercise.exercise = found->id;
    const auto known = model.progress.exercises.find(found->id);
    if (known != model.progress.exercises.end()) model.exercise.page = known->second.page;
  }
  if (review_waits(model, found->id)) model.exercise.page = 0;
  model.progress.last_place = "exercice:" + found->id;
  go(model, Screen::exercise);
  effects.push_back(WatchFile{found->id});
  effects.push_back(ReadAttempts{found->id});
}

void back_to_work(Model& model, Effects& effects) {
  const auto at_work = [](Screen screen) { return screen == Screen::lesson || screen == Screen::exercise; };
  if (std::none_of(model.stack.begin(), model.stack.end(), at_work)) return;
  while (!at_work(model.screen())) back(model, effects);
}

void say(Model& model, std::string sentence, bool bad) {
  model.notice = std::move(sentence);
  model.notice_is_bad = bad;
}

const content::Lesson* current_lesson(const Model& model) { return model.library.lesson(model.lesson.lesson); }

const content::Exercise* current_exercise(const Model& model) {
  return model.library.exercise(model.exercise.exercise);
}

std::string exercise_left(const Model& model, const content::Lesson& lesson) {
  for (const std::string& exercise : lesson.exercises) {
    const auto done = model.progress.exercises.find(exercise);
    const bool passed = done != model.progress.exercises.end() && done->second.passed;
    if (!passed && model.library.exercise(exercise) != nullptr) return exercise;
  }
  return {};
}

std::string exercise_to_do(const Model& model, const content::Lesson& lesson) {
  if (const std::string left = exercise_left(model, lesson); !left.empty()) return left;
  for (const std::string& exercise : lesson.exercises)
    if (model.library.exercise(exercise) != nullptr) return exercise;
  return {};
}

}  // namespace partage::app
