#include "content/dates.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <chrono>

namespace partage::content {
namespace {

std::chrono::year_month_day calendar(int day) { return std::chrono::sys_days(std::chrono::days(day)); }

// All of the text is that number.
bool read_number(std::string_view text, int& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

int day_of(std::int64_t seconds, std::int64_t offset) {
  constexpr std::int64_t kSecondsOfADay = 86'400, kLastDay = 10'000'000;
  const std::int64_t local = seconds + offset;
  return local <= 0 ? 0 : static_cast<int>(std::min(local / kSecondsOfADay, kLastDay));
}

std::string date_text(int day) {
  if (day == 0) return "";
  const auto date = calendar(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

int day_of_text(std::string_view text) {
  int year = 0, month = 0, day = 0;
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return 0;
  if (!read_number(text.substr(0, 4), year) || !read_number(text.substr(5, 2), month) || !read_number(text.substr(8, 2), day)) return 0;
  if (year < 1970 || month < 1 || day < 1) return 0;
  const std::chrono::year_month_day date(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day)));
  return date.ok() ? static_cast<int>(std::chrono::sys_days(date).time_since_epoch().count()) : 0;
}

std::string french_date(int day) {
  constexpr std::array kMonths{"janvier", "février", "mars", "avril", "mai", "juin",
                               "juillet", "août", "septembre", "octobre", "novembre", "décembre"};
  const auto date = calendar(day);
  const unsigned of_month = static_cast<unsigned>(date.day());
  return fmt::format("le {}{} {}", of_month, of_month == 1 ? "er" : "", kMonths[static_cast<unsigned>(date.month()) - 1]);
}

}  // namespace partage::content
