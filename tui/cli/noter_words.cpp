// The words of `partage noter`: its progress, and its summary.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "cli/noter.hpp"
#include "cli/print.hpp"
#include "grade/submissions.hpp"
#include "grade/text.hpp"

namespace partage::cli {
namespace {

using namespace std::chrono_literals;

constexpr auto kBetweenLines = 10s;
constexpr auto kBetweenRewrites = 200ms;
constexpr std::size_t kMostSaid = 30, kMostNamed = 20, kLongestName = 60;
constexpr std::string_view kUnseen = "Le fichier attendu n'a pas été trouvé, mais ";

std::string counted(int count, std::string_view one, std::string_view several) {
  return fmt::format("{} {}", count, count > 1 ? several : one);
}

// "exercices 01, 07 non jugés. Aucun verdict…": one line for each reason.
std::vector<std::string> not_judged(const grade::Results& results, std::size_t student) {
  std::vector<std::pair<std::string, std::string>> numbers;  // by reason, in order
  const std::vector<std::string>& said = results.students[student].problems;
  for (std::size_t at = 0; at < results.exercises.size(); ++at) {
    const grade::Mark& mark = results.mark(student, at);
    const auto in_problem = [&](const std::string& problem) { return problem.ends_with(mark.reason); };
    if (mark.state != grade::State::not_judged || std::any_of(said.begin(), said.end(), in_problem)) continue;
    // What could not be seen of a hand-in is said just before, as a problem of the student.
    const bool unseen = mark.reason.starts_with(kUnseen) && !said.empty();
    const std::string reason = unseen ? "Le fichier attendu n'a pas été trouvé." : mark.reason;
    auto same = std::find_if(numbers.begin(), numbers.end(), [&](const auto& one) { return one.first == reason; });
    if (same == numbers.end()) numbers.emplace_back(reason, results.exercises[at].number);
    else same->second += ", " + results.exercises[at].number;
  }
  std::vector<std::string> lines;
  for (const auto& [reason, list] : numbers) {
    const std::string_view plural = list.find(',') == std::string::npos ? "" : "s";
    lines.push_back(fmt::format("exercice{0} {1} non jugé{0}. {2}", plural, list, reason));
  }
  return lines;
}

// There are often many of them: one line, so that they hide nothing else.
std::string without_source(const std::vector<std::string>& who) {
  if (who.size() == 1) return fmt::format("{}\u00a0: {}", who[0], grade::kNoSource);
  const std::size_t said = std::min(who.size(), kMostNamed);
  std::string names = fmt::format("{}", fmt::join(who.begin(), who.begin() + static_cast<std::ptrdiff_t>(said), ", "));
  if (who.size() > said) names += fmt::format(" et {}", counted(static_cast<int>(who.size() - said), "autre", "autres"));
  return fmt::format("{} étudiants n'ont rendu aucun fichier source\u00a0: {}.", who.size(), names);
}

std::vector<std::string> to_settle(const grade::Results& results, bool ended) {
  std::vector<std::string> lines = results.problems, empty_handed;
  for (std::size_t i = 0; i < results.students.size(); ++i) {
    const grade::Student& student = results.students[i];
    const std::string name = student.id + " " + grade::short_name(student.name, kLongestName), who = name + "\u00a0: ";
    for (const std::string& problem : student.problems) {
      if (problem == grade::kNoSource) empty_handed.push_back(name);
      else lines.push_back(who + problem);
    }
    if (!ended) continue;  // they were not reached: that is said once
    for (const std::string& line : not_judged(results, i)) lines.push_back(who + line);
  }
  if (!empty_handed.empty()) lines.push_back(without_source(empty_handed));
  return lines;
}

std::string item(const std::string& line) {
  std::string text = paragraph(line, 4);
  text[2] = '-';
  return text;
}

}  // namespace

std::string duration_words(std::chrono::seconds left) {
  const auto seconds = left.count();
  if (seconds < 60) return fmt::format("environ {} s", std::max<long>(1, seconds));
  if (seconds < 3600) return fmt::format("environ {} min {:02} s", seconds / 60, seconds % 60 / 10 * 10);
  return fmt::format("environ {} h {:02} min", seconds / 3600, seconds % 3600 / 60);
}

ProgressLine::ProgressLine(std::string what, std::size_t all)
    : what_(std::move(what)), all_(all), terminal_(isatty(STDERR_FILENO) == 1), start_(Clock::now()), last_(start_) {
  std::fflush(stdout);
}

ProgressLine::~ProgressLine() {
  if (terminal_ && shown_) std::fputs("\n", stderr);
}

void ProgressLine::at(std::size_t done) {
  done_ = done;
  tick();
  if (done == all_) show(Clock::now());
}

void ProgressLine::tick() {
  const auto now = Clock::now();
  if (now - last_ >= (terminal_ ? Clock::duration(kBetweenRewrites) : Clock::duration(kBetweenLines))) show(now);
}

void ProgressLine::show(Clock::time_point now) {
  last_ = now;
  shown_ = true;
  std::string line = fmt::format("{}\u00a0: {}/{}", what_, done_, all_);
  if (done_ >= 2 && done_ < all_) {
    const auto each = (now - start_) / done_;
    line += ", reste " + duration_words(std::chrono::duration_cast<std::chrono::seconds>(each * (all_ - done_)));
  }
  fmt::print(stderr, "{}{}{}", terminal_ ? "\r" : "", line, terminal_ ? "\033[K" : "\n");
  std::fflush(stderr);
}

std::string summary(const grade::Results& results, bool ended) {
  const grade::Total all = grade::total(results);
  std::string text = fmt::format("{}, {}\u00a0: {}, {}, {}", counted(static_cast<int>(results.students.size()), "étudiant", "étudiants"),
                                 counted(static_cast<int>(results.exercises.size()), "exercice", "exercices"),
                                 counted(all.passed, "réussi", "réussis"), counted(all.failed, "manqué", "manqués"),
                                 counted(all.missing, "non rendu", "non rendus"));
  text = paragraph(text + (all.complete() ? "." : fmt::format(", {}.", counted(all.not_judged, "non jugé", "non jugés"))));
  if (results.isolation == "légère") text += paragraph("Isolation légère, acceptée\u00a0: «\u00a0partage environnement\u00a0» dit ce que cela change.");
  const std::vector<std::string> lines = to_settle(results, ended);
  if (!lines.empty()) text += "\nÀ regarder\n";
  for (std::size_t i = 0; i < lines.size() && i < kMostSaid; ++i) text += item(lines[i]);
  if (lines.size() > kMostSaid)
    text += fmt::format("  … et {}, dans notes.csv et notes.json.\n", counted(static_cast<int>(lines.size() - kMostSaid), "autre", "autres"));
  return text;
}

}  // namespace partage::cli
