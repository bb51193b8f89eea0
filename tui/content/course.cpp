#include "content/course.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "content/review.hpp"

namespace partage::content {
namespace {

const ExerciseProgress* known(const Progress& progress, const CourseItem& item) {
  const auto found = progress.exercises.find(item.exercise);
  return item.exercise.empty() || found == progress.exercises.end() ? nullptr : &found->second;
}

bool finished(const Progress& progress, const CourseItem& item) {
  if (item.exercise.empty()) return lesson_done(progress, item.lesson) == Done::yes;
  return exercise_done(progress, item.exercise) == Done::yes;
}

// What began to be done again before comes before what waits.
int next_review(const std::vector<CourseItem>& items, const Progress& progress, int today) {
  int best = -1, best_rank = 0;
  for (std::size_t index = 0; index < items.size(); ++index) {
    const ExerciseProgress* exercise = known(progress, items[index]);
    if (exercise == nullptr || !review_due(*exercise, today)) continue;
    const int rank = exercise->reviewing ? 0 : *review_day(*exercise, today);
    if (best >= 0 && rank >= best_rank) continue;
    best = static_cast<int>(index);
    best_rank = rank;
  }
  return best;
}

}  // namespace

std::vector<CourseItem> course_items(const Library& library) {
  std::vector<CourseItem> items;
  std::set<std::string> placed;
  const auto place = [&](const std::string& lesson, const std::string& exercise) {
    if (library.exercise(exercise) != nullptr && placed.insert(exercise).second) items.push_back({lesson, exercise});
  };
  for (const Lesson& lesson : library.lessons) {
    items.push_back({lesson.id, ""});
    for (const std::string& exercise : lesson.exercises) place(lesson.id, exercise);
    for (const Exercise& exercise : library.exercises)
      if (exercise.lesson == lesson.id) place(lesson.id, exercise.id);
  }
  for (const Exercise& exercise : library.exercises) place("", exercise.id);
  return items;
}

Done lesson_done(const Progress& progress, const std::string& lesson) {
  const auto found = progress.lessons.find(lesson);
  if (found == progress.lessons.end()) return Done::no;
  if (found->second.finished) return Done::yes;
  return found->second.pages_read.empty() ? Done::no : Done::partly;
}

Done exercise_done(const Progress& progress, const std::string& exercise) {
  const auto found = progress.exercises.find(exercise);
  if (found == progress.exercises.end()) return Done::no;
  if (found->second.passed) return Done::yes;
  return found->second.attempts > 0 || found->second.hints > 0 ? Done::partly : Done::no;
}

int next_item(const Library& library, const Progress& progress, int today) {
  const std::vector<CourseItem> items = course_items(library);
  const auto index_of = [&](auto found) { return found == items.end() ? -1 : static_cast<int>(found - items.begin()); };
  const auto to_do = [&](const CourseItem& item) { return !finished(progress, item); };
  const auto last = std::find_if(items.begin(), items.end(), [&](const CourseItem& item) { return item.place() == progress.last_place; });
  if (last != items.end()) {
    const ExerciseProgress* exercise = known(progress, *last);
    if (to_do(*last) || (exercise != nullptr && exercise->reviewing && review_due(*exercise, today))) return index_of(last);
    const auto same = [&](const CourseItem& item) { return !item.lesson.empty() && item.lesson == last->lesson && to_do(item); };
    if (const int rest = index_of(std::find_if(items.begin(), items.end(), same)); rest >= 0) return rest;
  }
  if (const int review = next_review(items, progress, today); review >= 0) return review;
  if (const int after = index_of(std::find_if(last, items.end(), to_do)); after >= 0) return after;
  return index_of(std::find_if(items.begin(), items.end(), to_do));
}

}  // namespace partage::content
