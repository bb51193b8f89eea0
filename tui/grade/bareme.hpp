// How many points each exercise is worth.
//
// A TOML file, one line an exercise, by its number or its whole name; points are 0 or more, with decimals if need be:
//   08 = 3
//   09_bulletins = 2.5
// An exercise that is not in it keeps the points of its exercise.toml: which exercises are graded is --exercices' affair.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "content/library.hpp"

namespace partage::grade {

/// Points by exercise id. Throws content::ContentError with the file, the line and the reason.
std::map<std::string, double> read_bareme(const std::filesystem::path& file, const content::Library& library);

}  // namespace partage::grade
