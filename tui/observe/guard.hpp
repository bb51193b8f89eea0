// What a traced program may not do because it would escape its tracer, or reach beyond the run.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <optional>

#include "observe/syscalls.hpp"

namespace partage::observe {

/// A negated errno when the call must not be performed: clone3 (its flags are in memory, which another thread could
/// change after the look: libc falls back on clone) and clone with CLONE_UNTRACED.
std::optional<int> refused_birth(std::uint64_t number, const SyscallArguments& arguments);

/// In the lite tier: kill(2) and its relatives. `is_ours` tells whether a global pid or tid belongs to the run.
/// Syscalls other than those of sandbox::lite_traced_syscalls() are never refused.
std::optional<int> refused_signal(pid_t caller, std::uint64_t number, const SyscallArguments& arguments,
                                  const std::function<bool(pid_t)>& is_ours);

}  // namespace partage::observe
