// The last resort: gives the terminal back from a place where nothing else may be called.
#pragma once

#include <string>

namespace partage::term {

/// Keeps what restore needs, while curses is not started yet: the terminal's present modes.
void remember_modes();

/// From now on, a fatal signal or exit() writes `sequence` (at most 1 KiB) and puts the remembered modes back.
void arm_restore(const std::string& sequence);
void disarm_restore();

/// Handlers of SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL, on a stack of their own (a stack overflow is one of them).
void install_fatal_handlers();
void remove_fatal_handlers();

}  // namespace partage::term
