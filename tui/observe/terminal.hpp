// Where a program's input and output go: a pseudo-terminal (pty(7)), or a pipe.
#pragma once

#include "observe/observe.hpp"
#include "sandbox/descriptor.hpp"

namespace partage::observe {

struct ProgramTerminal {
  sandbox::Descriptor outside;  ///< read it for output; for a pty, write it for input. Non-blocking
  sandbox::Descriptor inside;   ///< the program's end; close it once the program has its copy
  bool pty = false;
};

/// A pty whose newlines are left as the program writes them ("\n", not "\r\n"), unless asked otherwise. Throws std::system_error.
ProgramTerminal open_terminal(const Request& request);
/// Tells the program by SIGWINCH.
void resize_terminal(int outside, int columns, int rows);
/// The spec with its three streams on that terminal.
sandbox::Spec with_terminal(sandbox::Spec spec, const ProgramTerminal& terminal);

}  // namespace partage::observe
