// What a call reads, writes, and leaves open or mapped.
#include "check/small_world.hpp"

namespace partage::check {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* student = R"(
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>
static char block[300000];
static void *map(size_t n, int fd) { return mmap(NULL, n, PROT_READ, MAP_SHARED, fd, 0); }
int essai(const char *what) {
  int fd, two[2];
  char *p;
  FILE *f;
  struct iovec pieces[2] = {{block, 10}, {block + 10, 20}};
  if (strcmp(what, "rien") == 0) {
    fd = open("fichier", O_RDONLY);
    p = map(8192, fd);
    close(fd);
    munmap(p, 8192);
    f = fopen("fichier", "r");
    fclose(f);
    fd = dup(1);
    dup2(fd, 2);
    close(fcntl(fd, F_DUPFD, 50));
    close_range(fd, fd, 0);
    free(malloc(1 << 20));
    if (pipe(two) != 0) return 1;
    close(two[0]);
    return close(two[1]);
  }
  if (strcmp(what, "ouverts") == 0) {
    fd = open("fichier", O_RDONLY);
    dup2(fd, 40);
    f = fopen("fichier", "r");
    if (pipe(two) != 0) return 1;
    return close(two[0]);
  }
  if (strcmp(what, "copies") == 0) {
    fd = open("fichier", O_RDONLY);
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL));
    fcntl(fd, F_DUPFD, 50);
    fcntl(fd, F_DUPFD_CLOEXEC, 60);
    return close(fd);
  }
  if (strcmp(what, "mappes") == 0) {
    fd = open("fichier", O_RDONLY);
    p = map(5 * 4096, fd);
    close(fd);
    munmap(p + 4096, 4096);
    p = malloc(1 << 20); /* mmap, but libc's */
    p = mmap(NULL, 100, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return p == MAP_FAILED;
  }
  if (strcmp(what, "lit") == 0) {
    fd = open("fichier", O_RDONLY);
    read(fd, block, 1000);
    pread(fd, block, 500, 3);
    readv(fd, pieces, 2);
    close(fd);
    f = fopen("fichier", "r");
    fread(block, 1, 12, f); /* a whole buffer is read */
    fclose(f);
    fd = open("autre", O_WRONLY | O_CREAT, 0600);
    write(fd, block, 7);
    pwrite(fd, block, 5, 100);
    return close(fd);
  }
  if (fork() == 0) {
    fd = open("fichier", O_RDONLY);
    read(fd, block, 1000);
    _exit(0);
  }
  return wait(NULL) < 0;
}
)";

constexpr const char* scenario = R"(
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
int essai(const char *what);
int main(int argc, char *argv[]) {
  int fd = open("fichier", O_RDONLY);
  char c;
  void *p = mmap(0, 4096, PROT_READ, MAP_SHARED, fd, 0);
  int wrong = read(fd, &c, 1) != 1 || p == MAP_FAILED || essai(argv[argc - 1]);
  open("fichier", O_RDONLY);
  return wrong;
}
)";

class Leaks : public SmallWorld {
 protected:
  void SetUp() override { build(student, scenario); }
  check::Run go(const std::string& what) {
    const check::Run run = trial().run({.arguments = {what}, .files = {{.name = "fichier", .content = std::string(20480, 'a')}}});
    EXPECT_EQ(run.process(run.father()).exit->status, 0) << told(run);
    return run;
  }
};

std::vector<std::string> names(const std::vector<Seen>& calls) {
  std::vector<std::string> names;
  for (const Seen& seen : calls) names.push_back(seen.call.name);
  return names;
}

TEST_F(Leaks, NothingIsLeft) {
  const check::Run run = go("rien");
  EXPECT_THAT(names(run.left_open(run.call("essai"))), IsEmpty()) << told(run);
  EXPECT_THAT(run.left_mapped(run.call("essai")), IsEmpty());
}

TEST_F(Leaks, DescriptorsLeftOpen) {
  const check::Run run = go("ouverts");
  const auto left = run.left_open(run.call("essai"));
  ASSERT_THAT(left, SizeIs(4)) << told(run);
  EXPECT_THAT(names(left), ElementsAre("openat", testing::AnyOf("dup2", "dup3"), "openat", testing::AnyOf("pipe", "pipe2")));
  EXPECT_EQ(left[0].source.file, "essai.c");
}

TEST_F(Leaks, CopiesMadeByFcntlLeftOpen) {
  const check::Run run = go("copies");
  const auto left = run.left_open(run.call("essai"));
  ASSERT_THAT(names(left), ElementsAre("fcntl", "fcntl")) << told(run);
  EXPECT_EQ(left[0].call.result, 50);
  EXPECT_EQ(left[0].call.argument("cmd")->text, "F_DUPFD");
  EXPECT_EQ(left[1].call.argument("cmd")->text, "F_DUPFD_CLOEXEC");
  EXPECT_THAT(run.syscalls("fcntl"), SizeIs(2)) << "flags and locks are not recorded";
}

TEST_F(Leaks, IntervalsLeftMapped) {
  const check::Run run = go("mappes");
  const Call call = run.call("essai");
  EXPECT_THAT(run.left_open(call), IsEmpty());
  auto left = run.left_mapped(call);
  std::sort(left.begin(), left.end(), [](const auto& a, const auto& b) { return a.offset + a.size() < b.offset + b.size(); });
  ASSERT_THAT(left, SizeIs(3)) << told(run);
  std::vector<record::Mapping> files;
  for (const record::Mapping& mapping : left)
    if (mapping.inode != 0) files.push_back(mapping);
  ASSERT_THAT(files, SizeIs(2));
  EXPECT_EQ(files[0].size(), 4096u);
  EXPECT_EQ(files[1].size(), 3 * 4096u);
  EXPECT_EQ(files[1].offset, 8192u);
  EXPECT_EQ(files[1].permissions, "r--s");
}

TEST_F(Leaks, BytesOfThatCallOnly) {
  const check::Run run = go("lit");
  const Call call = run.call("essai");
  EXPECT_EQ(run.bytes_read(call), 1000u + 500 + 30 + 4096) << told(run);
  EXPECT_EQ(run.bytes_written(call), 12u);
  EXPECT_EQ(run.bytes_read(Call{}), 0u);
}

TEST_F(Leaks, OfThatProcessOnly) {
  const check::Run run = go("fils");
  const Call call = run.call("essai");
  EXPECT_EQ(run.bytes_read(call), 0u) << told(run);
  EXPECT_THAT(run.left_open(call), IsEmpty());
}

}  // namespace
}  // namespace partage::check
