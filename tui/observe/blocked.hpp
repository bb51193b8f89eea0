// Whether a process waits inside the kernel, and for what: from /proc/PID/{stat,syscall,fd} and /proc/locks (proc(5)).
// Reads only, without ptrace: any thread may ask.
#pragma once

#include <sys/types.h>

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "record/recording.hpp"

namespace partage::observe {

/// State letter of a thread (proc(5), stat): R, S, D, T, t, Z, X; 0 when it is gone.
char thread_state(pid_t tid);

struct BlockedCall {
  long number = -1;
  std::array<std::uint64_t, 6> arguments{};
};

/// The call that may wait for somebody in which the thread is asleep; nothing when it runs, is stopped, or only sleeps for an
/// instant (a page that is read, a terminal that is emptied).
std::optional<BlockedCall> blocked_call(pid_t tid);

/// Numbers of the calls that may wait for somebody.
const std::vector<int>& blocking_syscalls();
bool may_block(std::uint64_t number);

}  // namespace partage::observe
