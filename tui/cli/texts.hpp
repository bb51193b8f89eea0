// The texts that an exercise is compared with: where it starts from, and its solution.
#pragma once

#include <string>

#include "content/library.hpp"

namespace partage::cli {

/// Empty when it cannot be read.
std::string stub_text(const content::Exercise& exercise);

/// Throws Refusal when the solutions are not installed here.
std::string solution_text(const content::Exercise& exercise, const content::Paths& paths);

}  // namespace partage::cli
