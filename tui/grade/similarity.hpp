// Which hand-ins look alike: a help for a teacher who knows the class, not an accusation. The comparison is sim_c's (package
// similarity-tester): layout, comments, names and numbers do not count. What the exercise gave to all is taken out first.
#pragma once

#include <string>
#include <vector>

#include "grade/class.hpp"
#include "sandbox/sandbox.hpp"

namespace partage::grade {

/// Two hand-ins of one exercise. Percentages are whole: how much of each is found again in the other.
struct Similar {
  std::string exercise;        ///< Expected::id
  std::string first, second;   ///< Student::id, first < second
  int first_percent = 0, second_percent = 0;
  int most() const { return first_percent > second_percent ? first_percent : second_percent; }
  friend bool operator==(const Similar&, const Similar&) = default;
};

struct Similarities {
  static constexpr int schema_version = 1;
  static constexpr int least = 60;   ///< percent: a pair below that on both sides is left out
  std::vector<Similar> pairs;        ///< by exercise, the closest first
  std::vector<std::string> problems; ///< French: what could not be compared
};

/// sim_c can be run here.
bool can_compare();

/// Compares all the copies of the plan, exercise by exercise, in the sandbox. Never throws for what is in them.
Similarities compare(const Plan& plan, const NotesFolder& notes, sandbox::Tier tier);

/// The lines of `text` that are not, but for blanks, lines of `given`.
std::string without_given(std::string_view text, std::string_view given);

/// What sim_c -p writes: « s002.c consists for 87 % of s001.c material ».
std::vector<Similar> read_percentages(std::string_view output, const std::string& exercise);

/// {"schema_version": 1, "least": 60, "problems": [], "pairs": [{"exercise": "13_agrandir", "first": "s001", "second": "s004",
/// "first_percent": 92, "second_percent": 88}]}
std::string to_json_text(const Similarities& similarities);
/// For people, in French; names are the plan's.
std::string to_text(const Similarities& similarities, const Plan& plan);

}  // namespace partage::grade
