// Runs a program under observation from the command line: its output as it is written, our stdin as its keyboard.
#pragma once

#include "observe/observe.hpp"

namespace partage::cli {

/// `show`: print the output on stdout, made inert, as it comes.
record::Recording run_live(const observe::Request& request, bool show);

}  // namespace partage::cli
