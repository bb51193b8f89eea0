#include "grade/feedback.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "content/wrap.hpp"
#include "grade/report_words.hpp"
#include "grade/text.hpp"
#include "phrases/printable.hpp"

namespace partage::grade {
namespace {

constexpr std::size_t kColumns = 76;
constexpr std::size_t kMostMessages = 5, kMostOutputLines = 10;
constexpr std::size_t kLongestName = 60;

std::string indented(std::string_view text, std::size_t columns = 2) {
  std::string lines;
  const std::string blanks(columns, ' ');
  for (const std::string& line : content::wrapped(text, kColumns, blanks, blanks)) lines += line + "\n";
  return lines;
}

std::string at_line(const record::SourceLine& source) { return source.known() ? fmt::format(" (ligne\u00a0{})", source.line) : ""; }

std::string evidence(const record::Diagnosis& diagnosis) {
  std::string text;
  for (const record::Evidence& one : diagnosis.evidence)
    text += "    " + (one.who.empty() ? "" : readable(one.who) + "  ") + readable(one.text) +
            (one.source.known() ? fmt::format("   l. {}", one.source.line) : "") + "\n";
  return text.empty() ? "" : "  Ce que votre programme a fait\u00a0:\n" + text;
}

std::string lesson(const record::Diagnosis& diagnosis) {
  const std::size_t cut = diagnosis.lesson.find('_');
  if (cut == std::string::npos) return "";
  return fmt::format("  À relire\u00a0: la leçon {} («\u00a0partage lecon {}\u00a0»).\n", diagnosis.lesson.substr(0, cut), diagnosis.lesson.substr(0, cut));
}

std::string diagnosis_text(const record::Diagnosis& diagnosis, std::string_view kind) {
  return indented(fmt::format("{} {}\u00a0: {}{}", kind, diagnosis.code, readable(diagnosis.title), at_line(diagnosis.source))) +
         indented(readable(diagnosis.why));
}

std::string compiler_text(const record::Verdict& verdict) {
  std::string text;
  for (std::size_t i = 0; i < verdict.compiler.size() && i < kMostMessages; ++i) {
    const record::CompilerMessage& message = verdict.compiler[i];
    text += indented(fmt::format("{}:{}:{}\u00a0: {}\u00a0: {}", readable(message.file), message.line, message.column, message.severity,
                                 readable(message.text)), 4);
    if (!message.hint.empty()) text += indented("→ " + readable(message.hint), 6);
  }
  if (verdict.compiler.size() > kMostMessages) text += fmt::format("    … et {} autres\n", verdict.compiler.size() - kMostMessages);
  return text.empty() ? "" : "  Le compilateur dit\u00a0:\n" + text;
}

std::string output_text(const record::Verdict& verdict) {
  std::string_view rest = verdict.output;
  std::string text;
  for (std::size_t line = 0; !rest.empty() && line < kMostOutputLines; ++line) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view one = rest.substr(0, end);
    if (one.ends_with('\r')) one.remove_suffix(1);
    text += "    | " + short_name(one, kColumns) + "\n";
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (!rest.empty()) text += "    …\n";
  return text.empty() ? "" : "  Ce que votre programme a affiché\u00a0:\n" + text;
}

std::string verdict_text(const Mark& mark) {
  if (!mark.verdict || mark.state == State::not_judged) return "";
  std::string text;
  if (mark.state == State::failed && mark.verdict->diagnosis) {
    text += diagnosis_text(*mark.verdict->diagnosis, "Diagnostic") + evidence(*mark.verdict->diagnosis) + compiler_text(*mark.verdict);
    text += output_text(*mark.verdict) + lesson(*mark.verdict->diagnosis);
  }
  for (const record::Diagnosis& advice : mark.verdict->advice) text += diagnosis_text(advice, "Conseil");
  return text;
}

std::string exercise_text(const Expected& exercise, const Mark& mark) {
  std::string text = fmt::format("\n{} Exercice {}  {}\u00a0: {}\n", symbol(mark.state), exercise.number, exercise.title, mark_text(mark));
  if (!mark.file.empty()) text += "  Fichier jugé\u00a0: " + mark.file + "\n";
  if (!mark.reason.empty()) text += indented(mark.reason);
  return text + verdict_text(mark);
}

std::string headline(const Results& results, std::size_t student) {
  const Student& one = results.students[student];
  return fmt::format("{}   ({})\nNote\u00a0: {}\n", one.name, one.id, total_text(total(results, student)));
}

}  // namespace

std::string feedback(const Results& results, std::size_t student) {
  const Student& one = results.students[student];
  std::string text = headline(results, student);
  if (!one.problems.empty()) text += "\nÀ propos de votre rendu\n";
  for (const std::string& problem : one.problems) text += indented(problem);
  for (std::size_t at = 0; at < results.exercises.size(); ++at) text += exercise_text(results.exercises[at], results.mark(student, at));
  return text + "\n" + indented(fmt::format("Partage {}, le {}. Le verdict vient de ce que le noyau a vu votre programme faire.", results.kit,
                                            french_date(results.date)), 0);
}

std::string feedback_file(const Student& student) {
  std::string name;
  for (std::string_view rest = student.name; !rest.empty() && name.size() < kLongestName;) {
    const std::size_t length = std::max<std::size_t>(1, phrases::character_length(rest));
    const bool plain = length == 1 && (std::isalnum(static_cast<unsigned char>(rest[0])) != 0 || rest[0] == '-');
    // Accented Latin letters (U+00C0 to U+024F, U+1E00 to U+1EFF) stay; every other character is a mark that some system may not take.
    const auto lead = static_cast<unsigned char>(rest[0]);
    const bool accented = length == 2 && lead >= 0xC3 && lead <= 0xC9 && rest.substr(0, 2) != "\u00d7" && rest.substr(0, 2) != "\u00f7";
    const bool additional = length == 3 && lead == 0xE1 && rest[1] >= '\xB8' && rest[1] <= '\xBB';
    if (plain || accented || additional) name += rest.substr(0, length);
    else if (!name.empty() && name.back() != '_') name += '_';
    rest.remove_prefix(length);
  }
  while (name.ends_with('_')) name.pop_back();
  return student.id + (name.empty() ? "" : "_" + name) + ".txt";
}

}  // namespace partage::grade
