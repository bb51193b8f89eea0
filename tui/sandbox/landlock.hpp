// Landlock (landlock(7)): a second wall around files, behind the mount namespace; in the lite tier, the only one.
#pragma once

#include <string>
#include <vector>

namespace partage::sandbox {

enum class Access {
  read,       ///< read files, list folders
  execute,    ///< read and execute
  device,     ///< read and write one file
  work,       ///< everything but making device nodes
};

struct Allowed {
  std::string path;
  Access access;
};

/// Version of the kernel's Landlock, asked to the system call itself; 0 when absent, or with PARTAGE_SANS_LANDLOCK=1.
int landlock_abi();

/// Restricts the calling process, which must have no_new_privs. A path that does not exist is skipped. Throws SetupError.
void restrict_files(const std::vector<Allowed>& allowed, int abi);

}  // namespace partage::sandbox
