// Waiting for what another process does, without asking again and again: the kernel tells.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "sandbox/descriptor.hpp"

namespace partage::grade_tests {

/// What happens in a folder, from now on: files that change, or are opened.
class FolderEvents {
 public:
  enum class What { changed, opened };
  FolderEvents(const std::filesystem::path& folder, What what);

  /// Until the fact holds, asked anew at each event. False when that process, a child of ours, ends before; a child of ours
  /// that ended is not reaped here. Throws when nothing comes any more.
  bool wait_for(const std::function<bool()>& fact, pid_t child);
  /// Until that file was opened so many times since the start.
  bool wait_for_opens(const std::string& file, int count, pid_t child);

 private:
  void take();
  sandbox::Descriptor events_;
  std::vector<std::string> names_;  ///< of the files of all events
};

/// Processes, watched until their end even when they are nobody's child.
class Ends {
 public:
  explicit Ends(const std::vector<pid_t>& processes);
  /// False when one of them is still there after that time.
  bool all_within(std::chrono::milliseconds time) const;

 private:
  std::vector<sandbox::Descriptor> processes_;
};

}  // namespace partage::grade_tests
