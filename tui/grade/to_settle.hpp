// What the teacher has to look at, in the same words on the terminal and on the page.
#pragma once

#include <string>
#include <vector>

#include "grade/results.hpp"

namespace partage::grade {

/// « exercices 01, 07 non jugés. Aucun verdict… »: one line for each reason that the student's problems do not give already.
std::vector<std::string> not_judged_lines(const Results& results, std::size_t student);

}  // namespace partage::grade
