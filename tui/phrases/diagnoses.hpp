// Wordings of the diagnoses that any exercise can get (codes G-*), and of the verdicts that could not be reached (M-*).
// The wordings of one exercise's own codes are in its exercise.toml.
#pragma once

#include <string_view>
#include <vector>

namespace partage::phrases {

/// Titles and whys hold {names}, filled from what was seen.
struct CommonDiagnosis {
  std::string_view code;    ///< "G-boucle"; "G-sigbus/dehors": other words for the same code, in a case of its own
  std::string_view title;   ///< one sentence
  std::string_view why;     ///< one to three sentences
  std::string_view lesson;  ///< folder of a lesson, empty: the exercise's own
};

/// Null for a code that is not a common one.
const CommonDiagnosis* common_diagnosis(std::string_view code);

/// All of them, in the order in which they are looked for.
const std::vector<CommonDiagnosis>& common_diagnoses();

}  // namespace partage::phrases
