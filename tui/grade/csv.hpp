// Cells of CSV files that a spreadsheet opens. Private to grade/.
#pragma once

#include <string>
#include <string_view>

namespace partage::grade {

/// Words that are not ours, in a cell that no spreadsheet takes for a formula, whichever separator it believes in: readable
/// (grade/text.hpp), with an apostrophe before « = + - @ » where a cell would start.
std::string inert_cell(std::string_view text);

/// Between quotes, those inside doubled.
std::string quoted(std::string_view cell);

}  // namespace partage::grade
