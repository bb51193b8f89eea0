#include "grade/junit.hpp"

#include <fmt/format.h>

#include "grade/markup.hpp"
#include "grade/report_words.hpp"

namespace partage::grade {
namespace {

constexpr std::size_t kMostOutput = 50;  // lines
constexpr std::size_t kMostMessages = 10;

std::string seconds(std::int64_t nanoseconds) { return fmt::format("{:.3f}", static_cast<double>(nanoseconds) / 1e9); }

std::string counts(const Total& total, std::int64_t elapsed_ns) {
  return fmt::format(R"(tests="{}" failures="{}" errors="{}" time="{}")", total.passed + total.failed + total.missing + total.not_judged,
                     total.failed + total.missing, total.not_judged, seconds(elapsed_ns));
}

std::string diagnosis_text(const record::Diagnosis& diagnosis) {
  std::string text = escaped(diagnosis.why) + "\n";
  for (const record::Evidence& one : diagnosis.evidence) {
    text += one.who.empty() ? "  " : "  " + escaped(one.who) + "\u00a0: ";
    text += escaped(one.text) + (one.source.known() ? fmt::format(" (l. {})", one.source.line) : "") + "\n";
  }
  if (!diagnosis.lesson.empty()) text += "À relire\u00a0: " + escaped(lesson_text(diagnosis.lesson)) + "\n";
  return text;
}

std::string compiler_text(const record::Verdict& verdict) {
  std::string text;
  for (std::size_t i = 0; i < verdict.compiler.size() && i < kMostMessages; ++i) {
    const record::CompilerMessage& message = verdict.compiler[i];
    text += fmt::format("{}:{}:{}\u00a0: {}\u00a0: {}\n", escaped(message.file), message.line, message.column, escaped(message.severity),
                        escaped(message.text));
  }
  return text;
}

std::string body(const Mark& mark) {
  std::string text;
  if (mark.verdict && mark.verdict->diagnosis) text += diagnosis_text(*mark.verdict->diagnosis);
  if (mark.verdict) text += compiler_text(*mark.verdict);
  return text;
}

// The child of a testcase that says why it is not passed.
std::string complaint(const Mark& mark) {
  const Finding found = finding(mark);
  const std::string message = found.title + (found.place.empty() ? "" : " (" + found.place + ")");
  switch (mark.state) {
    case State::passed: return "";
    case State::missing: return fmt::format("<failure type=\"non-rendu\" message=\"{}\"/>\n", escaped(message));
    case State::not_judged: return fmt::format("<error type=\"non-juge\" message=\"{}\">{}</error>\n", escaped(message), body(mark));
    case State::failed: break;
  }
  return fmt::format("<failure type=\"{}\" message=\"{}\">{}</failure>\n", escaped(found.code), escaped(message), body(mark));
}

std::string test_case(const std::string& suite, const Expected& exercise, const Mark& mark) {
  std::string text = fmt::format("    <testcase classname=\"{}\" name=\"{} {}\" time=\"{}\"", suite, escaped(exercise.number),
                                 escaped(exercise.title), seconds(mark.elapsed_ns));
  if (mark.state == State::passed) return text + "/>\n";
  text += ">\n      " + complaint(mark);
  if (mark.verdict && !mark.verdict->output.empty())
    text += "      <system-out>" + escaped_output(mark.verdict->output, kMostOutput) + "</system-out>\n";
  return text + "    </testcase>\n";
}

std::string properties(const Results& results) {
  std::string text = fmt::format("    <properties>\n      <property name=\"partage\" value=\"{}\"/>\n", escaped(results.kit));
  if (!results.isolation.empty()) text += fmt::format("      <property name=\"isolation\" value=\"{}\"/>\n", escaped(results.isolation));
  return text + "    </properties>\n";
}

std::string problems(const Student& student) {
  if (student.problems.empty()) return "";
  std::string text = "    <system-err>";
  for (const std::string& problem : student.problems) text += escaped(problem) + "\n";
  return text + "</system-err>\n";
}

std::int64_t elapsed(const Results& results, std::size_t student) {
  std::int64_t sum = 0;
  for (std::size_t exercise = 0; exercise < results.exercises.size(); ++exercise) sum += results.mark(student, exercise).elapsed_ns;
  return sum;
}

std::string suite(const Results& results, std::size_t index) {
  const Student& student = results.students[index];
  const std::string name = escaped(student.id + " " + student.name);
  std::string text = fmt::format("  <testsuite name=\"{}\" {} skipped=\"0\" timestamp=\"{}\">\n", name,
                                 counts(total(results, index), elapsed(results, index)), escaped(results.date.substr(0, 19)));
  text += properties(results);
  for (std::size_t exercise = 0; exercise < results.exercises.size(); ++exercise)
    text += test_case(name, results.exercises[exercise], results.mark(index, exercise));
  return text + problems(student) + "  </testsuite>\n";
}

}  // namespace

std::string junit_xml(const Results& results) {
  std::int64_t all = 0;
  for (const Mark& mark : results.marks) all += mark.elapsed_ns;
  std::string text = fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"Partage\" {}>\n", counts(total(results), all));
  for (std::size_t student = 0; student < results.students.size(); ++student) text += suite(results, student);
  return text + "</testsuites>\n";
}

}  // namespace partage::grade
