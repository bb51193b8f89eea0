// The course in order, what has been done of it, and what comes next.
#pragma once

#include <string>
#include <vector>

#include "content/library.hpp"
#include "content/progress.hpp"

namespace partage::content {

/// A lesson, or an exercise of it: `exercise` is empty for a lesson; `lesson`, for an exercise without one.
struct CourseItem {
  std::string lesson, exercise;
  /// As in Progress::last_place.
  std::string place() const { return exercise.empty() ? "lecon:" + lesson : "exercice:" + exercise; }
};
/// Each lesson, then its exercises.
std::vector<CourseItem> course_items(const Library& library);

enum class Done { no, partly, yes };
Done lesson_done(const Progress& progress, const std::string& lesson);
Done exercise_done(const Progress& progress, const std::string& exercise);

/// Index of what to do now, -1 when all is done: the place that was left unfinished; else the rest of its lesson; else what
/// is to be done again today (see review.hpp); else what follows in the course, then what was passed over.
int next_item(const Library& library, const Progress& progress, int today);

}  // namespace partage::content
