// Named objects that outlive processes, in the lite tier: files of /dev/shm, System V segments, semaphores and queues.
// (In the namespace tier they live and die with the namespaces.)
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace partage::sandbox {

class Leftovers {
 public:
  /// Notes what `owner` has now.
  explicit Leftovers(uid_t owner);
  /// Removes what `owner` has gained since, unless a living process maps it.
  void remove_new() const;
  /// What the new files of /dev/shm take, those without a name that these processes have open included.
  std::uint64_t bytes(const std::vector<pid_t>& processes) const;

 private:
  uid_t owner_;
  std::set<std::string> files_;
  std::set<int> segments_, semaphores_, queues_;
  std::uint64_t used_before_;
};

}  // namespace partage::sandbox
