#include "grade/portal.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "grade/report_words.hpp"
#include "grade/text.hpp"

namespace partage::grade {
namespace {

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + 1)) text.replace(at, from.size(), to);
}

std::string log_line(std::string_view text) {
  std::string line = short_name(text, 400);
  replace_all(line, "::", ": :");
  replace_all(line, "##[", "# #[");
  return "| " + line + "\n";
}

std::string mark_lines(const Expected& exercise, const Mark& mark) {
  std::string text = log_line(fmt::format("{} {} {}\u00a0: {}", symbol(mark.state), exercise.number, exercise.title, mark_text(mark)));
  const Finding found = finding(mark);
  if (!found.title.empty())
    text += log_line(fmt::format("    {}{}{}{}", found.code, found.code.empty() ? "" : "\u00a0: ", found.title,
                                 found.place.empty() ? "" : " (" + found.place + ")"));
  if (mark.verdict && mark.verdict->diagnosis && mark.state == State::failed) {
    text += log_line("    " + mark.verdict->diagnosis->why);
    if (!mark.verdict->diagnosis->lesson.empty()) text += log_line("    À relire\u00a0: " + lesson_text(mark.verdict->diagnosis->lesson));
  }
  return text;
}

}  // namespace

std::optional<std::string> portal_line(const Results& results) {
  if (results.students.size() != 1) return std::nullopt;
  const Total sum = total(results, 0);
  const std::string max = points_text(sum.max, '.');
  if (!sum.complete() || !(sum.max > 0) || max == "0") return std::nullopt;
  return fmt::format("::notice title=GRADE::{}/{}", points_text(std::clamp(sum.points, 0.0, sum.max), '.'), max);
}

std::string portal_words(std::string_view text) {
  std::string words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    words += (words.empty() ? "" : "\n") + log_line(text.substr(0, end));
    words.pop_back();
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

std::string portal_log(const Results& results) {
  std::string text;
  for (const std::string& problem : results.problems) text += log_line("! " + problem);
  for (std::size_t student = 0; student < results.students.size(); ++student) {
    for (const std::string& problem : results.students[student].problems) text += log_line("! " + problem);
    for (std::size_t exercise = 0; exercise < results.exercises.size(); ++exercise)
      text += mark_lines(results.exercises[exercise], results.mark(student, exercise));
    text += log_line("Total\u00a0: " + total_text(total(results, student)));
  }
  return text;
}

}  // namespace partage::grade
