#include "grade/notes_csv.hpp"

#include <fmt/format.h>

#include "grade/csv.hpp"
#include "grade/report_words.hpp"

namespace partage::grade {
namespace {

std::string state_words(const Total& total) {
  return (total.complete() ? "" : "incomplet\u00a0: ") + counts_text(total);
}

std::string remarks(const Student& student) {
  std::string all;
  for (const std::string& problem : student.problems) all += (all.empty() ? "" : " ") + problem;
  return all;
}

std::string header(const Results& results) {
  std::string line = "identifiant;nom;numéro;courriel";
  for (const Expected& exercise : results.exercises) line += ";" + csv_cell(exercise.id);
  return line + ";total;sur;état;remarques\r\n";
}

}  // namespace

std::string csv_cell(std::string_view text, char separator) {
  const std::string cell = inert_cell(text);
  return cell.find_first_of(std::string("\"") + separator) == std::string::npos ? cell : quoted(cell);
}

std::string notes_csv(const Results& results, char decimal) {
  std::string text = "\uFEFF" + header(results);
  for (std::size_t i = 0; i < results.students.size(); ++i) {
    const Student& student = results.students[i];
    const Total sum = total(results, i);
    text += student.id + ";" + csv_cell(student.name) + ";" + csv_cell(student.number) + ";" + csv_cell(student.email);
    for (std::size_t exercise = 0; exercise < results.exercises.size(); ++exercise) {
      const Mark& mark = results.mark(i, exercise);
      text += ";" + (mark.state == State::not_judged ? "" : points_text(mark.points, decimal));
    }
    text += ";" + (sum.complete() ? points_text(sum.points, decimal) : "") + ";" + points_text(sum.max, decimal) + ";" +
            csv_cell(state_words(sum)) + ";" + csv_cell(remarks(student)) + "\r\n";
  }
  return text;
}

}  // namespace partage::grade
