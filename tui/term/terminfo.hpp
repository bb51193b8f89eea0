// What the terminal's description (terminfo(5)) says. Apart, because term.h defines hundreds of lower-case macros.
#pragma once

#include <string>

namespace partage::term {

/// Throws Unusable: TERM unset, unknown, or a terminal that cannot place its cursor.
void check_terminal();

/// A string capability, padding resolved; empty when the terminal lacks it. After check_terminal().
std::string capability(const char* name);

}  // namespace partage::term
