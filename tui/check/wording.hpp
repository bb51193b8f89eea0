// From a code and words to a Diagnosis. Private to check/.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "content/exercise.hpp"
#include "record/verdict.hpp"

namespace partage::check {

using Words = std::map<std::string, std::string>;

/// Replaces {name} by its word, and {name|octet|octets} by the first noun when that word is a number that French counts
/// as singular (less than two), else by the second. A name without a word, and any other brace, stays as written. Words
/// that are long numbers are grouped (phrases/evidence.hpp, grouped).
std::string fill(std::string_view text, const Words& words);

/// The wording of the exercise's code, or else of the common one, filled; nullopt for a code that has none.
/// A code "G-sigbus/dehors" names one of the wordings of G-sigbus; the exercise's own words for G-sigbus replace them all.
/// {fichier}, {fonction} and, when `where` is known, {ligne} are given to every wording.
std::optional<record::Diagnosis> worded(const content::Exercise& exercise, std::string_view code, const Words& words,
                                        const record::SourceLine& where);

/// The same for a common code, which is known to have a wording.
record::Diagnosis common(const content::Exercise& exercise, std::string_view code, const Words& words = {},
                         const record::SourceLine& where = {});

}  // namespace partage::check
