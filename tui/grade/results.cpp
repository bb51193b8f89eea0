#include "grade/results.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace partage::grade {
namespace {

void add(Total& total, const Mark& mark) {
  total.points += mark.points;
  total.max += mark.max;
  switch (mark.state) {
    case State::passed: ++total.passed; break;
    case State::failed: ++total.failed; break;
    case State::missing: ++total.missing; break;
    case State::not_judged: ++total.not_judged; break;
  }
}

}  // namespace

Total total(const Results& results, std::size_t student) {
  Total sum;
  for (std::size_t exercise = 0; exercise < results.exercises.size(); ++exercise) add(sum, results.mark(student, exercise));
  return sum;
}

Total total(const Results& results) {
  Total sum;
  for (const Mark& mark : results.marks) add(sum, mark);
  return sum;
}

bool flawless(const Results& results) {
  const auto well = [](const Student& student) { return student.problems.empty(); };
  return results.problems.empty() && total(results).complete() &&
         std::all_of(results.students.begin(), results.students.end(), well);
}

std::string_view name(State state) {
  switch (state) {
    case State::passed: return "passed";
    case State::failed: return "failed";
    case State::missing: return "missing";
    case State::not_judged: return "not_judged";
  }
  return "";
}

std::string points_text(double points, char decimal) {
  std::string text = fmt::format("{:.4f}", points);  // a sum of tenths is not exact in binary
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  std::replace(text.begin(), text.end(), '.', decimal);
  return text;
}

}  // namespace partage::grade
