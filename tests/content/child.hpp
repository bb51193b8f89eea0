// Child processes whose end is a fact to test: a result sent back, a death at a chosen point, a disk that refuses.
#pragma once

#include <sys/types.h>

#include <csignal>
#include <filesystem>
#include <functional>
#include <string>

namespace partage::content::testing {

/// Runs the action in a forked process.
class Child {
 public:
  explicit Child(const std::function<std::string()>& action);
  ~Child();  ///< kills and reaps what is left
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  std::string result();  ///< what the action returned; "mort" when it did not return
  int wait_signal();     ///< the signal that killed it, 0 if none

 private:
  pid_t pid_ = -1;
  int pipe_ = -1;
};

/// Mount a file system of its own over a folder, for this process only. False where neither root nor user namespaces
/// allow it.
bool make_read_only(const std::filesystem::path& folder);
bool mount_small_disk(const std::filesystem::path& folder);  ///< 64 KiB
void fill_disk(const std::filesystem::path& file);           ///< until there is no room left

void limit_file_size(std::size_t bytes, void (*on_signal)(int));

/// Runs the action and kills it with SIGKILL at its nth syscall entry or exit. True when it ended before.
bool kill_at_syscall_stop(int nth, const std::function<void()>& action);

/// Runs the action, waits for that many acknowledgements, kills it with SIGKILL. Gives how many it had made.
int kill_after_bytes(unsigned count, const std::function<void(const std::function<void()>&)>& action);

}  // namespace partage::content::testing
