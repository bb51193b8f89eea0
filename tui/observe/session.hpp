// One run in this process: the ptrace thread, and this thread, which reads the terminal and holds the limits.
#pragma once

#include <functional>
#include <string_view>

#include "observe/frames.hpp"
#include "observe/observe.hpp"
#include "observe/terminal.hpp"

namespace partage::observe {

/// What a session is connected to.
struct Wiring {
  std::function<void(std::string_view)> on_output;
  std::function<void(const record::Moment&)> on_moment;
  int control = -1;               ///< readable (a byte, or its end): the run is to be cancelled
  FrameWriter* writer = nullptr;  ///< flushed while the run goes on
  std::string_view typed;         ///< at the program's terminal, as fast as it takes it
};

record::Recording run_session(const Request& request, ProgramTerminal terminal, const Wiring& wiring);

}  // namespace partage::observe
