#include <fcntl.h>
#include <linux/magic.h>
#include <pwd.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <stdexcept>
#include <utility>

#include "sandbox/descriptor.hpp"
#include "sandbox/errors.hpp"
#include "sandbox/sandbox.hpp"
#include "sandbox/scratch_folder.hpp"

namespace partage::sandbox {
namespace fs = std::filesystem;
namespace {

constexpr const char* kPrefix = "essai-";
constexpr const char* kLockSuffix = ".verrou";
constexpr unsigned kNobody = 65534;

// Not in every linux/magic.h.
constexpr unsigned long kNfs = 0x6969, kPlan9 = 0x01021997, kCifs = 0xFF534D42, kSmb2 = 0xFE534D42, kTmpfs = 0x01021994;

Descriptor open_lock(const fs::path& path) {
  return Descriptor(checked(open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600), path.string()));
}

// Of all scratch folders: held while one is made or the dead ones are swept, so that a folder not yet locked by its
// owner is never taken for a dead one.
Descriptor lock_all(const fs::path& base) {
  Descriptor lock = open_lock(base / "verrou");
  int result;
  do result = flock(lock.get(), LOCK_EX);
  while (result < 0 && errno == EINTR);
  checked(result, (base / "verrou").string());
  return lock;
}

fs::path lock_path(const fs::path& folder) { return folder.string() + kLockSuffix; }

void sweep(const fs::path& base) {
  std::error_code error;
  for (fs::directory_iterator entry(base, error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (!name.starts_with(kPrefix) || name.ends_with(kLockSuffix)) continue;
    const Descriptor lock(open(lock_path(entry->path()).c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!lock || flock(lock.get(), LOCK_EX | LOCK_NB) != 0) continue;  // alive
    if (remove_tree(entry->path())) unlink(lock_path(entry->path()).c_str());
  }
}

}  // namespace

fs::path scratch_base() {
  const char* cache = std::getenv("XDG_CACHE_HOME");
  if (cache != nullptr && cache[0] == '/') return fs::path(cache) / "partage";
  const char* home = std::getenv("HOME");
  if (home != nullptr && home[0] == '/') return fs::path(home) / ".cache" / "partage";
  const passwd* user = getpwuid(geteuid());
  return fs::path(user != nullptr && user->pw_dir != nullptr ? user->pw_dir : "/tmp") / ".cache" / "partage";
}

Scratch::Scratch() {
  try {
    const fs::path base = scratch_base();
    std::error_code error;
    fs::create_directories(base.parent_path(), error);
    if (error) throw SetupError{base.parent_path().string(), error.value()};
    if (mkdir(base.c_str(), 0700) != 0 && errno != EEXIST) throw SetupError{base.string(), errno};
    const Descriptor all = lock_all(base);
    sweep(base);
    std::string pattern = (base / (std::string(kPrefix) + "XXXXXX")).string();
    if (mkdtemp(pattern.data()) == nullptr) throw SetupError{base.string(), errno};
    path_ = pattern;
    Descriptor lock = open_lock(lock_path(path_));
    checked(flock(lock.get(), LOCK_EX | LOCK_NB), lock_path(path_).string());
    if (geteuid() == 0) checked(chown(path_.c_str(), kNobody, kNobody), pattern);
    lock_ = fcntl(lock.get(), F_DUPFD_CLOEXEC, 3);
  } catch (const SetupError& error) {
    throw std::runtime_error("Impossible de préparer un dossier de travail (" + error.sentence() +
                             "). Indiquez un dossier où vous pouvez écrire dans la variable XDG_CACHE_HOME.");
  }
}

Scratch::Scratch(Scratch&& other) noexcept
    : path_(std::exchange(other.path_, {})), lock_(std::exchange(other.lock_, -1)) {}

Scratch::~Scratch() {
  if (path_.empty()) return;
  const bool gone = remove_tree(path_);
  if (gone) unlink(lock_path(path_).c_str());
  if (lock_ >= 0) close(lock_);
}

std::string Scratch::warning() const {
  struct statfs information {};
  if (statfs(path_.c_str(), &information) != 0) return {};
  const std::string where = "Le dossier de travail " + path_.string();
  const std::string advice =
      ". Les fichiers projetés en mémoire peuvent s'y comporter autrement\u00a0: indiquez un dossier d'un disque local dans "
      "la variable XDG_CACHE_HOME.";
  switch (static_cast<unsigned long>(information.f_type)) {
    case kNfs: return where + " est sur un disque du réseau (NFS)" + advice;
    case kCifs:
    case kSmb2: return where + " est sur un partage Windows (SMB)" + advice;
    case kPlan9: return where + " est sur un disque de Windows (9p)" + advice;
    case kTmpfs: return where + " est en mémoire (tmpfs), non sur un disque" + advice;
    default: return {};
  }
}

void give_to_nobody(const fs::path& folder) {
  const fs::path base = scratch_base();
  const fs::path inside = folder.lexically_relative(base);
  if (inside.empty() || *inside.begin() == ".." || *inside.begin() == ".") return;
  const auto give = [](const fs::path& path) {
    struct stat information {};
    if (lstat(path.c_str(), &information) != 0 || information.st_uid != 0) return;
    // A file with two names may have one outside.
    if (!S_ISDIR(information.st_mode) && information.st_nlink > 1) return;
    [[maybe_unused]] const int ignored = lchown(path.c_str(), kNobody, kNobody);
  };
  give(folder);
  std::error_code error;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
    give(entry->path());
}

}  // namespace partage::sandbox
