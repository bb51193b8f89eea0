#include "sandbox/leftovers.hpp"

#include <dirent.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace partage::sandbox {
namespace fs = std::filesystem;
namespace {

constexpr const char* kFolder = "/dev/shm";

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
    const int id = shmctl(index, SHM_STAT, &segment);
    if (id >= 0 && segment.shm_perm.uid == owner && segment.shm_nattch == 0) found.insert(id);
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
    const int id = semctl(index, 0, SEM_STAT, argument);
    if (id >= 0 && set.sem_perm.uid == owner) found.insert(id);
  }
  return found;
}

std::set<int> queues_of(uid_t owner) {
  std::set<int> found;
  msginfo limits{};
  const int last = msgctl(0, MSG_INFO, reinterpret_cast<msqid_ds*>(&limits));
  for (int index = 0; index <= last; ++index) {
    msqid_ds queue{};
    const int id = msgctl(index, MSG_STAT, &queue);
    if (id >= 0 && queue.msg_perm.uid == owner) found.insert(id);
  }
  return found;
}

// Another program of the same user may have made it meanwhile: it would be in use.
bool mapped_by_someone(const std::string& name) {
  const std::string path = std::string(kFolder) + "/" + name;
  std::error_code error;
  for (fs::directory_iterator entry("/proc", error), end; !error && entry != end; entry.increment(error)) {
    std::ifstream maps(entry->path() / "maps");
    for (std::string line; std::getline(maps, line);)
      if (line.ends_with(path)) return true;
  }
  return false;
}

}  // namespace

Leftovers::Leftovers(uid_t owner)
    : owner_(owner),
      files_(files_of(owner)),
      segments_(segments_of(owner)),
      semaphores_(semaphores_of(owner)),
      queues_(queues_of(owner)) {}

void Leftovers::remove_new() const {
  std::error_code ignored;
  for (const std::string& name : files_of(owner_))
    if (files_.count(name) == 0 && !mapped_by_someone(name)) fs::remove_all(fs::path(kFolder) / name, ignored);
  for (const int id : segments_of(owner_))
    if (segments_.count(id) == 0) shmctl(id, IPC_RMID, nullptr);
  for (const int id : semaphores_of(owner_))
    if (semaphores_.count(id) == 0) semctl(id, 0, IPC_RMID);
  for (const int id : queues_of(owner_))
    if (queues_.count(id) == 0) msgctl(id, IPC_RMID, nullptr);
}

}  // namespace partage::sandbox
