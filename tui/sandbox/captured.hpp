// A whole unobserved run in one call: what the check engine uses to compile.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sandbox/sandbox.hpp"

namespace partage::sandbox {

struct Captured {
  std::optional<int> status;  ///< wait status as waitpid(2); nullopt when killed at `limit`, or on `failure`
  std::string output;         ///< stdout and stderr together, in the order written; at most limits.output bytes
  std::string limit;          ///< as Run::limit()
  std::string failure;        ///< French; a fault of ours or of the machine
};

/// Starts `spec`, gives it `stdin_text`, keeps what it writes, waits, kills what is left. spec.input, .output and .error
/// are ignored. Never throws: what prevents the run is `failure`.
Captured run_captured(const Spec& spec, std::string_view stdin_text = {});

}  // namespace partage::sandbox
