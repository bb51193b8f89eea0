// One verification in a process of its own: the screen never waits for it.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>

#include "check/check.hpp"

namespace partage::cli {

class VerdictWorker {
 public:
  /// Forks; the calling process must be single-threaded. Throws std::system_error.
  VerdictWorker(const content::Exercise& exercise, const check::Options& options);
  ~VerdictWorker();  ///< kills it if it still works
  VerdictWorker(const VerdictWorker&) = delete;
  VerdictWorker& operator=(const VerdictWorker&) = delete;

  int fd() const { return pipe_; }
  /// Never blocks. True once the worker has said all it will.
  bool finished();
  /// Once finished; absent when it ended without a verdict.
  std::optional<record::Verdict> verdict() const;

 private:
  int pipe_ = -1;
  pid_t pid_ = -1;
  std::string frame_;
};

}  // namespace partage::cli
