// What the reports and `partage noter` say in the same words.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "grade/results.hpp"

namespace partage::grade {

/// "✔", "✘", "–", "!".
std::string_view symbol(State state);
/// "réussi", "non réussi", "non rendu", "non jugé"; with an s for several.
std::string word(State state, int count = 1);

/// In the order in which they are told.
inline constexpr std::array kStates{State::passed, State::failed, State::missing, State::not_judged};
int count_of(const Total& total, State state);
/// "12 réussis, 3 non réussis, 1 non rendu": those that there are.
std::string counts_text(const Total& total);

/// "réussi, 2 / 2"; "non jugé, sur 2": no points where there is no mark.
std::string mark_text(const Mark& mark);

/// "3 étudiants", "1 étudiant", "0 étudiant"; any noun that takes an s.
std::string counted(std::size_t count, std::string_view noun);

/// "create_shared_memory.c, l. 14"; empty when the line is not known. Not inert.
std::string place_text(const record::SourceLine& source);

/// "07_create_shared_memory" -> "leçon 07 (partage lecon 07 --texte)"; empty stays empty.
std::string lesson_text(std::string_view folder);
/// "07"
std::string_view lesson_number(std::string_view folder);

/// "17,5 / 20"; « 3 / 20 au moins, 2 exercices non jugés » when it is not settled.
std::string total_text(const Total& total);

/// Why a mark is not all the points: the diagnosis, or else the reason. Not inert.
struct Finding {
  std::string code;   ///< "E08-prive"; empty: nothing was diagnosed (missing, most of what is not judged)
  std::string title;  ///< one sentence; empty when passed
  std::string place;  ///< as place_text
};
Finding finding(const Mark& mark);

/// "2026-11-24T16:40:03+01:00" -> « 24 novembre 2026 à 16 h 40 »; anything else stays as it is.
std::string french_date(std::string_view date);

}  // namespace partage::grade
