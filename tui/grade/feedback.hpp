// commentaires/s042_nom.txt: what a student is told, in French, as plain text that is safe on any terminal.
#pragma once

#include <string>

#include "grade/results.hpp"

namespace partage::grade {

std::string feedback(const Results& results, std::size_t student);

/// "s042_Lovelace_Ada.txt": letters, digits, "-" and "_" only, whatever the name.
std::string feedback_file(const Student& student);

}  // namespace partage::grade
