#include <sys/stat.h>

#include <cerrno>

#include "sandbox/scratch_folder.hpp"

namespace partage::sandbox {
namespace fs = std::filesystem;

std::uint64_t folder_bytes(const fs::path& folder) {
  constexpr int most_files = 5000;
  constexpr std::uint64_t block = 512;  // of st_blocks, stat(3type)
  std::uint64_t total = 0;
  int files = 0;
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied, error);
  for (const fs::recursive_directory_iterator end; !error && entry != end; entry.increment(error)) {
    struct stat information {};
    if (lstat(entry->path().c_str(), &information) != 0) continue;  // removed meanwhile
    total += static_cast<std::uint64_t>(information.st_blocks) * block;
    if (++files > most_files) return UINT64_MAX;
  }
  const int reason = error.value();
  return reason == EMFILE || reason == ENFILE || reason == ENAMETOOLONG ? UINT64_MAX : total;
}

}  // namespace partage::sandbox
