// The line that a school's classroom portal reads in the log of a student's repository.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "grade/results.hpp"

namespace partage::grade {

/// "::notice title=GRADE::17.5/20", without a newline: digits and dots are all that changes in it. Nothing when the mark is
/// not settled: something was not judged, there is not exactly one student, or no point can be had. Then no line may be
/// printed, and the command must not exit with 0.
std::optional<std::string> portal_line(const Results& results);

/// The same marks for who reads the log: what may stand on stderr beside that line. Every line starts with "| ", holds
/// printable characters only, and neither "::" nor "##[" is left in it: no portal can take one for an order.
std::string portal_log(const Results& results);

/// Any words, one line of them or several, in the same way but without the end of the last line.
std::string portal_words(std::string_view text);

}  // namespace partage::grade
