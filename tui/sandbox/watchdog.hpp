// Holds a run inside the limits that the kernel cannot hold for a whole group of processes: total memory, total
// processor time, number of processes, wall clock. It samples /proc/PID/{stat,status,smaps_rollup} (proc(5)); it never
// waits for a process and never traces one, so it can run beside a ptrace loop.
//
// Two ways to use it, after start() and before open_gate():
//   - from a poll(2) loop: add fd() to the loop; when it is readable, call check(); when it names a limit, kill the run;
//   - from a loop that blocks in waitpid(2), such as a tracer's: start_thread(). The thread sends SIGKILL to the run
//     (Run::signal_all) at the first excess; the loop then sees its tracees die, and asks exceeded() why.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "sandbox/sandbox.hpp"

namespace partage::sandbox {

/// What a run uses, all its processes together.
struct Usage {
  std::uint64_t disk = 0;    ///< bytes of files in its writable binds
  std::uint64_t memory = 0;  ///< bytes: anonymous and shared pages, files of its tmpfs, System V segments
  std::chrono::milliseconds cpu{0};  ///< user + system, the processes already reaped included
  int processes = 0;         ///< alive now
};

class Watchdog {
 public:
  /// The wall clock starts here. On a busy machine it runs slower: what a run waited for a processor is given back, up to eight
  /// seconds. `run` must outlive the watchdog.
  Watchdog(Run& run, const Limits& limits);
  ~Watchdog();  ///< stops the thread, if any; kills nothing
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

  /// A timerfd, readable a few milliseconds after each check(). Owned by the watchdog.
  int fd() const;
  /// Rearms fd(), samples once. "", or the limit exceeded: "wall_clock", "memory", "cpu", "processes",
  /// "output" (Limits::disk). Kills nothing.
  std::string check();

  /// Samples in a thread of its own from now on, and kills the run (Run::signal_all) at the first excess.
  void start_thread();
  /// The first limit exceeded, by check() or by the thread; "" while all is well. Any thread.
  std::string exceeded() const;
  /// Largest values seen. Only after the thread was stopped, or without a thread.
  const Usage& peak() const { return peak_; }
  /// Stops the thread and waits for it. Idempotent.
  void stop();

 private:
  void loop();
  void sample();
  bool too_long() const;

  Run& run_;
  const Limits limits_;
  const std::chrono::steady_clock::time_point deadline_;
  int own_proc_ = -1;
  std::chrono::nanoseconds waited_before_{};
  int timer_ = -1;
  int stop_event_ = -1;
  std::thread thread_;
  std::atomic<const char*> exceeded_{""};
  Usage peak_;
  unsigned samples_ = 0;
  /// Processor time of every process ever seen, by (pid, start time): a child whose parent ignores SIGCHLD is added to
  /// nobody's cutime.
  std::map<std::pair<pid_t, std::uint64_t>, std::uint64_t> ticks_seen_;
};

}  // namespace partage::sandbox
