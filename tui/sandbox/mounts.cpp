#include "sandbox/mounts.hpp"

#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include <cerrno>
#include <cstdint>

#include "sandbox/errors.hpp"

namespace partage::sandbox {
namespace {

// open_tree(2), mount_setattr(2), move_mount(2): libc wraps them only from glibc 2.36 on. Values of linux/mount.h.
constexpr unsigned kOpenTreeClone = 1;
constexpr unsigned kRecursive = 0x8000;  // AT_RECURSIVE
constexpr unsigned kMoveEmptyPath = 4;
constexpr std::uint64_t kReadOnly = 1, kNoSuid = 2, kNoDevices = 4;

struct MountAttributes {
  std::uint64_t set = 0, clear = 0, propagation = 0, userns = 0;
};

// A bind of a device file must be allowed devices; read-only it still accepts writes to the device itself.
std::uint64_t attributes_of(Source::Kind kind) {
  switch (kind) {
    case Source::Kind::device: return kReadOnly | kNoSuid;
    case Source::Kind::writable_bind: return kNoSuid | kNoDevices;
    default: return kReadOnly | kNoSuid | kNoDevices;
  }
}

Tree open_tree_of(const Source& source) {
  Tree tree;
  tree.inside = source.inside;
  // Recursive: a less privileged mount namespace may not copy a mount without the ones that cover parts of it.
  tree.mount.reset(checked(
      syscall(SYS_open_tree, AT_FDCWD, source.outside.c_str(), kOpenTreeClone | kRecursive | O_CLOEXEC),
      "liaison de " + source.outside));
  struct stat information {};
  checked(fstat(tree.mount.get(), &information), "liaison de " + source.outside);
  tree.folder = S_ISDIR(information.st_mode);
  MountAttributes attributes;
  attributes.set = attributes_of(source.kind);
  checked(syscall(SYS_mount_setattr, tree.mount.get(), "", AT_EMPTY_PATH | kRecursive, &attributes, sizeof attributes),
          "droits de " + source.outside);
  return tree;
}

// Paths below are relative to the new root, which is the working directory until it becomes "/".
std::string relative(const std::string& inside) { return "." + inside; }

void make_folder(const std::string& path) {
  if (mkdir(path.c_str(), 0755) != 0 && errno != EEXIST) throw SetupError{"création de " + path.substr(1), errno};
}

void make_parents(const std::string& path) {
  for (std::size_t slash = path.find('/', 2); slash != std::string::npos; slash = path.find('/', slash + 1))
    make_folder(path.substr(0, slash));
}

void put(const Tree& tree) {
  const std::string target = relative(tree.inside);
  make_parents(target);
  if (tree.folder)
    make_folder(target);
  else
    Descriptor(open(target.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0644));
  checked(syscall(SYS_move_mount, tree.mount.get(), "", AT_FDCWD, target.c_str(), kMoveEmptyPath),
          "montage de " + tree.inside);
}

void mount_tmpfs(const char* target, std::uint64_t bytes) {
  make_parents(target);
  make_folder(target);
  const std::string options = "mode=1777,nr_inodes=4096,size=" + std::to_string(bytes);
  checked(mount("tmpfs", target, "tmpfs", MS_NOSUID | MS_NODEV, options.c_str()), std::string("montage de ") + (target + 1));
}

void mount_proc() {
  make_folder("./proc");
  checked(mount("proc", "./proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, nullptr), "montage de /proc");
}

void make_links(const Layout& layout) {
  for (const RootLink& link : layout.links)
    checked(symlink(link.target.c_str(), relative(link.inside).c_str()), "lien " + link.inside);
  make_folder("./dev");
  checked(symlink("/proc/self/fd", "./dev/fd"), "lien /dev/fd");
  checked(symlink("fd/0", "./dev/stdin"), "lien /dev/stdin");
  checked(symlink("fd/1", "./dev/stdout"), "lien /dev/stdout");
  checked(symlink("fd/2", "./dev/stderr"), "lien /dev/stderr");
}

// Read-only and empty: what is below is out of reach, and no capability is left to take this away.
void cover(const std::string& hidden) {
  const std::string target = relative(hidden);
  checked(mount("tmpfs", target.c_str(), "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC | MS_RDONLY, "mode=000,size=4k,nr_inodes=2"),
          "masquage de " + hidden);
}

// pivot_root(2), section NOTES: with "." twice, the old root ends up stacked over the new one, and is unmounted there.
void leave_old_root() {
  checked(syscall(SYS_pivot_root, ".", "."), "pivot_root");
  checked(umount2(".", MNT_DETACH), "démontage de l'ancienne racine");
  checked(chdir("/"), "chdir /");
  checked(mount(nullptr, "/", nullptr, MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV, nullptr),
          "racine en lecture seule");
}

}  // namespace

std::vector<Tree> open_trees(const std::vector<Source>& sources) {
  std::vector<Tree> trees;
  trees.reserve(sources.size());
  for (const Source& source : sources) trees.push_back(open_tree_of(source));
  return trees;
}

void enter_new_root(const Layout& layout, const std::vector<Tree>& trees, std::uint64_t tmpfs_bytes) {
  checked(mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr), "isolement des montages");
  checked(mount("tmpfs", "/tmp", "tmpfs", MS_NOSUID | MS_NODEV, "mode=755,size=1m,nr_inodes=1024"),
          "montage de la racine");
  checked(chdir("/tmp"), "chdir");
  make_links(layout);
  mount_tmpfs("./tmp", tmpfs_bytes);
  mount_tmpfs("./dev/shm", tmpfs_bytes);
  mount_proc();
  for (const Tree& tree : trees) put(tree);
  for (const std::string& hidden : layout.hidden) cover(hidden);
  leave_old_root();
}

}  // namespace partage::sandbox
