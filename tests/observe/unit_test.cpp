// The parts that need no process.
#include <fcntl.h>
#include <sys/mman.h>

#include <cstdlib>

#include "observe/flags.hpp"
#include "observe/harness.hpp"
#include "observe/maps.hpp"
#include "observe/pagemap.hpp"
#include "observe/pages.hpp"

namespace partage::observe::testing {
namespace {

TEST(Maps, LinesOfProc) {
  const auto maps = parse_maps(
      "55d0c0a2b000-55d0c0a2c000 r--p 00001000 fe:01 1234                       /a folder/un fichier\n"
      "7f0000000000-7f0000001000 rw-s 00000000 00:01 77                         /dev/zero (deleted)\n"
      "7ffc00000000-7ffc00021000 rw-p 00000000 00:00 0                          [stack]\n"
      "ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0 \n"
      "not a line\n");
  ASSERT_EQ(maps.size(), 4u);
  EXPECT_EQ(maps[0].path, "/a folder/un fichier");
  EXPECT_EQ(maps[0].offset, 0x1000u);
  EXPECT_EQ(maps[0].device, "fe:01");
  EXPECT_EQ(maps[1].inode, 77u);
  EXPECT_TRUE(maps[1].shared());
  EXPECT_EQ(maps[2].path, "[stack]");
  EXPECT_EQ(maps[3].path, "");
  EXPECT_EQ(maps[3].start, 0xffffffffff600000u);
}

TEST(Pagemap, BitsOfAnEntry) {
  const auto flags = page_flags(1ull << 63 | 1ull << 61 | 1ull << 56 | 0x1234);
  EXPECT_TRUE(flags.present && flags.file_or_shared && flags.exclusive && !flags.swapped);
  EXPECT_EQ(flags.frame, 0x1234u);
  EXPECT_EQ(page_flags(1ull << 62 | 0x1234).frame, 0u);
}

TEST(Flags, WordsOfTheManPages) {
  EXPECT_EQ(protection_text(PROT_NONE), "PROT_NONE");
  EXPECT_EQ(protection_text(PROT_READ | PROT_WRITE), "PROT_READ|PROT_WRITE");
  EXPECT_EQ(map_flags_text(MAP_SHARED | MAP_ANONYMOUS), "MAP_SHARED|MAP_ANONYMOUS");
  EXPECT_EQ(map_flags_text(MAP_ANONYMOUS), "MAP_ANONYMOUS");
  EXPECT_EQ(map_flags_text(MAP_SHARED_VALIDATE), "MAP_SHARED_VALIDATE");
  EXPECT_EQ(map_flags_text(MAP_PRIVATE | 0x40000000), "MAP_PRIVATE|0x40000000");
  EXPECT_EQ(open_flags_text(O_RDWR | O_CREAT | O_EXCL), "O_RDWR|O_CREAT|O_EXCL");
  EXPECT_EQ(madvice_text(MADV_DONTNEED), "MADV_DONTNEED");
  EXPECT_EQ(clone_flags_text(17), "SIGCHLD");
  EXPECT_EQ(error_name(12), "ENOMEM");
  EXPECT_EQ(signal_name(11), "SIGSEGV");
  EXPECT_EQ(signal_code_name(7, 2), "BUS_ADRERR");
}

TEST(Differences, AreFewRuns) {
  const std::string before(4096, '\0');
  std::string now = before;
  EXPECT_TRUE(differences(before, now).empty());
  now[10] = 'a';
  now[14] = 'b';
  now[4095] = 'z';
  const auto runs = differences(before, now);
  ASSERT_EQ(runs.size(), 2u);
  EXPECT_EQ(runs[0].offset, 10u);
  EXPECT_EQ(runs[0].bytes, std::string("a\0\0\0b", 5));
  EXPECT_EQ(runs[1].offset, 4095u);
  // An unknown page is told as what differs from zeros.
  EXPECT_EQ(differences("", now), runs);
}

TEST(RangesOfTheProgram, AreCutByWhatReplacesThem) {
  Ranges ranges;
  ranges.add(0x10000, 0x4000, true);
  ranges.remove(0x11000, 1);
  EXPECT_TRUE(ranges.own_at(0x10fff));
  EXPECT_FALSE(ranges.holds(0x11000));
  EXPECT_TRUE(ranges.own_at(0x12000));
  ranges.add(0x13000, 0x1000, false);
  EXPECT_TRUE(ranges.holds(0x13000));
  EXPECT_FALSE(ranges.own_at(0x13000));
  EXPECT_TRUE(ranges.own_in(0x12800, 0x20000));
  EXPECT_FALSE(ranges.own_in(0x13000, 0x20000));
  ranges.remove(0x0, 0x20000);
  EXPECT_TRUE(ranges.all().empty());
}

TEST(PagesOfInterest, AreBounded) {
  Ranges ranges;
  ranges.add(0x100000, 100 * 4096, true);
  const auto pages = pages_of_interest(ranges, {}, {0x5000});
  ASSERT_EQ(pages.size(), 18u);
  EXPECT_EQ(pages.front(), 0x5000u);
  EXPECT_EQ(pages.back(), 0x100000u + 99 * 4096);
  for (int i = 1; i < 20; ++i) ranges.add(0x1000000u * static_cast<unsigned>(i), 100 * 4096, true);
  EXPECT_EQ(pages_of_interest(ranges, {}, {}).size(), 64u);
}

TEST(Registers, CompileForAarch64) {
  const std::string compiler = "aarch64-linux-gnu-g++";
  if (std::system(("command -v " + compiler + " >/dev/null").c_str()) != 0) GTEST_SKIP() << compiler << " is missing";
  std::string command = compiler + " -std=c++20 -fsyntax-only -Wall -Wextra -Werror";
  for (const char* layer : {"observe", "record", "sandbox"})
    command += std::string(" -I'") + PARTAGE_BINARY_DIR + "/include/" + layer + "'";
  command += std::string(" '") + PARTAGE_SOURCE_DIR + "/tui/observe/registers.cpp'";
  EXPECT_EQ(std::system(command.c_str()), 0) << command;
  std::puts("aarch64: register access compiles; it is untried on a real machine.");
}

}  // namespace
}  // namespace partage::observe::testing
