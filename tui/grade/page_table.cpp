// The two tables of index.html: what each exercise gave, and who passed what.
#include <fmt/format.h>

#include "grade/markup.hpp"
#include "grade/page_parts.hpp"
#include "grade/report_words.hpp"

namespace partage::grade {
namespace {

// Of one exercise, over the class.
Total of_exercise(const Results& results, std::size_t exercise) {
  Total sum;
  for (std::size_t student = 0; student < results.students.size(); ++student) {
    switch (results.mark(student, exercise).state) {
      case State::passed: ++sum.passed; break;
      case State::failed: ++sum.failed; break;
      case State::missing: ++sum.missing; break;
      case State::not_judged: ++sum.not_judged; break;
    }
  }
  return sum;
}

std::string rate(int count, std::size_t all) {
  return all == 0 ? "" : fmt::format("{} %", (200 * static_cast<std::size_t>(count) + all) / (2 * all));
}

std::string exercise_row(const Results& results, std::size_t index) {
  const Expected& exercise = results.exercises[index];
  const Total sum = of_exercise(results, index);
  std::string text = fmt::format("<tr id=\"ex-{0}\"><th scope=\"row\">{0} {1}</th><td>{2}</td>", escaped(exercise.number),
                                 escaped(exercise.title), points_text(exercise.points));
  for (const State state : kStates) text += fmt::format("<td>{}</td>", count_of(sum, state));
  return text + "<td>" + rate(sum.passed, results.students.size()) + "</td></tr>\n";
}

std::string cell(const Student& student, const Expected& exercise, const Mark& mark) {
  const std::string code = finding(mark).code;
  return fmt::format("<td class=\"{}\"><a href=\"#{}\"{}><span aria-hidden=\"true\">{}</span><span class=\"hidden\">{}</span></a></td>",
                     style_class(mark.state), mark_anchor(student, exercise), code.empty() ? "" : " title=\"" + escaped(code) + "\"",
                     symbol(mark.state), word(mark.state));
}

std::string total_cell(const Total& sum) {
  if (sum.complete()) return "<td class=\"total\">" + points_text(sum.points) + "</td>";
  return fmt::format("<td class=\"total open\"><span aria-hidden=\"true\">≥ {0}</span><span class=\"hidden\">au moins {0}</span></td>",
                     points_text(sum.points));
}

std::string student_row(const Results& results, std::size_t index) {
  const Student& student = results.students[index];
  std::string text = fmt::format("<tr><th scope=\"row\"><a href=\"#{}\">{}</a></th>", escaped(student.id), escaped(student.name));
  text += total_cell(total(results, index));
  for (std::size_t exercise = 0; exercise < results.exercises.size(); ++exercise)
    text += cell(student, results.exercises[exercise], results.mark(index, exercise));
  return text + "</tr>\n";
}

std::string header(const Results& results) {
  std::string text = "<thead><tr><th scope=\"col\">Étudiant</th><th scope=\"col\">Total</th>";
  for (const Expected& exercise : results.exercises)
    text += fmt::format("<th scope=\"col\"><a href=\"#ex-{0}\" title=\"{1}\">{0}</a></th>", escaped(exercise.number), escaped(exercise.title));
  return text + "</tr></thead>\n";
}

std::string footer(const Results& results) {
  std::string text = "<tfoot><tr><th scope=\"row\">Réussis</th><td></td>";
  for (std::size_t exercise = 0; exercise < results.exercises.size(); ++exercise)
    text += fmt::format("<td>{}</td>", of_exercise(results, exercise).passed);
  return text + "</tr></tfoot>\n";
}

std::string legend() {
  std::string text = "<p class=\"legend\">";
  for (const State state : kStates)
    text += fmt::format("<span class=\"{}\">{} {}</span> ", style_class(state), symbol(state), word(state));
  return text + "</p>\n";
}

}  // namespace

std::string page_exercises(const Results& results) {
  std::string text = "<section id=\"exercices\" aria-labelledby=\"exercices-titre\">\n<h2 id=\"exercices-titre\">Exercices</h2>\n"
                     "<div class=\"scroll\" role=\"region\" aria-labelledby=\"exercices-titre\" tabindex=\"0\">\n<table class=\"plain counts\">\n<thead><tr>"
                     "<th scope=\"col\">Exercice</th><th scope=\"col\">Points</th>";
  for (const State state : kStates)
    text += fmt::format("<th scope=\"col\">{} <span class=\"word\">{}</span></th>", symbol(state), word(state));
  text += "<th scope=\"col\">Réussite</th></tr></thead>\n<tbody>\n";
  for (std::size_t exercise = 0; exercise < results.exercises.size(); ++exercise) text += exercise_row(results, exercise);
  return text + "</tbody>\n</table>\n</div>\n</section>\n";
}

std::string page_table(const Results& results) {
  std::string text = "<section id=\"tableau\" aria-labelledby=\"tableau-titre\">\n<h2 id=\"tableau-titre\">Tableau de la classe</h2>\n" + legend();
  text += "<div class=\"scroll tall\" role=\"region\" aria-labelledby=\"tableau-titre\" tabindex=\"0\">\n<table class=\"heat\">\n"
          "<caption class=\"hidden\">Résultat de chaque étudiant à chaque exercice. Chaque case mène au détail.</caption>\n";
  text += header(results) + "<tbody>\n";
  for (std::size_t student = 0; student < results.students.size(); ++student) text += student_row(results, student);
  return text + "</tbody>\n" + footer(results) + "</table>\n</div>\n</section>\n";
}

}  // namespace partage::grade
