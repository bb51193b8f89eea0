#include "sandbox/leftovers.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>

#include "sandbox/sandbox.hpp"
#include "sandbox/scratch_folder.hpp"

namespace partage::sandbox {
namespace fs = std::filesystem;
namespace {

constexpr const char* kFolder = "/dev/shm";
constexpr std::uint64_t kBlock = 512;  // of st_blocks, stat(3type)

// The *_STAT_ANY commands (Linux 4.17): an object of mode 0 is there all the same. Its creator (cuid) cannot be changed, its
// owner can. Not in every header.
constexpr int kShmStatAny = 15, kSemStatAny = 20, kMsgStatAny = 13;

std::set<std::string> files_of(uid_t owner) {
  std::set<std::string> names;
  std::error_code error;
  for (fs::directory_iterator entry(kFolder, error), end; !error && entry != end; entry.increment(error)) {
    struct stat information {};
    if (lstat(entry->path().c_str(), &information) == 0 && information.st_uid == owner)
      names.insert(entry->path().filename().string());
  }
  return names;
}

std::set<int> segments_of(uid_t owner) {
  std::set<int> found;
  shm_info limits{};
  const int last = shmctl(0, SHM_INFO, reinterpret_cast<shmid_ds*>(&limits));
  for (int index = 0; index <= last; ++index) {
    shmid_ds segment{};
    const int id = shmctl(index, kShmStatAny, &segment);
    if (id >= 0 && segment.shm_perm.cuid == owner && segment.shm_nattch == 0) found.insert(id);
  }
  return found;
}

union SemaphoreArgument {  // semctl(2): the caller must define it
  int value;
  semid_ds* set;
  seminfo* limits;
};

std::set<int> semaphores_of(uid_t owner) {
  std::set<int> found;
  seminfo limits{};
  SemaphoreArgument argument{};
  argument.limits = &limits;
  const int last = semctl(0, 0, SEM_INFO, argument);
  for (int index = 0; index <= last; ++index) {
    semid_ds set{};
    argument.set = &set;
    const int id = semctl(index, 0, kSemStatAny, argument);
    if (id >= 0 && set.sem_perm.cuid == owner) found.insert(id);
  }
  return found;
}

std::set<int> queues_of(uid_t owner) {
  std::set<int> found;
  msginfo limits{};
  const int last = msgctl(0, MSG_INFO, reinterpret_cast<msqid_ds*>(&limits));
  for (int index = 0; index <= last; ++index) {
    msqid_ds queue{};
    const int id = msgctl(index, kMsgStatAny, &queue);
    if (id >= 0 && queue.msg_perm.cuid == owner) found.insert(id);
  }
  return found;
}

// Another program of the same user may have made it meanwhile: it would be in use. By device and inode, as maps writes them
// (proc_pid_maps(5)): an object of the same name may be mapped in another namespace.
bool mapped_by_someone(const std::string& name) {
  struct stat information {};
  if (lstat((std::string(kFolder) + "/" + name).c_str(), &information) != 0) return false;
  std::error_code error;
  for (fs::directory_iterator entry("/proc", error), end; !error && entry != end; entry.increment(error)) {
    std::ifstream maps(entry->path() / "maps");
    for (std::string line; std::getline(maps, line);) {
      unsigned major_number = 0, minor_number = 0;
      unsigned long inode = 0;
      if (std::sscanf(line.c_str(), "%*s %*s %*s %x:%x %lu", &major_number, &minor_number, &inode) != 3) continue;
      if (inode == information.st_ino && makedev(major_number, minor_number) == information.st_dev) return true;
    }
  }
  return false;
}

// Removed while a process of the run has them open, they still take memory.
std::uint64_t nameless_bytes(const std::vector<pid_t>& processes, dev_t device) {
  std::map<ino_t, std::uint64_t> files;
  for (const pid_t pid : processes) {
    std::error_code error;
    for (fs::directory_iterator entry("/proc/" + std::to_string(pid) + "/fd", error), end; !error && entry != end; entry.increment(error)) {
      struct stat information {};
      if (stat(entry->path().c_str(), &information) == 0 && information.st_dev == device && information.st_nlink == 0)
        files[information.st_ino] = static_cast<std::uint64_t>(information.st_blocks) * kBlock;
    }
  }
  std::uint64_t total = 0;
  for (const auto& [inode, bytes] : files) total += bytes;
  return total;
}

std::uint64_t used_bytes() {
  struct statvfs information {};
  if (statvfs(kFolder, &information) != 0) return 0;
  return (information.f_blocks - information.f_bfree) * static_cast<std::uint64_t>(information.f_frsize);
}

}  // namespace

std::uint64_t Leftovers::bytes(const std::vector<pid_t>& processes) const {
  // Whoever fills it, and however it is hidden: beyond this, it is taken to be the run.
  constexpr std::uint64_t flood = 1ull << 30;
  if (used_bytes() > used_before_ + flood) return UINT64_MAX;
  struct stat folder {};
  if (stat(kFolder, &folder) != 0) return 0;
  std::uint64_t total = nameless_bytes(processes, folder.st_dev);
  for (const std::string& name : files_of(owner_)) {
    if (files_.count(name) != 0) continue;
    const fs::path path = fs::path(kFolder) / name;
    struct stat information {};
    if (lstat(path.c_str(), &information) != 0) continue;
    const std::uint64_t one = S_ISDIR(information.st_mode) ? folder_bytes(path) : static_cast<std::uint64_t>(information.st_blocks) * kBlock;
    total = one > UINT64_MAX - total ? UINT64_MAX : total + one;
  }
  return total;
}

Leftovers::Leftovers(uid_t owner)
    : owner_(owner),
      files_(files_of(owner)),
      segments_(segments_of(owner)),
      semaphores_(semaphores_of(owner)),
      queues_(queues_of(owner)),
      used_before_(used_bytes()) {}

void Leftovers::remove_new() const {
  for (const std::string& name : files_of(owner_)) {
    if (files_.count(name) != 0 || mapped_by_someone(name)) continue;
    const fs::path path = fs::path(kFolder) / name;
    if (unlink(path.c_str()) != 0) remove_tree(path);
  }
  for (const int id : segments_of(owner_))
    if (segments_.count(id) == 0) shmctl(id, IPC_RMID, nullptr);
  for (const int id : semaphores_of(owner_))
    if (semaphores_.count(id) == 0) semctl(id, 0, IPC_RMID);
  for (const int id : queues_of(owner_))
    if (queues_.count(id) == 0) msgctl(id, IPC_RMID, nullptr);
}

// A lock on the folder itself: whoever runs may open it, and no file is left.
LiteTurn::LiteTurn() : folder_(open(kFolder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
  while (folder_ >= 0 && flock(folder_, LOCK_EX) != 0 && errno == EINTR) continue;
}

LiteTurn::~LiteTurn() {
  if (folder_ < 0) return;
  flock(folder_, LOCK_UN);  // a supervisor that is just ending may still have a copy
  close(folder_);
}

}  // namespace partage::sandbox
