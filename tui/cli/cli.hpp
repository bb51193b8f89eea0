// The command line: one file for each command, all of it in French.
//
// Exit codes: 0 done (verifier: passed), 1 not passed, 2 the command is malformed or names nothing that exists, 77 the
// kit or the machine could not do it, never the student's fault.
#pragma once

#include <functional>

#include "cli/context.hpp"

namespace partage::cli {

/// Parses and performs. `open_screen` is called when a screen is wanted and there is a terminal for it.
int run(int argc, char** argv, const std::function<int(Context&)>& open_screen);

}  // namespace partage::cli
