#include "sandbox/landlock.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "sandbox/descriptor.hpp"
#include "sandbox/errors.hpp"

namespace partage::sandbox {
namespace {

// Values of linux/landlock.h and of the kernel's Documentation/userspace-api/landlock.rst: Debian 12's header stops at
// ABI 2, the kernel may know more.
constexpr std::uint64_t kExecute = 1u << 0, kWriteFile = 1u << 1, kReadFile = 1u << 2, kReadDir = 1u << 3,
                        kMakeChar = 1u << 6, kMakeBlock = 1u << 11, kRefer = 1u << 13, kTruncate = 1u << 14,
                        kIoctlDevice = 1u << 15;
constexpr std::uint64_t kFirstVersion = (1u << 13) - 1;
constexpr std::uint64_t kForFiles = kExecute | kWriteFile | kReadFile | kTruncate | kIoctlDevice;
constexpr std::uint64_t kTcpBindAndConnect = 3;
constexpr std::uint64_t kScopeAbstractSocketsAndSignals = 3;
constexpr int kRulePathBeneath = 1;
constexpr unsigned kVersionFlag = 1;

struct Ruleset {
  std::uint64_t files = 0;
  std::uint64_t network = 0;  // ABI 4
  std::uint64_t scoped = 0;   // ABI 6
};

struct [[gnu::packed]] PathBeneath {
  std::uint64_t access;
  std::int32_t parent;
};

Ruleset ruleset_for(int abi) {
  Ruleset ruleset{kFirstVersion, 0, 0};
  if (abi >= 2) ruleset.files |= kRefer;
  if (abi >= 3) ruleset.files |= kTruncate;
  if (abi >= 4) ruleset.network = kTcpBindAndConnect;
  if (abi >= 5) ruleset.files |= kIoctlDevice;
  if (abi >= 6) ruleset.scoped = kScopeAbstractSocketsAndSignals;
  return ruleset;
}

// An older kernel refuses a structure longer than the one it knows.
std::size_t ruleset_size(int abi) {
  return abi >= 6 ? sizeof(Ruleset) : abi >= 4 ? 2 * sizeof(std::uint64_t) : sizeof(std::uint64_t);
}

std::uint64_t rights(Access access) {
  switch (access) {
    case Access::read: return kReadFile | kReadDir;
    case Access::execute: return kReadFile | kReadDir | kExecute;
    case Access::device: return kReadFile | kWriteFile | kTruncate;
    case Access::work: return ~(kMakeChar | kMakeBlock);
  }
  return 0;
}

void allow(int ruleset, const Allowed& allowed, std::uint64_t handled) {
  const Descriptor place(open(allowed.path.c_str(), O_PATH | O_CLOEXEC));
  if (!place) {
    if (errno == ENOENT) return;
    throw SetupError{"Landlock, " + allowed.path, errno};
  }
  struct stat information {};
  checked(fstat(place.get(), &information), "Landlock, " + allowed.path);
  const std::uint64_t possible = S_ISDIR(information.st_mode) ? handled : handled & kForFiles;
  const PathBeneath rule{rights(allowed.access) & possible, place.get()};
  checked(syscall(SYS_landlock_add_rule, ruleset, kRulePathBeneath, &rule, 0), "Landlock, " + allowed.path);
}

}  // namespace

int landlock_abi() {
  const char* without = std::getenv("PARTAGE_SANS_LANDLOCK");
  if (without != nullptr && std::strcmp(without, "1") == 0) return 0;
  const long abi = syscall(SYS_landlock_create_ruleset, nullptr, 0, kVersionFlag);
  return abi > 0 ? static_cast<int>(abi) : 0;
}

void restrict_files(const std::vector<Allowed>& allowed, int abi) {
  if (abi == 0) return;
  const Ruleset wanted = ruleset_for(abi);
  const Descriptor ruleset(
      static_cast<int>(syscall(SYS_landlock_create_ruleset, &wanted, ruleset_size(abi), 0)));
  if (!ruleset) throw SetupError{"Landlock", errno};
  for (const Allowed& place : allowed) allow(ruleset.get(), place, wanted.files);
  checked(syscall(SYS_landlock_restrict_self, ruleset.get(), 0), "Landlock");
}

}  // namespace partage::sandbox
