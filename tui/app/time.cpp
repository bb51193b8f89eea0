#include "app/time.hpp"

#include <algorithm>

#include "app/app.hpp"
#include "content/dates.hpp"

namespace partage::app {
namespace {

constexpr std::int64_t kMostAtOnce = 5 * 60, kWorthASave = 60;

// What is in front: a lesson, with what is run from it; or an exercise, with what is shown of it.
std::string place_in_front(const Model& model) {
  for (auto screen = model.stack.rbegin(); screen != model.stack.rend(); ++screen) {
    if (*screen == Screen::lesson) return "lecon:" + model.lesson.lesson;
    if (*screen == Screen::exercise) return "exercice:" + model.exercise.exercise;
    const bool belongs = *screen == Screen::run || *screen == Screen::memory || *screen == Screen::mmap_table || *screen == Screen::help ||
                         *screen == Screen::attempts || *screen == Screen::solution;
    if (!belongs) return {};
  }
  return {};
}

void bank_time(Model& model) {
  const TimeSpent spent = std::exchange(model.spent, {});
  if (spent.seconds == 0) return;
  const std::size_t colon = spent.place.find(':');
  const std::string id = spent.place.substr(colon + 1);
  if (spent.place.starts_with("lecon:")) model.progress.lessons[id].seconds += spent.seconds;
  else model.progress.exercises[id].seconds += spent.seconds;
}

// Only of what was opened to be read: a page that a search shows is not where the reader stopped.
void keep_place(Model& model) {
  if (model.search.origin) return;
  const auto lesson = model.progress.lessons.find(model.lesson.lesson);
  if (lesson != model.progress.lessons.end() && lesson->second.page == model.lesson.page) lesson->second.scroll = model.lesson.scroll;
  if (!model.exercise.exercise.empty()) {
    const auto exercise = model.progress.exercises.find(model.exercise.exercise);
    if (exercise != model.progress.exercises.end()) exercise->second.page = model.exercise.page;
    else if (model.exercise.page > 0) model.progress.exercises[model.exercise.exercise].page = model.exercise.page;
  }
}

}  // namespace

int today(const Model& model) { return model.now.seconds == 0 ? 0 : content::day_of(model.now.seconds, model.now.offset); }

void clock_told(Model& model, const Clock& clock) {
  const std::int64_t gap = std::clamp<std::int64_t>(clock.seconds - model.now.seconds, 0, kMostAtOnce);
  const bool counted = model.now.seconds != 0;
  model.now = clock;
  const std::string place = place_in_front(model);
  if (place != model.spent.place) bank_time(model);
  model.spent.place = place;
  if (counted && !place.empty()) model.spent.seconds += gap;
}

bool much_time(const Model& model) { return model.spent.seconds >= kWorthASave; }

void settle_progress(Model& model) {
  const std::string place = model.spent.place;
  bank_time(model);
  model.spent.place = place;
  keep_place(model);
}

}  // namespace partage::app
