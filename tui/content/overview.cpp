#include "content/overview.hpp"

#include <algorithm>

#include "content/review.hpp"

namespace partage::content {
namespace {

OverviewRow lesson_row(const Lesson& lesson, const Progress& progress) {
  OverviewRow row;
  row.lesson = &lesson;
  row.done = lesson_done(progress, lesson.id);
  row.pages = static_cast<int>(lesson.pages.size()) + 1;
  const auto found = progress.lessons.find(lesson.id);
  if (found == progress.lessons.end()) return row;
  row.pages_read = std::min(static_cast<int>(found->second.pages_read.size()), row.pages);
  row.seconds = found->second.seconds;
  return row;
}

OverviewRow exercise_row(const Exercise& exercise, const Lesson* lesson, const Progress& progress, int today) {
  OverviewRow row;
  row.lesson = lesson;
  row.exercise = &exercise;
  row.done = exercise_done(progress, exercise.id);
  row.most_points = exercise.points;
  const auto found = progress.exercises.find(exercise.id);
  if (found == progress.exercises.end()) return row;
  const ExerciseProgress& done = found->second;
  row.points = done.passed ? exercise.points : 0;
  row.attempts = done.attempts;
  row.hints = std::min(done.hints, static_cast<int>(exercise.hints.size()));
  row.seconds = done.seconds;
  row.code = done.last_code;
  if (!row.code.empty()) row.diagnosis = last_diagnosis(exercise, done);
  row.review_day = review_day(done, today);
  row.due = review_due(done, today);
  row.reviewing = row.due && done.reviewing;
  return row;
}

void count(Overview& all, const OverviewRow& row, int index) {
  all.seconds += row.seconds;
  if (row.exercise == nullptr) {
    ++all.lessons;
    all.lessons_read += row.done == Done::yes ? 1 : 0;
    return;
  }
  ++all.exercises;
  all.passed += row.done == Done::yes ? 1 : 0;
  all.points += row.points;
  all.most_points += row.most_points;
  all.attempts += row.attempts;
  all.hints += row.hints;
  if (row.due) all.due.push_back(index);
  else if (row.review_day) all.later.push_back(index);
}

}  // namespace

Overview overview(const Library& library, const Progress& progress, int today) {
  Overview all;
  for (const CourseItem& item : course_items(library)) {
    const Lesson* lesson = library.lesson(item.lesson);
    all.rows.push_back(item.exercise.empty() ? lesson_row(*lesson, progress)
                                             : exercise_row(*library.exercise(item.exercise), lesson, progress, today));
    count(all, all.rows.back(), static_cast<int>(all.rows.size()) - 1);
  }
  std::stable_sort(all.later.begin(), all.later.end(), [&](int one, int other) {
    return *all.rows[static_cast<std::size_t>(one)].review_day < *all.rows[static_cast<std::size_t>(other)].review_day;
  });
  all.next = next_item(library, progress, today);
  return all;
}

std::string last_diagnosis(const Exercise& exercise, const ExerciseProgress& done) {
  if (!done.last_title.empty()) return done.last_title;
  const auto wording = exercise.diagnoses.find(done.last_code);
  return wording == exercise.diagnoses.end() ? "" : without_words(wording->second.title);
}

std::string without_words(std::string_view wording) {
  std::string text;
  while (!wording.empty()) {
    const std::size_t open = wording.find('{'), close = wording.find('}', open);
    if (open == std::string_view::npos || close == std::string_view::npos) return text.append(wording);
    text += wording.substr(0, open);
    // {n|octet|octets}: a noun, as a number wants it.
    const std::string_view word = wording.substr(open + 1, close - open - 1);
    const std::size_t plural = word.rfind('|');
    text += plural == std::string_view::npos ? "…" : std::string(word.substr(plural + 1));
    wording.remove_prefix(close + 1);
    if (text.ends_with("…") && wording.starts_with('.')) wording.remove_prefix(1);
  }
  return text;
}

}  // namespace partage::content
