// Failures of the set-up, as a French sentence and an errno.
#pragma once

#include <string>

namespace partage::sandbox {

/// What an errno means, in French whatever the locale ("permission non accordée").
std::string error_text(int error);

/// Thrown by the steps of the set-up; crosses from the child to the supervisor as a message.
struct SetupError {
  std::string what;  ///< "montage de /proc"
  int error = 0;     ///< errno, or 0 when `what` says it all
  std::string sentence() const;
};

/// Throws SetupError with the current errno when `result` is -1; returns it otherwise.
int checked(long result, const std::string& what);

}  // namespace partage::sandbox
