#include "app/verdict_text.hpp"

#include <algorithm>

#include "app/highlight.hpp"
#include "app/output.hpp"
#include "app/words.hpp"

namespace partage::app {
namespace {

constexpr std::size_t kMostOutput = 8;     // lines of the program's output
constexpr std::size_t kMostMessages = 10;  // of the compiler: the first ones explain the others

std::string place(const record::SourceLine& source) { return source.known() ? "l. " + std::to_string(source.line) : ""; }

// Text at the left, the source line at the right edge of its first line.
Lines with_place(Line text, const std::string& where, int columns, const Line& first, const Line& next) {
  const int room = where.empty() ? columns : columns - grid::width(where) - 2;
  Lines lines = wrap(text, room, first, next);
  if (!where.empty()) lines.front().pad_to(columns - grid::width(where)).add(where, look::accent);
  return lines;
}

Line headline(const record::Verdict& verdict) {
  switch (verdict.outcome) {
    case record::Outcome::passed: return Line("✔ Réussi", look::good);
    case record::Outcome::failed:
      return Line("✘ ", look::bad).add(verdict.diagnosis ? verdict.diagnosis->title : "Pas encore", look::bad);
    case record::Outcome::could_not_judge: break;
  }
  return Line("! Le kit n'a pas pu juger votre réponse", look::warn);
}

void evidence_lines(Lines& lines, const record::Diagnosis& diagnosis, int columns) {
  if (diagnosis.evidence.empty()) return;
  separate(lines);
  lines.emplace_back("Ce que votre programme a fait", look::strong);
  int widest = 0;
  for (const record::Evidence& one : diagnosis.evidence) widest = std::max(widest, grid::width(one.who));
  for (const record::Evidence& one : diagnosis.evidence) {
    Line who("  ");
    who.add(one.who, look::accent).pad_to(2 + widest + (widest > 0 ? 2 : 0));
    append(lines, with_place(Line(short_addresses(inert_line(one.text))), place(one.source), columns, who, Line().pad_to(who.width())));
  }
}

void source_excerpt(Lines& lines, const record::SourceLine& source, const Sources& sources, int columns) {
  const auto file = sources.find(source.file);
  if (!source.known() || file == sources.end()) return;
  const int count = static_cast<int>(file->second.size());
  const int first = std::max(source.line - 1, 1), last = std::min(source.line + 1, count);
  if (source.line > count) return;
  const std::vector<std::string> excerpt(file->second.begin() + first - 1, file->second.begin() + last);
  separate(lines);
  append(lines, listing(excerpt, columns, {first, source.line, true}));
}

void diagnosis_lines(Lines& lines, const Model& model, const record::Diagnosis& diagnosis, const Sources& sources, int columns) {
  separate(lines);
  Line title("Diagnostic ", look::strong);
  title.add(diagnosis.code, look::accent);
  append(lines, with_place(title, place(diagnosis.source), columns, {}, {}));
  append(lines, wrap(Line(diagnosis.why), columns, Line("  "), Line("  ")));
  source_excerpt(lines, diagnosis.source, sources, columns);
  const content::Lesson* lesson = diagnosis.lesson.empty() ? nullptr : model.library.lesson(diagnosis.lesson);
  if (lesson == nullptr) return;
  separate(lines);
  append(lines, wrap(Line("À relire\u00a0: ").add("leçon " + lesson->number + ", " + lesson->title, look::accent), columns));
}

void compiler_lines(Lines& lines, const record::CompilerMessage& message, int columns) {
  separate(lines);
  Line where(message.file + ":" + std::to_string(message.line) + ":" + std::to_string(message.column), look::accent);
  where.add("  ").add(message.severity, message.severity == "erreur" ? look::bad : look::warn);
  lines.push_back(where);
  if (!message.hint.empty()) append(lines, wrap(Line(message.hint), columns, Line("  "), Line("  ")));
  append(lines, wrap(Line(inert_line(message.text), look::dim), columns, Line("  "), Line("  ")));
  std::string_view excerpt(message.excerpt);
  while (!excerpt.empty()) {
    const std::size_t end = std::min(excerpt.find('\n'), excerpt.size());
    lines.push_back(Line("  │ ", look::dim).add(inert_line(excerpt.substr(0, end))));
    excerpt.remove_prefix(std::min(end + 1, excerpt.size()));
  }
}

void output_lines(Lines& lines, const record::Verdict& verdict, int columns) {
  Output output;
  output.feed(verdict.output);
  if (output.empty()) return;
  separate(lines);
  lines.emplace_back("Ce que votre programme a écrit", look::strong);
  const std::size_t shown = std::min(output.line_count(), kMostOutput);
  for (std::size_t index = 0; index < shown; ++index)
    append(lines, wrap(Line(output.line(index)), columns, Line("  │ ", look::dim), Line("  ┆ ", look::dim)));
  if (shown < output.line_count())
    lines.emplace_back("  … et " + plural(static_cast<long>(output.line_count() - shown), "autre ligne"), look::dim);
}

void not_judged_lines(Lines& lines, const record::Verdict& verdict, int columns) {
  separate(lines);
  if (verdict.diagnosis) {
    append(lines, wrap(verdict.diagnosis->title, columns, look::strong));
    append(lines, wrap(verdict.diagnosis->why, columns));
    separate(lines);
  }
  append(lines, wrap("Ce n'est pas votre faute, et cet essai ne compte pas.", columns));
  if (verdict.diagnosis) lines.emplace_back("Diagnostic " + verdict.diagnosis->code, look::dim);
}

void all_compiler_lines(Lines& lines, const record::Verdict& verdict, int columns) {
  const std::size_t shown = std::min(verdict.compiler.size(), kMostMessages);
  for (std::size_t index = 0; index < shown; ++index) compiler_lines(lines, verdict.compiler[index], columns);
  const std::size_t more = verdict.compiler.size() - shown;
  if (more > 0) lines.emplace_back("… et " + plural(static_cast<long>(more), "autre message") + " du compilateur", look::dim);
}

bool after_solution(const Model& model, const std::string& exercise) {
  const auto found = model.progress.exercises.find(exercise);
  return found != model.progress.exercises.end() && found->second.passed_after_solution;
}

}  // namespace

Lines verdict_lines(const Model& model, const record::Verdict& verdict, const Sources& sources, int columns) {
  const std::string time = verdict.elapsed_ns > 0 ? "verdict en " + seconds(verdict.elapsed_ns) : "";
  Lines lines = wrap(headline(verdict), time.empty() ? columns : columns - grid::width(time) - 2, {}, Line("  "));
  if (!time.empty()) lines.front().pad_to(columns - grid::width(time)).add(time, look::dim);
  for (const std::string& name : model.exercise.repaired)
    append(lines, wrap(Line("✔ Réparé\u00a0: ", look::good).add("«\u00a0" + name + "\u00a0»"), columns, {}, Line("  ")));
  all_compiler_lines(lines, verdict, columns);
  if (verdict.outcome == record::Outcome::could_not_judge) {
    not_judged_lines(lines, verdict, columns);
  } else if (verdict.diagnosis) {
    evidence_lines(lines, *verdict.diagnosis, columns);
    diagnosis_lines(lines, model, *verdict.diagnosis, sources, columns);
  }
  for (const record::Diagnosis& advice : verdict.advice) {
    separate(lines);
    append(lines, with_place(Line("Conseil\u00a0: ", look::accent).add(advice.title), place(advice.source), columns, {}, {}));
    append(lines, wrap(Line(advice.why), columns, Line("  "), Line("  ")));
  }
  if (verdict.outcome == record::Outcome::passed && after_solution(model, verdict.exercise)) {
    separate(lines);
    lines.emplace_back("Réussi après avoir lu la solution.", look::dim);
  }
  if (verdict.outcome != record::Outcome::passed) output_lines(lines, verdict, columns);
  if (verdict.isolation == "légère" || verdict.isolation == "aucune") {
    separate(lines);
    lines.emplace_back("Isolation\u00a0: " + verdict.isolation, look::dim);
  }
  return lines;
}

}  // namespace partage::app
