// Which hand-ins look alike: a help for a teacher who knows the class, not an accusation. The comparison is sim_c's (package
// similarity-tester): layout, comments, names and numbers do not count. What the exercise gave to all is taken out first.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "grade/class.hpp"
#include "grade/similar.hpp"
#include "sandbox/sandbox.hpp"

namespace partage::grade {

/// sim_c can be run here.
bool can_compare();

/// Compares all the copies of the plan, exercise by exercise, in the sandbox. `told` is called after each exercise. Never throws
/// for what is in them.
Similarities compare(const Plan& plan, const NotesFolder& notes, sandbox::Tier tier, const std::function<void(std::size_t done)>& told);

/// The lines of `text` that are not, but for blanks, lines of `given`.
std::string without_given(std::string_view text, std::string_view given);

/// What sim_c -p writes: « s002.c consists for 87 % of s001.c material ».
std::vector<Similar> read_percentages(std::string_view output, const std::string& exercise);

/// {"schema_version": 1, "least": 60, "problems": [], "exercises": [{"exercise": "13_agrandir", "compared": 41}], "pairs":
/// [{"exercise": "13_agrandir", "first": "s001", "second": "s004", "first_percent": 92, "second_percent": 88}]}; a percentage
/// below `least` is 0.
std::string to_json_text(const Similarities& similarities);
/// For people, in French; names are the plan's.
std::string to_text(const Similarities& similarities, const Plan& plan);

}  // namespace partage::grade
