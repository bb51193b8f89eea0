// What the tiers share: waiting within limits, and the pieces that run_captured() polls.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sandbox/channel.hpp"
#include "sandbox/descriptor.hpp"
#include "sandbox/program.hpp"
#include "sandbox/sandbox.hpp"

namespace partage::sandbox {

class RunBase : public Run {
 public:
  pid_t program() const override { return program_; }
  void open_gate() override;
  std::string failure() const override;
  std::optional<int> wait() override;
  std::string limit() const override { return limit_; }

  const Limits& limits() const { return limits_; }
  /// Readable when poll_status() may have news.
  virtual int event_fd() const = 0;
  /// Wait status of the program once it has ended. Never blocks.
  virtual std::optional<int> poll_status() = 0;
  /// Nothing more will come: the run died without a status.
  virtual bool lost() const { return false; }
  std::uint64_t kept_disk() const override;
  void set_limit(const std::string& limit) { limit_ = limit; }

 protected:
  RunBase(const Spec& spec, Descriptor channel);
  /// Reads the channel until the program stands at its gate. Throws SetupError.
  void await_ready();
  /// One message of the channel; a failure is kept for failure().
  virtual void handle(Message message);
  void drain_channel() const;

  const Limits limits_;
  Descriptor channel_;
  pid_t program_ = 0;
  mutable std::optional<int> status_;
  mutable std::string failure_;
  mutable bool hung_up_ = false;

 private:
  bool ready_ = false;
  bool gate_open_ = false;
  std::string limit_;
  std::vector<std::filesystem::path> writable_;
};

std::unique_ptr<Run> start_in_namespaces(Plan plan);
std::unique_ptr<Run> start_locally(Plan plan);

/// fork(2) with all signals blocked in the child until reset_signals(). `flags`: of clone(2), besides SIGCHLD. Returns 0
/// in the child, and gives the parent a pidfd. Throws SetupError.
pid_t clone_process(std::uint64_t flags, Descriptor& pidfd);

/// A pidfd of this process, for the child's die_with(). Throws SetupError.
Descriptor pidfd_of_self();

}  // namespace partage::sandbox
