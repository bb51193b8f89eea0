// All that a student has done, counted: what the screen, `partage bilan` and its JSON say.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "content/course.hpp"

namespace partage::content {

/// A lesson (exercise is null), or an exercise.
struct OverviewRow {
  const Lesson* lesson = nullptr;
  const Exercise* exercise = nullptr;
  Done done = Done::no;
  int pages_read = 0, pages = 0;       ///< of a lesson, its page of goals included
  int points = 0, most_points = 0;     ///< of an exercise: got, and to be got
  int attempts = 0, hints = 0;
  std::int64_t seconds = 0;
  std::string code, diagnosis;         ///< of the last attempt, when it failed; the sentence as it was said
  std::optional<int> review_day;       ///< when it is to be done again
  bool due = false, reviewing = false; ///< to be done again today; begun
};

struct Overview {
  std::vector<OverviewRow> rows;  ///< in the order of the course
  int points = 0, most_points = 0;
  int lessons_read = 0, lessons = 0;
  int passed = 0, exercises = 0;
  int attempts = 0, hints = 0;
  std::int64_t seconds = 0;
  std::vector<int> due, later;    ///< rows to be done again: today; another day, soonest first
  int next = -1;                  ///< row to do now; -1: all is done
};

/// `today` as in review.hpp. Points to the library.
Overview overview(const Library& library, const Progress& progress, int today);

/// The sentence of its last attempt's diagnosis; empty when it is not known.
std::string last_diagnosis(const Exercise& exercise, const ExerciseProgress& done);

/// A wording of exercise.toml or of phrases/ as it reads before anything was seen: its {words} are "…".
std::string without_words(std::string_view wording);

}  // namespace partage::content
