// What must be done again, and when. An exercise passed with difficulty (two failures before, a hint asked for, or the
// solution seen) is done again from its starting file 1, 3, then 7 days after it was last passed. Days are those of
// dates.hpp; today may be 0 (no clock), and then nothing is due.
#pragma once

#include <optional>
#include <string_view>

#include "content/progress.hpp"

namespace partage::content {

constexpr int kReviewDays[] = {1, 3, 7};

/// An attempt that was judged, and the code and the sentence of its diagnosis. Passed once is passed: a later one that fails
/// takes nothing away. A pass counts as a review when it was redone from the starting file, on or after its day.
void count_attempt(ExerciseProgress& exercise, bool passed, int today, std::string_view code = {}, std::string_view title = {});

/// Its starting file was put back. Does nothing when it is not due.
void start_review(ExerciseProgress& exercise, int today);

/// The day from which it is to be done again; absent: never (again). A pass that the clock puts in the future is from
/// before the clock was set right: it is due at once.
std::optional<int> review_day(const ExerciseProgress& exercise, int today);
bool review_due(const ExerciseProgress& exercise, int today);

}  // namespace partage::content
