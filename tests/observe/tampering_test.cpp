// Which calls would change what is observed: as numbers, without any process.
#include <gmock/gmock.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <sys/syscall.h>

#include "observe/tampering.hpp"

namespace partage::observe {
namespace {

const std::vector<Range> kCode = {{0x10000, 0x14000}, {0x7f0000000000, 0x7f0000100000}};

TEST(Tampering, ProtectionOfCodeIsItsOwn) {
  EXPECT_TRUE(touches(kCode, SYS_mprotect, {0x13000, 4096, PROT_READ | PROT_WRITE}));
  EXPECT_TRUE(touches(kCode, SYS_mprotect, {0xf000, 4097, PROT_READ}));  // the kernel rounds to the page
  EXPECT_FALSE(touches(kCode, SYS_mprotect, {0xf000, 4096, PROT_READ}));
  EXPECT_FALSE(touches(kCode, SYS_mprotect, {0x14000, 1 << 20, PROT_NONE}));
  EXPECT_FALSE(touches(kCode, SYS_mprotect, {0x20000, ~0ull, PROT_READ}));  // refused: beyond the end of the addresses
}

TEST(Tampering, PagesOfCodeAreNotForgotten) {
  EXPECT_TRUE(touches(kCode, SYS_madvise, {0x10000, 4096, MADV_DONTNEED}));
  EXPECT_FALSE(touches(kCode, SYS_madvise, {0x10000, 4096, MADV_WILLNEED}));
}

TEST(Tampering, NothingTakesThePlaceOfCode) {
  EXPECT_TRUE(touches(kCode, SYS_mmap, {0x7f0000000000, 4096, PROT_READ, MAP_PRIVATE | MAP_FIXED}));
  EXPECT_FALSE(touches(kCode, SYS_mmap, {0x7f0000000000, 4096, PROT_READ, MAP_PRIVATE}));  // a hint: the kernel decides
  EXPECT_TRUE(takes_place(kCode, SYS_mmap, {0x7f0000000000, 4096, PROT_READ, MAP_PRIVATE}, 0x7f0000000000));
  EXPECT_TRUE(touches(kCode, SYS_mremap, {0x30000, 4096, 4096, MREMAP_MAYMOVE | MREMAP_FIXED, 0x10000}));
  EXPECT_TRUE(touches(kCode, SYS_mremap, {0x10000, 4096, 8192, MREMAP_MAYMOVE}));
  EXPECT_TRUE(touches(kCode, SYS_shmat, {1, 0x10000, SHM_REMAP}));
}

TEST(Tampering, TooLongAMunmapIsOnlyAMistake) {
  EXPECT_FALSE(touches(kCode, SYS_munmap, {0x10000, 4096}));
  EXPECT_FALSE(takes_place(kCode, SYS_mmap, {0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED}, 0x10000));
  EXPECT_TRUE(takes_place(kCode, SYS_mmap, {0, 4096, PROT_READ | PROT_EXEC, MAP_SHARED}, 0x10000));
}

}  // namespace
}  // namespace partage::observe
