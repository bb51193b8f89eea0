// moodle.csv: the grading worksheet that Moodle's assignment reads back (« Importer la fiche d'évaluation »; the plugin
// « Fiche d'évaluation hors ligne » and the comments must be on in that assignment).
//
// What Moodle's importer demands, and what we answer:
//   - columns named in the language in which the teacher sees Moodle; it looks for the identifier, the mark, the date of the
//     mark's last change and the comments. French and English are written here, as Moodle itself writes them.
//   - the identifier is « Participant » and the number that Moodle put in the name of the folder it gave (in French without a
//     blank between them). A student without that number cannot be matched: they have no row (unmatched() counts them).
//   - the date is that of the marks, so that a mark which the teacher changed in Moodle after that is kept.
//   - an empty mark is left as it was: so is the mark of a student for whom something was not judged, whose comment says so.
//   - a mark above the assignment's maximum is refused: that maximum is to be the total of the barème.
//   - comments are HTML: ours hold <p>, <ul>, <li> and <code>, and every word that is not ours is escaped.
// UTF-8 with a byte order mark (Moodle takes it away), commas, decimal comma in French. PHP takes a backslash before a quote
// for more than a backslash: none is left.
#pragma once

#include <cstddef>
#include <string>

#include "grade/results.hpp"

namespace partage::grade {

enum class MoodleLanguage { french, english };

std::string moodle_csv(const Results& results, MoodleLanguage language = MoodleLanguage::french);

/// Students who have no number of Moodle's.
std::size_t unmatched(const Results& results);

/// Students who have the number of another one, "s017, s018": the worksheet has one row for each number, and nothing tells
/// whose mark it should hold. They have no row.
std::string shared_numbers(const Results& results);

}  // namespace partage::grade
