#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <vector>

#include "sandbox/descriptor.hpp"
#include "sandbox/scratch_folder.hpp"

namespace partage::sandbox {
namespace {

std::vector<std::string> names_in(int folder) {
  std::vector<std::string> names;
  const int copy = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR* listing = copy < 0 ? nullptr : fdopendir(copy);
  if (listing == nullptr) return names;
  while (const dirent* entry = readdir(listing)) {
    const std::string name = entry->d_name;
    if (name != "." && name != "..") names.push_back(name);
  }
  closedir(listing);
  return names;
}

// Folders found in `name` are moved up into `base` instead of being entered: the depth is never more than two, however
// deep the tree. `moved` numbers them.
bool empty_folder(int base, const std::string& name, std::uint64_t& moved) {
  fchmodat(base, name.c_str(), 0700, 0);
  const Descriptor folder(openat(base, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (!folder) return false;
  for (const std::string& child : names_in(folder.get())) {
    if (unlinkat(folder.get(), child.c_str(), 0) == 0) continue;
    if (errno != EISDIR && errno != EPERM) return false;
    fchmodat(folder.get(), child.c_str(), 0700, 0);  // renaming a folder writes its ".."
    if (renameat(folder.get(), child.c_str(), base, ("\x01" + std::to_string(moved++)).c_str()) != 0) return false;
  }
  return unlinkat(base, name.c_str(), AT_REMOVEDIR) == 0;
}

}  // namespace

bool remove_tree(const std::filesystem::path& folder) {
  chmod(folder.c_str(), 0700);
  const Descriptor base(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (!base) return errno == ENOENT;
  std::uint64_t moved = 0;
  for (std::vector<std::string> names; !(names = names_in(base.get())).empty();)
    for (const std::string& name : names)
      if (unlinkat(base.get(), name.c_str(), 0) != 0 && !empty_folder(base.get(), name, moved)) return false;
  return rmdir(folder.c_str()) == 0;
}

}  // namespace partage::sandbox
