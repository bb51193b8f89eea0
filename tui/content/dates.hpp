// Days of the student's calendar, counted from 1970-01-01. 0 stands for a day that is not known.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace partage::content {

/// The day of a moment (seconds since 1970) where clocks are `offset` seconds ahead of UTC.
int day_of(std::int64_t seconds, std::int64_t offset);

/// "2026-11-24"; "" for 0.
std::string date_text(int day);
/// 0 for what is not such a date.
int day_of_text(std::string_view text);

/// "le 24 novembre", "le 1er décembre".
std::string french_date(int day);

}  // namespace partage::content
