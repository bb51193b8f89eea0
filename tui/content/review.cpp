#include "content/review.hpp"

#include <iterator>

namespace partage::content {
namespace {

constexpr int kManyFailures = 2;

bool was_hard(const ExerciseProgress& exercise) {
  return exercise.failures >= kManyFailures || exercise.hints > 0 || exercise.solution_seen;
}

}  // namespace

void count_attempt(ExerciseProgress& exercise, bool passed, int today, std::string_view code, std::string_view title) {
  ++exercise.attempts;
  exercise.last_code = passed ? "" : code;
  exercise.last_title = passed ? "" : title;
  if (!passed) {
    if (!exercise.passed) ++exercise.failures;
    return;
  }
  if (!exercise.passed) {
    exercise.passed = true;
    exercise.passed_after_solution = exercise.solution_seen;
    exercise.review = was_hard(exercise);
    exercise.passed_day = today;
  } else if (exercise.reviewing) {
    exercise.reviewing = false;
    ++exercise.reviews;
    exercise.passed_day = today;
  }
}

void start_review(ExerciseProgress& exercise, int today) {
  if (review_due(exercise, today)) exercise.reviewing = true;
}

std::optional<int> review_day(const ExerciseProgress& exercise, int today) {
  if (!exercise.passed || !exercise.review || exercise.passed_day == 0 || exercise.reviews < 0) return std::nullopt;
  if (exercise.reviews >= static_cast<int>(std::size(kReviewDays))) return std::nullopt;
  // One day ahead is only a journey westwards.
  if (today != 0 && exercise.passed_day > today + 1) return today;
  return exercise.passed_day + kReviewDays[exercise.reviews];
}

bool review_due(const ExerciseProgress& exercise, int today) {
  const std::optional<int> day = review_day(exercise, today);
  return today != 0 && day && *day <= today;
}

}  // namespace partage::content
