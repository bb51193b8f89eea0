// One section for each student in index.html: every mark, and for each that is not all the points, why.
#include <fmt/format.h>

#include <algorithm>

#include "grade/markup.hpp"
#include "grade/page_parts.hpp"
#include "grade/report_words.hpp"

namespace partage::grade {
namespace {

constexpr std::size_t kMostOutput = 20;   // lines of the program's output
constexpr std::size_t kMostMessages = 5;  // of the compiler: the first ones explain the others
constexpr int kAround = 2;                // lines of the source, above and below

std::string paragraph(std::string_view style, const std::string& text) {
  return text.empty() ? "" : fmt::format("<p class=\"{}\">{}</p>\n", style, text);
}

std::string evidence(const record::Diagnosis& diagnosis) {
  if (diagnosis.evidence.empty()) return "";
  std::string text = "<h5>Ce que le programme a fait</h5>\n<ul class=\"evidence\">\n";
  for (const record::Evidence& one : diagnosis.evidence) {
    text += "<li>";
    if (!one.who.empty()) text += "<b>" + escaped(one.who) + "</b> ";
    text += "<code>" + escaped(one.text) + "</code>";
    text += (one.source.known() ? fmt::format(" <span class=\"dim\">l. {}</span>", one.source.line) : "") + "</li>\n";
  }
  return text + "</ul>\n";
}

// The lines around the one that is named, with their numbers.
std::string excerpt(std::string_view file, int line) {
  std::string text;
  int number = 1;
  for (; !file.empty() && number <= line + kAround; ++number) {
    const std::size_t end = std::min(file.find('\n'), file.size());
    if (number >= line - kAround) {
      const std::string shown = fmt::format("{:>4} │ {}", number, escaped_output(file.substr(0, std::min<std::size_t>(end, 2000)), 1, 160));
      text += number == line ? "<mark>" + shown + "</mark>\n" : shown + "\n";
    }
    file.remove_prefix(std::min(end + 1, file.size()));
  }
  return number <= line ? "" : "<pre class=\"source\">" + text + "</pre>\n";
}

std::string compiler(const record::Verdict& verdict) {
  if (verdict.compiler.empty()) return "";
  std::string text = "<h5>Ce que le compilateur a dit</h5>\n";
  for (std::size_t i = 0; i < verdict.compiler.size() && i < kMostMessages; ++i) {
    const record::CompilerMessage& message = verdict.compiler[i];
    text += fmt::format("<p><span class=\"place\">{}, l. {}</span>\u00a0: {}\u00a0: <code>{}</code></p>\n", escaped(message.file), message.line,
                        escaped(message.severity), escaped(message.text));
    if (!message.excerpt.empty()) text += "<pre class=\"source\">" + escaped_output(message.excerpt, 4, 160) + "</pre>\n";
    text += paragraph("why", escaped(message.hint));
  }
  if (verdict.compiler.size() > kMostMessages)
    text += paragraph("dim", fmt::format("… et {} de plus", counted(verdict.compiler.size() - kMostMessages, "message")));
  return text;
}

std::string output(const record::Verdict& verdict) {
  if (verdict.output.empty()) return "";
  return "<h5>Ce que le programme a affiché</h5>\n<pre class=\"output\">" + escaped_output(verdict.output, kMostOutput) + "</pre>\n";
}

std::string diagnosis(const record::Diagnosis& diagnosis, bool known_above) {
  const std::string code = known_above ? fmt::format("<a href=\"#{}\"><code>{}</code></a>", code_anchor(diagnosis.code), escaped(diagnosis.code))
                                       : "<code>" + escaped(diagnosis.code) + "</code>";
  std::string text = fmt::format("<p class=\"title\">{} {}", code, escaped(diagnosis.title));
  if (diagnosis.source.known()) text += fmt::format(" <span class=\"place\">{}</span>", escaped(place_text(diagnosis.source)));
  return text + "</p>\n" + paragraph("why", escaped(diagnosis.why));
}

std::string lesson(const record::Diagnosis& diagnosis) {
  if (diagnosis.lesson.empty()) return "";
  const std::string number = escaped(lesson_number(diagnosis.lesson));
  return paragraph("read", fmt::format("À relire\u00a0: leçon {0} (<code class=\"whole\">partage lecon {0} --texte</code>)", number));
}

std::string advice(const record::Verdict& verdict) {
  std::string text;
  for (const record::Diagnosis& one : verdict.advice) text += "<h5>Conseil</h5>\n" + diagnosis(one, false);
  return text;
}

std::string details(const Expected& exercise, const Mark& mark, const SourceText& source) {
  std::string text = paragraph("why", escaped(mark.reason));
  if (!mark.verdict) return text;
  const record::Verdict& verdict = *mark.verdict;
  if (mark.state == State::passed) return advice(verdict);
  if (verdict.diagnosis) {
    text += diagnosis(*verdict.diagnosis, mark.state == State::failed);
    const bool own_line = verdict.diagnosis->source.known() && verdict.diagnosis->source.file == exercise.file;
    const std::optional<std::string> file = source && own_line ? source(mark) : std::nullopt;
    if (file) text += excerpt(*file, verdict.diagnosis->source.line);
    text += evidence(*verdict.diagnosis) + compiler(verdict) + lesson(*verdict.diagnosis);
  } else {
    text += compiler(verdict);
  }
  return text + output(verdict) + advice(verdict);
}

std::string entry(const Student& student, const Expected& exercise, const Mark& mark, const SourceText& source) {
  std::string text = fmt::format("<article class=\"{}\" id=\"{}\">\n<h4>{} {} {} <span class=\"got\">{}</span></h4>\n",
                                 style_class(mark.state), mark_anchor(student, exercise), symbol(mark.state), escaped(exercise.number),
                                 escaped(exercise.title), mark_text(mark));
  return text + details(exercise, mark, source) + "</article>\n";
}

std::string known_of(const Student& student) {
  std::string text = "<p class=\"dim\">";
  if (student.source != student.name) text += "Reçu\u00a0: " + escaped(student.source) + ". ";
  if (!student.email.empty()) text += escaped(student.email) + ". ";
  return text + "<a href=\"#tableau\">Retour au tableau</a></p>\n";
}

std::string student_section(const Results& results, std::size_t index, const SourceText& source) {
  const Student& student = results.students[index];
  std::string text = fmt::format("<section class=\"student\" id=\"{}\">\n<h3>{} <span class=\"got\">{}</span></h3>\n", escaped(student.id),
                                 escaped(student.name), escaped(total_text(total(results, index))));
  text += known_of(student);
  if (!student.problems.empty()) {
    text += "<ul class=\"note\">\n";
    for (const std::string& problem : student.problems) text += "<li>" + escaped(problem) + "</li>\n";
    text += "</ul>\n";
  }
  for (std::size_t exercise = 0; exercise < results.exercises.size(); ++exercise)
    text += entry(student, results.exercises[exercise], results.mark(index, exercise), source);
  return text + "</section>\n";
}

}  // namespace

std::string page_students(const Results& results, const SourceText& source) {
  std::string text = "<section id=\"etudiants\" aria-labelledby=\"etudiants-titre\">\n<h2 id=\"etudiants-titre\">Étudiants</h2>\n";
  if (results.students.empty()) text += "<p>Personne n'a rien rendu.</p>\n";
  for (std::size_t student = 0; student < results.students.size(); ++student) text += student_section(results, student, source);
  return text + "</section>\n";
}

}  // namespace partage::grade
