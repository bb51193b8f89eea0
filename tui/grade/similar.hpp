// Hand-ins that look alike, as data: similarity.hpp finds them, index.html and similarites.txt tell them.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace partage::grade {

/// Two hand-ins of one exercise. Percentages are whole: how much of each is found again in the other; 0 below `least`.
struct Similar {
  std::string exercise;        ///< Expected::id
  std::string first, second;   ///< Student::id, first < second
  int first_percent = 0, second_percent = 0;
  int most() const { return first_percent > second_percent ? first_percent : second_percent; }
  friend bool operator==(const Similar&, const Similar&) = default;
};

/// How many hand-ins of one exercise were compared, each with each other.
struct Compared {
  std::string exercise;  ///< Expected::id
  std::size_t count = 0;
  std::size_t pairs() const { return count * (count - 1) / 2; }
  friend bool operator==(const Compared&, const Compared&) = default;
};

struct Similarities {
  static constexpr int schema_version = 1;
  static constexpr int least = 60;   ///< percent: a pair below that on both sides is left out
  std::vector<Compared> exercises;   ///< by number; of two hand-ins at least
  std::vector<Similar> pairs;        ///< by exercise, the closest first
  std::vector<std::string> problems; ///< French: what could not be compared
};

/// Those of one exercise; they stand together.
std::span<const Similar> pairs_of(const Similarities& similarities, std::string_view exercise);

// The words of both.

/// It is never an accusation.
inline constexpr std::string_view kHelpNotProof =
    "C'est une aide pour regarder, pas une preuve\u00a0: des réponses courtes et justes se ressemblent toujours.";
inline constexpr std::string_view kWhatPercent = "Le pourcentage d'un nom est la part de son rendu qui se retrouve dans l'autre.";
/// "92 %"; "< 60 %" for one that is below `least`.
std::string percent_text(int percent);
/// « 3 paires sur 780 », « aucune paire sur 780 »: many mean that the exercise makes them alike.
std::string pairs_text(std::size_t count, const Compared& compared);

}  // namespace partage::grade
