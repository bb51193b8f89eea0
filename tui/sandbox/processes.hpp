// Reading processes in /proc (proc(5)), for the watchdog and for whoever must find what is left of a run.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace partage::sandbox {

/// One process at one instant. Times in clock ticks (sysconf(_SC_CLK_TCK)).
struct ProcessState {
  char state = '?';
  pid_t parent = 0;
  int threads = 0;
  std::uint64_t own_ticks = 0;       ///< user + system
  std::uint64_t children_ticks = 0;  ///< of the children that it has waited for
  std::uint64_t started = 0;         ///< since boot; with the pid, names a process for ever
};

/// From `proc`/PID/stat; nullopt when the process is gone.
std::optional<ProcessState> process_state(int proc, pid_t pid);

/// Time that the threads of a process were ready to run and no processor was free, from `proc`/PID/task/*/schedstat: a busy
/// machine's share in what a run lasts. 0 when gone, or where the kernel does not count it.
std::chrono::nanoseconds waited_for_processor(int proc, const std::string& pid);

/// Resident anonymous and shared pages, from `proc`/PID/status: cheap, but counts a page once for each process that
/// maps it. 0 when gone.
std::uint64_t resident_bytes(int proc, pid_t pid);

/// The same, each page divided by the number of processes that map it (smaps_rollup, Pss_Anon + Pss_Shmem): exact, and
/// dear. nullopt when it may not be read.
std::optional<std::uint64_t> proportional_bytes(int proc, pid_t pid);

/// Numbers in a /proc opened as a directory.
std::vector<pid_t> all_processes(int proc);

/// Children of this machine's process `pid`, all its threads', zombies included.
std::vector<pid_t> children_of(pid_t pid);

/// Children, their children, and so on; not `pid` itself. A snapshot: a process that forks meanwhile may be missed.
std::vector<pid_t> descendants_of(pid_t pid);

}  // namespace partage::sandbox
