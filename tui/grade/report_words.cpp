#include "grade/report_words.hpp"

#include <fmt/format.h>

#include <array>
#include <cctype>

namespace partage::grade {
namespace {

// The number at `at` in a date of ISO 8601; -1 when it is not one.
int number_at(std::string_view text, std::size_t at, std::size_t length) {
  int value = 0;
  for (const char c : text.substr(at, length)) {
    if (std::isdigit(static_cast<unsigned char>(c)) == 0) return -1;
    value = 10 * value + (c - '0');
  }
  return value;
}

}  // namespace

std::string_view symbol(State state) {
  switch (state) {
    case State::passed: return "✔";
    case State::failed: return "✘";
    case State::missing: return "–";
    case State::not_judged: return "!";
  }
  return "";
}

std::string word(State state, int count) {
  const std::string ending = count > 1 ? "s" : "";
  switch (state) {
    case State::passed: return "réussi" + ending;
    case State::failed: return "non réussi" + ending;
    case State::missing: return "non rendu" + ending;
    case State::not_judged: return "non jugé" + ending;
  }
  return "";
}

int count_of(const Total& total, State state) {
  switch (state) {
    case State::passed: return total.passed;
    case State::failed: return total.failed;
    case State::missing: return total.missing;
    case State::not_judged: return total.not_judged;
  }
  return 0;
}

std::string counts_text(const Total& total) {
  std::string text;
  for (const State state : kStates)
    if (const int count = count_of(total, state); count > 0)
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, word(state, count));
  return text;
}

std::string mark_text(const Mark& mark) {
  if (mark.state == State::not_judged) return fmt::format("{}, sur {}", word(mark.state), points_text(mark.max));
  return fmt::format("{}, {} / {}", word(mark.state), points_text(mark.points), points_text(mark.max));
}

std::string counted(std::size_t count, std::string_view noun) { return fmt::format("{} {}{}", count, noun, count > 1 ? "s" : ""); }

std::string place_text(const record::SourceLine& source) {
  if (!source.known()) return "";
  return source.file.empty() ? fmt::format("l. {}", source.line) : fmt::format("{}, l. {}", source.file, source.line);
}

std::string lesson_text(std::string_view folder) {
  const std::string_view number = lesson_number(folder);
  return number.empty() ? "" : fmt::format("leçon {0} (partage lecon {0} --texte)", number);
}

std::string_view lesson_number(std::string_view folder) { return folder.substr(0, folder.find('_')); }

std::string total_text(const Total& total) {
  const std::string text = fmt::format("{} / {}", points_text(total.points), points_text(total.max));
  if (total.complete()) return text;
  const int count = total.not_judged;
  return fmt::format("{} au moins, {} {}", text, counted(static_cast<std::size_t>(count), "exercice"), word(State::not_judged, count));
}

Finding finding(const Mark& mark) {
  if (mark.state == State::passed) return {};
  const bool told = mark.verdict && mark.verdict->diagnosis;
  if (mark.state == State::failed && told) {
    const record::Diagnosis& diagnosis = *mark.verdict->diagnosis;
    return {diagnosis.code, diagnosis.title, place_text(diagnosis.source)};
  }
  return {told ? mark.verdict->diagnosis->code : "", mark.reason, ""};
}

std::string french_date(std::string_view date) {
  static constexpr std::array<std::string_view, 12> kMonths{"janvier", "février", "mars",      "avril",   "mai",      "juin",
                                                            "juillet", "août",    "septembre", "octobre", "novembre", "décembre"};
  if (date.size() < 16) return std::string(date);
  const int year = number_at(date, 0, 4), month = number_at(date, 5, 2), day = number_at(date, 8, 2);
  const int hour = number_at(date, 11, 2), minute = number_at(date, 14, 2);
  if (year < 0 || month < 1 || month > 12 || day < 1 || hour < 0 || minute < 0) return std::string(date);
  return fmt::format("{}{} {} {} à {} h {:02}", day, day == 1 ? "er" : "", kMonths[static_cast<std::size_t>(month - 1)], year, hour, minute);
}

}  // namespace partage::grade
