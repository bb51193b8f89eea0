// notes.csv: what a French spreadsheet opens with a double click.
//
// UTF-8 with its mark, `;` between cells, CRLF between lines. One line for each student: id, name, Moodle's number, address,
// one column for each exercise, total, maximum, state, remarks. A mark that was not judged is an empty cell, and then so is
// the total.
#pragma once

#include <string>
#include <string_view>

#include "grade/results.hpp"

namespace partage::grade {

/// `decimal`: '.' or ','.
std::string notes_csv(const Results& results, char decimal);

/// One cell: quoted when need be, and inert: a text that a spreadsheet would take for a formula is preceded by `'`.
std::string csv_cell(std::string_view text, char separator = ';');

}  // namespace partage::grade
