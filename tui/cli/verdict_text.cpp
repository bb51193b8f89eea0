#include "cli/verdict_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/output.hpp"
#include "cli/print.hpp"
#include "grid/grid.hpp"

namespace partage::cli {
namespace {

constexpr std::size_t kMostOutput = 20;
constexpr std::size_t kMostMessages = 10;

std::string one_line(std::string_view text) {
  std::string line = app::inert(text);
  std::replace(line.begin(), line.end(), '\n', ' ');
  while (line.ends_with(' ')) line.pop_back();
  return line;
}

std::string at(const record::SourceLine& source) {
  return source.known() ? fmt::format("   {}, l. {}", source.file, source.line) : "";
}

std::string headline(const record::Verdict& verdict, const content::Exercise& exercise) {
  const std::string name = fmt::format("Exercice {}  {}", exercise.number, exercise.title);
  std::string time = fmt::format("{:.2f} s", static_cast<double>(verdict.elapsed_ns) / 1e9);
  std::replace(time.begin(), time.end(), '.', ',');
  switch (verdict.outcome) {
    case record::Outcome::passed: return fmt::format("✔ Réussi. {}   verdict en {}\n", name, time);
    case record::Outcome::failed: return fmt::format("✘ Pas encore. {}   verdict en {}\n", name, time);
    case record::Outcome::could_not_judge: break;
  }
  return fmt::format("! Le kit n'a pas pu juger. {}\n", name);
}

std::string evidence(const record::Diagnosis& diagnosis) {
  int widest = 0;
  for (const record::Evidence& one : diagnosis.evidence) widest = std::max(widest, grid::width(one.who));
  std::string text;
  for (const record::Evidence& one : diagnosis.evidence) {
    const auto missing = static_cast<std::size_t>(widest - grid::width(one.who));
    text += "  " + one.who + std::string(missing + (widest > 0 ? 2 : 0), ' ') + one_line(one.text) +
            (one.source.known() ? fmt::format("   l. {}", one.source.line) : "") + "\n";
  }
  return text.empty() ? "" : "\nCe que votre programme a fait\n" + text;
}

std::string lesson_to_read(const record::Diagnosis& diagnosis) {
  if (diagnosis.lesson.empty()) return "";
  return fmt::format("  À relire\u00a0: partage lecon {} --texte\n", diagnosis.lesson.substr(0, diagnosis.lesson.find('_')));
}

std::string diagnosis_text(const record::Diagnosis& diagnosis, std::string_view kind) {
  return fmt::format("\n{} {}\u00a0: {}{}\n", kind, diagnosis.code, diagnosis.title, at(diagnosis.source)) + paragraph(diagnosis.why, 2);
}

std::string message_text(const record::CompilerMessage& message) {
  std::string text = fmt::format("  {}:{}:{}\u00a0: {}\u00a0: {}\n", one_line(message.file), message.line, message.column, message.severity,
                                 one_line(message.text));
  text += message.excerpt.empty() ? "" : quoted_output(message.excerpt, 4);
  if (!message.hint.empty()) text += paragraph("→ " + message.hint, 4);
  return text;
}

std::string compiler_text(const record::Verdict& verdict) {
  std::string text;
  for (std::size_t i = 0; i < verdict.compiler.size() && i < kMostMessages; ++i) text += message_text(verdict.compiler[i]);
  if (verdict.compiler.size() > kMostMessages) text += fmt::format("  … et {} autres messages\n", verdict.compiler.size() - kMostMessages);
  return text.empty() ? "" : "\nLe compilateur dit\n" + text;
}

}  // namespace

std::string verdict_text(const record::Verdict& verdict, const content::Exercise& exercise, const std::vector<std::string>& repaired) {
  std::string text = headline(verdict, exercise);
  for (const std::string& name : repaired) text += fmt::format("✔ Réparé\u00a0: «\u00a0{}\u00a0»\n", name);
  if (verdict.diagnosis) {
    text += evidence(*verdict.diagnosis) + diagnosis_text(*verdict.diagnosis, "Diagnostic") + lesson_to_read(*verdict.diagnosis);
  }
  for (const record::Diagnosis& advice : verdict.advice) text += diagnosis_text(advice, "Conseil");
  text += compiler_text(verdict);
  if (verdict.outcome == record::Outcome::failed && !verdict.output.empty())
    text += "\nCe que votre programme a affiché\n" + quoted_output(verdict.output, kMostOutput);
  if (verdict.isolation == "légère") text += "\nIsolation légère\u00a0: «\u00a0partage environnement\u00a0» dit ce que cela change.\n";
  if (verdict.outcome == record::Outcome::failed) text += fmt::format("\nUn indice\u00a0: partage indice {}\n", exercise.number);
  return text;
}

}  // namespace partage::cli
