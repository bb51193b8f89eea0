// Named objects that outlive processes, in the lite tier: files of /dev/shm, System V segments, semaphores and queues.
// (In the namespace tier they live and die with the namespaces.)
#pragma once

#include <sys/types.h>

#include <set>
#include <string>

namespace partage::sandbox {

class Leftovers {
 public:
  /// Notes what `owner` has now.
  explicit Leftovers(uid_t owner);
  /// Removes what `owner` has gained since, unless a living process maps it.
  void remove_new() const;

 private:
  uid_t owner_;
  std::set<std::string> files_;
  std::set<int> segments_, semaphores_, queues_;
};

}  // namespace partage::sandbox
