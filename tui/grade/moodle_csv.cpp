#include "grade/moodle_csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "grade/csv.hpp"
#include "grade/markup.hpp"
#include "grade/report_words.hpp"

namespace partage::grade {
namespace {

struct Words {
  std::vector<std::string> columns;
  std::string participant;
  char decimal;
};

Words words_in(MoodleLanguage language) {
  if (language == MoodleLanguage::english)
    return {{"Identifier", "Full name", "Grade", "Maximum grade", "Last modified (grade)", "Feedback comments"}, "Participant ", '.'};
  return {{"Identifiant", "Nom complet", "Note", "Note maximale", "Dernière modification (note)", "Feedback par commentaires"},
          "Participant", ','};
}

std::string without_backslash(std::string text, std::string_view instead) {
  for (std::size_t at = text.find('\\'); at != std::string::npos; at = text.find('\\', at)) text.replace(at, 1, instead);
  return text;
}

// HTML in a cell. An entity ends with a semicolon: what follows must not look like a formula to who splits there, so that
// it becomes an entity too.
std::string html(std::string_view text) {
  static constexpr std::pair<std::string_view, std::string_view> kFormulas[] = {
      {"=", "&#61;"}, {"+", "&#43;"}, {"-", "&#45;"}, {"@", "&#64;"},
      {"\uFF1D", "&#65309;"}, {"\uFF0B", "&#65291;"}, {"\uFF0D", "&#65293;"}, {"\uFF20", "&#65312;"}};
  const std::string all = without_backslash(escaped(text), "&#92;");
  std::string result;
  bool at_start = false;
  for (std::string_view rest = all; !rest.empty();) {
    std::string_view written = rest.substr(0, 1), taken = written;
    for (const auto& [sign, entity] : kFormulas)
      if (at_start && rest.starts_with(sign)) taken = sign, written = entity;
    result += written;
    at_start = written.ends_with(';') || written == "," || (at_start && written == " ");
    rest.remove_prefix(taken.size());
  }
  return result;
}

std::string passed_list(const Results& results, std::size_t student) {
  std::string numbers;
  for (std::size_t exercise = 0; exercise < results.exercises.size(); ++exercise)
    if (results.mark(student, exercise).state == State::passed)
      numbers += (numbers.empty() ? "" : ", ") + html(results.exercises[exercise].number);
  return numbers.empty() ? "" : "<p>Réussi\u00a0: " + numbers + ".</p>";
}

std::string item(const Expected& exercise, const Mark& mark) {
  const Finding found = finding(mark);
  std::string text = fmt::format("<li>{} {}\u00a0: {}", html(exercise.number), html(exercise.title), mark_text(mark)) + ".";
  if (!found.code.empty()) text += " <code>" + html(found.code) + "</code>";
  if (!found.title.empty()) text += " " + html(found.title);
  if (!found.place.empty()) text += " (" + html(found.place) + ")";
  if (mark.state == State::failed && mark.verdict && mark.verdict->diagnosis) {
    text += " " + html(mark.verdict->diagnosis->why);
    if (!mark.verdict->diagnosis->lesson.empty()) text += " À relire\u00a0: " + html(lesson_text(mark.verdict->diagnosis->lesson)) + ".";
  }
  return text + "</li>";
}

std::string comment(const Results& results, std::size_t student) {
  std::string text = "<p>Total\u00a0: " + html(total_text(total(results, student))) + "</p>" + passed_list(results, student);
  std::string items;
  for (std::size_t exercise = 0; exercise < results.exercises.size(); ++exercise)
    if (const Mark& mark = results.mark(student, exercise); mark.state != State::passed) items += item(results.exercises[exercise], mark);
  return items.empty() ? text : text + "<ul>" + items + "</ul>";
}

std::string row(const std::vector<std::string>& cells) {
  std::string line;
  for (const std::string& cell : cells) line += (line.empty() ? "" : ",") + quoted(cell);
  return line + "\r\n";
}

bool shares_number(const Results& results, const Student& student) {
  const auto same = [&](const Student& other) { return other.number == student.number; };
  return std::count_if(results.students.begin(), results.students.end(), same) > 1;
}

}  // namespace

std::string moodle_csv(const Results& results, MoodleLanguage language) {
  const Words words = words_in(language);
  std::string text = "\uFEFF" + row(words.columns);
  for (std::size_t index = 0; index < results.students.size(); ++index) {
    const Student& student = results.students[index];
    if (student.number.empty() || shares_number(results, student)) continue;
    const Total sum = total(results, index);
    text += row({inert_cell(words.participant + student.number), without_backslash(inert_cell(student.name), "/"),
                 sum.complete() ? points_text(sum.points, words.decimal) : "", points_text(sum.max, words.decimal),
                 inert_cell(results.date), comment(results, index)});
  }
  return text;
}

std::size_t unmatched(const Results& results) {
  return static_cast<std::size_t>(std::count_if(results.students.begin(), results.students.end(),
                                                [](const Student& student) { return student.number.empty(); }));
}

std::string shared_numbers(const Results& results) {
  std::string ids;
  for (const Student& student : results.students)
    if (!student.number.empty() && shares_number(results, student)) ids += (ids.empty() ? "" : ", ") + student.id;
  return ids;
}

}  // namespace partage::grade
