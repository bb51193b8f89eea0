// Limits that a plan or an exercise changes.
#include "check/small_world.hpp"

namespace partage::check {
namespace {

constexpr const char* student = R"(
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
/* 'a': n bytes of address space; 'f': a file that grows to n; 'c': reads a whole file of n bytes; 'n': n children that
   live together, each with its own cell. */
int essai(int what, long n) {
  if (what == 'a') {
    char *p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return p == MAP_FAILED ? errno : 0;
  }
  if (what == 'f') {
    int fd = open("fichier", O_RDWR | O_CREAT, 0600);
    return ftruncate(fd, n) == 0 ? 0 : errno;
  }
  if (what == 'c') {
    int fd = open("fichier", O_RDONLY);
    unsigned char *p = mmap(NULL, n, PROT_READ, MAP_SHARED, fd, 0);
    long sum = 0;
    if (p == MAP_FAILED) return errno;
    for (long i = 0; i < n; i += 4096) sum += p[i];
    return sum != 'd';
  }
  long *cells = mmap(NULL, n * sizeof *cells, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  int gate[2];
  if (pipe(gate) != 0) return errno;
  for (long i = 0; i < n; ++i) {
    pid_t pid = fork();
    if (pid < 0) return errno;
    if (pid > 0) continue;
    char c;
    close(gate[1]);
    if (read(gate[0], &c, 1) != 0) _exit(1);
    cells[i] = 3 * i + 1;
    _exit(0);
  }
  close(gate[1]);
  int wrong = 0;
  for (long i = 0; i < n; ++i) {
    int status = 1;
    if (wait(&status) < 0 || status != 0) wrong = 1;
  }
  for (long i = 0; i < n; ++i) wrong |= cells[i] != 3 * i + 1;
  return wrong;
}
)";

constexpr const char* scenario = R"(
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
int essai(int what, long n);
int main(int argc, char *argv[]) {
  signal(SIGXFSZ, SIG_IGN);
  printf("%d\n", argc > 2 ? essai(*argv[1], atol(argv[2])) : -1);
  return 0;
}
)";

class PlanLimits : public SmallWorld {
 protected:
  void SetUp() override { build(student, scenario); }
  /// Output of a run that must end by itself.
  std::string output(const RunPlan& plan) {
    const check::Run run = trial().run_raw(plan);
    EXPECT_EQ(run.recording().end, record::End::finished) << record::name(run.recording().end);
    return run.output();
  }
};

std::string bytes(std::uint64_t count) { return std::to_string(count); }

TEST_F(PlanLimits, AddressSpace) {
  const std::string wanted = bytes(100u << 20);
  EXPECT_EQ(output({.arguments = {"a", wanted}}), "0\n");
  EXPECT_EQ(output({.arguments = {"a", wanted}, .address_limit = 40u << 20}), "12\n") << "ENOMEM";
  EXPECT_EQ(output({.arguments = {"a", bytes(3ull << 30)}, .address_limit = 4ull << 30}), "0\n") << "plus que l'exercice";
}

TEST_F(PlanLimits, Data) {
  EXPECT_EQ(output({.arguments = {"a", bytes(100u << 20)}, .data_limit = 64u << 20}), "12\n");
}

TEST_F(PlanLimits, FileSize) {
  EXPECT_EQ(output({.arguments = {"f", bytes(10'000)}, .file_limit = 9'000}), "27\n") << "EFBIG";
  EXPECT_EQ(output({.arguments = {"f", bytes(9'000)}, .file_limit = 9'000}), "0\n");
  EXPECT_EQ(output({.arguments = {"f", bytes(17u << 20)}}), "27\n");
  EXPECT_EQ(output({.arguments = {"f", bytes(6ull << 30)}, .file_limit = 7ull << 30}), "0\n") << "un trou ne compte pas sur le disque";
}

// A mapping of a file is neither data nor anonymous memory: only the address space must allow it.
TEST_F(PlanLimits, AGibibyteOfASparseFileIsRead) {
  const std::uint64_t size = 1ull << 30;
  const std::vector<WorkFile> files = {{.name = "fichier", .content = "d", .size = size}};
  EXPECT_EQ(output({.arguments = {"c", bytes(size)}, .files = files}), "12\n");
  exercise_.limits.address_space = 2ull << 30;
  exercise_.limits.cpu = std::chrono::seconds(20);
  exercise_.limits.wall = std::chrono::seconds(40);
  EXPECT_EQ(output({.arguments = {"c", bytes(size)}, .data_limit = 64u << 20, .files = files}), "0\n");
}

TEST_F(PlanLimits, ManyChildren) {
  exercise_.limits.processes = 129;
  exercise_.limits.wall = std::chrono::seconds(20);
  for (const long count : {64L, 128L}) {
    const check::Run run = trial().run_raw({.arguments = {"n", std::to_string(count)}});
    EXPECT_EQ(run.recording().end, record::End::finished) << record::name(run.recording().end);
    EXPECT_EQ(run.output(), "0\n");
    EXPECT_EQ(run.children(run.father()).size(), static_cast<std::size_t>(count));
    EXPECT_TRUE(run.zombies(run.father()).empty());
  }
}

TEST_F(PlanLimits, OneChildTooMany) {
  exercise_.limits.processes = 64;
  EXPECT_EQ(trial().run_raw({.arguments = {"n", "64"}}).recording().end, record::End::processes) << "le père compte";
}

}  // namespace
}  // namespace partage::check
