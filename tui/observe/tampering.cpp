#include "observe/tampering.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>

#include "observe/maps.hpp"
#include "observe/memory.hpp"

namespace partage::observe {
namespace {

using record::Address;

// <sys/mman.h> of Debian 12 does not know the last ones.
constexpr std::uint64_t kDiscarding[] = {MADV_DONTNEED, MADV_FREE, MADV_REMOVE, 24 /* DONTNEED_LOCKED */,
                                         102 /* GUARD_INSTALL */};

bool meet(const std::vector<Range>& ranges, Address start, std::uint64_t length) {
  const Address last = length == 0 ? start : start + length - 1;
  if (last < start) return false;  // the kernel refuses it
  return std::any_of(ranges.begin(), ranges.end(), [&](const Range& range) {
    return start < range.end && last - last % page_size() + page_size() > range.start;
  });
}

bool discards(std::uint64_t advice) {
  return std::find(std::begin(kDiscarding), std::end(kDiscarding), advice & 0xffffffff) != std::end(kDiscarding);
}

}  // namespace

std::vector<Range> untouchable(pid_t pid, const std::string& program) {
  std::vector<Range> found;
  for (const record::Mapping& mapping : parse_maps(read_proc(pid, "maps"))) {
    const bool code = mapping.permissions[2] == 'x' && mapping.path != "[vsyscall]";
    const bool constant = mapping.path == program && mapping.permissions[1] != 'w';
    if (code || constant) found.push_back({mapping.start, mapping.end});
  }
  return found;
}

bool touches(const std::vector<Range>& ranges, std::uint64_t number, const SyscallArguments& arguments) {
  const auto& a = arguments;
  switch (number) {
    case SYS_mprotect: return meet(ranges, a[0], a[1]);
    case SYS_mmap: return (a[3] & MAP_FIXED) != 0 && meet(ranges, a[0], a[1]);
    case SYS_madvise: return discards(a[2]) && meet(ranges, a[0], a[1]);
    case SYS_mremap: return meet(ranges, a[0], a[1]) || ((a[3] & MREMAP_FIXED) != 0 && meet(ranges, a[4], a[2]));
    case SYS_shmat: return (a[2] & SHM_REMAP) != 0 && meet(ranges, a[1], 1);  // refused unless all of it is free, but for this
    default: return false;
  }
}

bool takes_place(const std::vector<Range>& ranges, std::uint64_t number, const SyscallArguments& arguments, std::int64_t result) {
  const auto start = static_cast<Address>(result);
  switch (number) {
    case SYS_mmap: return (arguments[0] != 0 || (arguments[2] & PROT_EXEC) != 0) && meet(ranges, start, arguments[1]);
    case SYS_mremap: return meet(ranges, start, arguments[2]);
    case SYS_shmat: return (arguments[1] != 0 || (arguments[2] & SHM_EXEC) != 0) && meet(ranges, start, 1);
    default: return false;
  }
}

bool is_memory(pid_t tid, int descriptor) {
  char target[64];
  const ssize_t length = readlink(proc_path(tid, fmt::format("fd/{}", descriptor)).c_str(), target, sizeof target);
  const std::string_view path(target, length < 0 ? 0 : static_cast<std::size_t>(length));
  return path.starts_with("/proc/") && path.ends_with("/mem");
}

}  // namespace partage::observe
