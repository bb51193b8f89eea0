#include "app/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "content/dates.hpp"
#include "grid/utf8.hpp"

namespace partage::app {
namespace {

// Letters of Latin-1 from À to ÿ without their accents; a space stands for itself.
constexpr std::string_view kBare = "aaaaaaaceeeeiiiidnooooo ouuuuy saaaaaaaceeeeiiiidnooooo ouuuuy y";

}  // namespace

std::string plural(long count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count > 1 ? "s" : "");
}

std::string folded(std::string_view text) {
  std::string plain;
  while (!text.empty()) {
    const grid::Decoded one = grid::decode(text);
    if (one.code < 0x80) plain += static_cast<char>(std::tolower(static_cast<int>(one.code)));
    else if (one.code >= 0xC0 && one.code <= 0xFF) plain += kBare[one.code - 0xC0];
    else if (one.code == 0xA0 || one.code == 0x202F) plain += ' ';
    else plain += grid::encode(one.code);
    text.remove_prefix(one.bytes);
  }
  return plain;
}

std::string one_line(std::string_view text) {
  std::string line(text);
  std::replace_if(line.begin(), line.end(), [](char one) { return one == '\n' || one == '\r' || one == '\t'; }, ' ');
  return line;
}

void drop_last_character(std::string& text) {
  while (!text.empty()) {
    const bool continuation = (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80;
    text.pop_back();
    if (!continuation) return;
  }
}

std::string seconds(std::int64_t nanoseconds) {
  std::string text = fmt::format("{:.2f}", static_cast<double>(nanoseconds) / 1e9);
  std::replace(text.begin(), text.end(), '.', ',');
  return text + "\u00a0s";
}

std::string time_spent(std::int64_t seconds) {
  if (seconds < 60) return "moins d'une minute";
  const std::int64_t minutes = seconds / 60;
  if (minutes < 60) return fmt::format("{}\u00a0min", minutes);
  return fmt::format("{}\u00a0h\u00a0{:02}", minutes / 60, minutes % 60);
}

std::string day_words(int day, int today) {
  if (day <= today) return "aujourd'hui";
  if (day == today + 1) return "demain";
  return today == 0 || day > today + 7 ? content::french_date(day) : fmt::format("dans {} jours", day - today);
}

std::string short_addresses(std::string text) {
  constexpr std::size_t kLong = 7, kKept = 5;
  for (std::size_t at = text.find("0x"); at != std::string::npos; at = text.find("0x", at + 1)) {
    const std::size_t end = std::min(text.find_first_not_of("0123456789abcdef", at + 2), text.size());
    if (end - at - 2 >= kLong) text.replace(at, end - at - kKept, "…");
  }
  return text;
}

std::string trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(kBlanks) - first + 1));
}

}  // namespace partage::app
