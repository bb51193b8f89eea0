#include "observe/page_size.hpp"

#include <elf.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <vector>

#include "observe/maps.hpp"
#include "observe/memory.hpp"

namespace partage::observe {
namespace {

constexpr std::uint64_t kFixed = MAP_FIXED | 0x100000;  // MAP_FIXED_NOREPLACE

/// The address or offset that must be a multiple of the page size.
std::uint64_t aligned_argument(const SyscallShape& shape, const SyscallArguments& a) {
  switch (shape.number) {
    case SYS_mmap: return (a[3] & kFixed) != 0 ? a[0] | a[5] : a[5];
    case SYS_munmap:
    case SYS_mprotect:
    case SYS_mremap:
    case SYS_madvise:
    case SYS_msync: return a[0];
    default: return 0;
  }
}

}  // namespace

const std::array<PageSizeQuestion, 3> page_size_questions = {
    {{"sysconf", _SC_PAGESIZE}, {"getpagesize", std::nullopt}, {"getauxval", AT_PAGESZ}}};

int refused_for_page_size(const SyscallShape& shape, const SyscallArguments& arguments, std::uint64_t size) {
  const std::uint64_t value = aligned_argument(shape, arguments);
  return value % size != 0 && value % page_size() == 0 ? EINVAL : 0;
}

std::optional<Address> place_for_page_size(pid_t pid, const SyscallShape& shape, const SyscallArguments& arguments,
                                           std::uint64_t size) {
  if (shape.number != SYS_mmap || (arguments[3] & kFixed) != 0 || arguments[1] == 0 || arguments[1] > 1ull << 46) return {};
  if (arguments[0] != 0 && arguments[0] % size == 0) return {};
  const std::uint64_t length = (arguments[1] + size - 1) / size * size;
  const std::vector<record::Mapping> mappings = parse_maps(read_proc(pid, "maps"));
  // From the stack down, as the kernel does; what is just below the stack is its room to grow.
  auto above = std::find_if(mappings.begin(), mappings.end(), [](const auto& mapping) { return mapping.path == "[stack]"; });
  for (; above != mappings.begin(); --above) {
    if (above == mappings.end() || above->path == "[stack]") continue;
    const Address from = std::prev(above)->end, to = above->start;
    if (to >= from + length + 3 * size) return (to - size - length) / size * size;  // a page of room on each side
  }
  return {};
}

}  // namespace partage::observe
