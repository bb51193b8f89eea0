// A page of 16 KiB, pretended to the student's file and to it alone.
#include <unistd.h>

#include <cerrno>

#include "check/small_world.hpp"

namespace partage::check {
namespace {

constexpr const char* student = R"(
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
static long early;
__attribute__((constructor)) static void at_first(void) { early = sysconf(_SC_PAGESIZE); }
static long asked_by_a_helper(void) { return sysconf(_SC_PAGE_SIZE); }
static int result(long value) { return value == -1 ? -errno : 0; }
long essai(const char *what, char *given) {
  int fd = open("fichier", O_RDWR);
  long size = asked_by_a_helper();
  char *p = mmap(NULL, 100, PROT_READ | PROT_WRITE, MAP_SHARED, fd, size);
  if (strcmp(what, "sysconf") == 0) return size;
  if (strcmp(what, "getpagesize") == 0) return getpagesize();
  if (strcmp(what, "getauxval") == 0) return (long)getauxval(AT_PAGESZ);
  if (strcmp(what, "tot") == 0) return early;
  if (strcmp(what, "autre") == 0) return sysconf(_SC_OPEN_MAX) == size || getauxval(AT_UID) == (unsigned long)size;
  if (strcmp(what, "lu") == 0) return p[5];
  if (strcmp(what, "offset") == 0) return result((long)mmap(NULL, 100, PROT_READ, MAP_SHARED, fd, 4096));
  if (strcmp(what, "impair") == 0) return result((long)mmap(NULL, 100, PROT_READ, MAP_SHARED, fd, 1));
  if (strcmp(what, "aligne") == 0) return (long)((uintptr_t)p % (uintptr_t)size);
  if (strcmp(what, "hint") == 0) return (long)((uintptr_t)mmap(p + 4096, 100, PROT_READ, MAP_SHARED, fd, 0) % (uintptr_t)size);
  if (strcmp(what, "fixe") == 0) return result((long)mmap(p + 4096, 100, PROT_READ, MAP_SHARED | MAP_FIXED, fd, 0));
  if (strcmp(what, "munmap") == 0) return result(munmap(p, (size_t)size));
  if (strcmp(what, "munmap4") == 0) return result(munmap(p + 4096, 100));
  if (strcmp(what, "mprotect4") == 0) return result(mprotect(p + 4096, 100, PROT_READ));
  if (strcmp(what, "msync4") == 0) return result(msync(p + 4096, 100, MS_SYNC));
  if (strcmp(what, "donne") == 0) return result(munmap((char *)((uintptr_t)given / (uintptr_t)size * (uintptr_t)size), 300));
  if (strcmp(what, "beaucoup") == 0) {
    for (int i = 1; i < 200; ++i) {
      char *q = mmap(NULL, (size_t)i * 1000, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
      if ((uintptr_t)q % (uintptr_t)size != 0) return 1;
      memset(q, 1, (size_t)i * 1000);
      free(malloc((size_t)i * 2000));
      if (i % 3 == 0 && munmap(q, (size_t)i * 1000) != 0) return 2;
    }
    return 0;
  }
  if (strcmp(what, "fils") == 0) {
    int status;
    if (fork() == 0) _exit(getpagesize() == 16384 ? 7 : 8);
    wait(&status);
    return WEXITSTATUS(status);
  }
  return -1;
}
)";

constexpr const char* scenario = R"(
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
long essai(const char *what, char *given);
int main(int argc, char *argv[]) {
  char *zone = mmap(0, 1 << 16, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  char *given = zone + (16384 - (unsigned long)zone % 16384) % 16384;
  if (strcmp(argv[1], "exec") == 0) execl("/proc/self/exe", "encore", "sysconf", (char *)0);
  long real = sysconf(_SC_PAGESIZE), offset = (long)mmap(0, 10, PROT_READ, MAP_PRIVATE, 0, 4096);
  printf("%ld %ld %d\n", essai(argv[1], given + 5000), real, offset == 0 || getpagesize() != real);
  return 0;
}
)";

class PretendedPage : public SmallWorld {
 protected:
  void SetUp() override { build(student, scenario); }
  check::Run go(const std::string& what, std::uint64_t size = 16384) {
    return trial().run({.arguments = {what},
                        .files = {{.name = "fichier", .size = 1 << 16, .pieces = {{16389, "z"}}}},
                        .page_size = size});
  }
  void expect(const std::string& what, long result) {
    const check::Run run = go(what);
    EXPECT_EQ(run.output(), std::to_string(result) + " 4096 0\n") << what << "\n" << told(run);
  }
};

TEST_F(PretendedPage, ToldByAllThatTellsIt) {
  if (sysconf(_SC_PAGESIZE) != 4096) GTEST_SKIP();
  for (const char* what : {"sysconf", "getpagesize", "getauxval", "tot"}) expect(what, 16384);
  expect("autre", 0);
  expect("fils", 7);
  EXPECT_EQ(go("sysconf", 0).output(), "4096 4096 0\n");
  EXPECT_EQ(go("sysconf", 65536).output(), "65536 4096 0\n");
}

TEST_F(PretendedPage, AfterAnExecAsWell) { expect("exec", 16384); }

TEST_F(PretendedPage, WhatIsAlignedSucceeds) {
  expect("lu", 'z');
  expect("aligne", 0);
  expect("hint", 0);
  expect("munmap", 0);
  expect("donne", 0);
  expect("beaucoup", 0);
}

TEST_F(PretendedPage, WhatIsNotGetsEinval) {
  for (const char* what : {"offset", "impair", "fixe", "munmap4", "mprotect4", "msync4"}) expect(what, -EINVAL);
  const check::Run run = go("offset");
  const auto maps = run.own_syscalls("mmap");
  ASSERT_EQ(maps.size(), 2u);
  EXPECT_TRUE(maps[1].call.injected);
  EXPECT_EQ(maps[1].call.error, "EINVAL");
  EXPECT_FALSE(maps[0].call.injected);
  EXPECT_EQ(maps[0].call.argument("addr")->value, 0u) << "dit comme l'étudiant l'a écrit";
  EXPECT_EQ(go("offset", 0).output(), "0 4096 0\n");
}

TEST_F(PretendedPage, WithoutNamespacesAsWell) {
  tier_ = sandbox::Tier::lite;
  expect("sysconf", 16384);
  expect("offset", -EINVAL);
}

}  // namespace
}  // namespace partage::check
