// Who waits for whom, and whether all wait for each other. Only facts of /proc: any thread may ask.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "record/recording.hpp"

namespace partage::observe {

/// What each process that is asleep in a call waits for; those that are not asleep are left out. `source` is left empty.
std::vector<record::Wait> waits_of(const std::vector<record::Pid>& processes);

/// Looks now and then at a run's processes; a deadlock is certain when, in two looks, all of them are asleep, each in a call
/// that only another of them could end, and none has run in between.
class DeadlockWatch {
 public:
  /// The waits, when it is one. Processes that were stopped or running since the last look begin anew.
  std::optional<std::vector<record::Wait>> look(const std::vector<record::Pid>& processes);

 private:
  /// Switches of each thread (proc(5), status): they stay the same while it sleeps.
  std::map<record::Pid, std::uint64_t> last_;
};

}  // namespace partage::observe
