// Small words and numbers, in French.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace partage::app {

/// "1 essai", "3 essais".
std::string plural(long count, std::string_view noun);
/// Lower case without accents, for searching: "Leçon" -> "lecon".
std::string folded(std::string_view text);
/// Newlines and tabs as spaces.
std::string one_line(std::string_view text);
void drop_last_character(std::string& text);
/// "0,07 s".
std::string seconds(std::int64_t nanoseconds);
/// "moins d'une minute", "12 min", "1 h 05".
std::string time_spent(std::int64_t seconds);
/// A day (content/dates.hpp) seen from today: "aujourd'hui", "demain", "dans 3 jours", "le 24 novembre".
std::string day_words(int day, int today);
/// Long addresses by their end: "0x7f1c2a095000" -> "…95000".
std::string short_addresses(std::string text);
std::string trimmed(std::string_view text);

}  // namespace partage::app
