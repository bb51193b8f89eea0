// The words of `partage noter`: its progress, and its summary.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "cli/noter.hpp"
#include "cli/print.hpp"
#include "grade/report_words.hpp"
#include "grade/submissions.hpp"
#include "grade/text.hpp"
#include "grade/to_settle.hpp"

namespace partage::cli {
namespace {

using namespace std::chrono_literals;

constexpr auto kBetweenLines = 10s;
constexpr auto kBetweenRewrites = 200ms;
constexpr std::size_t kMostSaid = 30, kMostNamed = 20, kLongestName = 60;

// There are often many of them: one line, so that they hide nothing else.
std::string without_source(const std::vector<std::string>& who) {
  if (who.size() == 1) return fmt::format("{}\u00a0: {}", who[0], grade::kNoSource);
  const std::size_t said = std::min(who.size(), kMostNamed);
  std::string names = fmt::format("{}", fmt::join(who.begin(), who.begin() + static_cast<std::ptrdiff_t>(said), ", "));
  if (who.size() > said) names += fmt::format(" et {}", grade::counted(who.size() - said, "autre"));
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
    for (const std::string& line : grade::not_judged_lines(results, i)) lines.push_back(who + line);
  }
  if (!empty_handed.empty()) lines.push_back(without_source(empty_handed));
  return lines;
}

// "12 réussis, 1 non jugé": a line ends after a comma only.
std::string whole_items(const std::string& list) {
  std::string text;
  for (std::size_t i = 0; i < list.size(); ++i) text += list[i] == ' ' && (i == 0 || list[i - 1] != ',') ? "\u00a0" : list.substr(i, 1);
  return text;
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
  std::string text = paragraph(fmt::format("{}, {}\u00a0: {}.", grade::counted(results.students.size(), "étudiant"),
                                           grade::counted(results.exercises.size(), "exercice"), whole_items(grade::counts_text(all))));
  if (results.isolation == "légère") text += paragraph("Isolation légère, acceptée\u00a0: «\u00a0partage environnement\u00a0» dit ce que cela change.");
  const std::vector<std::string> lines = to_settle(results, ended);
  if (!lines.empty()) text += "\nÀ regarder\n";
  for (std::size_t i = 0; i < lines.size() && i < kMostSaid; ++i) text += item(lines[i]);
  if (lines.size() > kMostSaid)
    text += fmt::format("  … et {}, dans notes.csv et notes.json.\n", grade::counted(lines.size() - kMostSaid, "autre"));
  return text;
}

}  // namespace partage::cli
