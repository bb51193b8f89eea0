// Turns what the tracer meets into moments, each with what changed in memory since the one before.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>

#include "observe/cached_files.hpp"
#include "observe/process.hpp"
#include "record/recording.hpp"
#include "record/snapshot.hpp"

namespace partage::observe {

class Recorder {
 public:
  using OnMoment = std::function<void(const record::Moment&)>;
  Recorder(record::Recording& recording, OnMoment on_moment);

  void birth(const std::shared_ptr<Process>& process);
  /// Appends the moment. With `memory`, looks at its process and at the others that live.
  void add(record::Moment moment, bool memory);
  void death(record::Pid pid);
  record::Process* find(record::Pid pid);
  /// The youngest process that the program knows under this pid; null if none. A zombie, when asked.
  record::Process* find_inner(record::Pid inner_pid);
  std::size_t moments() const { return recording_.moments.size(); }
  /// Of the contents that the moments tell.
  std::size_t bytes() const { return bytes_; }
  /// The last moment changed nothing in any memory or file.
  bool last_was_idle() const;
  /// Index in Recording::variables of the first of them.
  std::uint32_t declare(const std::vector<DeclaredVariable>& variables);
  void follow_files() { follows_files_ = true; }
  void say_optimised() { recording_.optimised = true; }

 private:
  std::optional<record::MemoryChange> look_at(Process& process, bool actor, bool ending);
  std::vector<record::VariableChange> look_at_variables(Process& process, const record::ProcessView& seen);
  bool leads_off(const std::vector<record::VariableChange>& changes, const record::ProcessView& seen) const;
  void look_at_files(record::Moment& moment);
  std::optional<std::vector<record::Mapping>> look_at_maps(Process& process, const record::ProcessView& seen);

  record::Recording& recording_;
  OnMoment on_moment_;
  const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  record::Snapshot seen_;
  std::size_t bytes_ = 0;
  bool follows_files_ = false;
  CachedFiles files_;
  std::map<record::Pid, std::shared_ptr<Process>> living_;
};

}  // namespace partage::observe
