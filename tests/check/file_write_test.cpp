// Who writes into a file by a descriptor, and not through its mapping.
#include "check/small_world.hpp"

namespace partage::check {
namespace {

constexpr const char* student = R"(
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
int essai(const char *what) {
  char *p;
  int two[2], fd = open("fichier", O_RDWR), other = open("autre", O_RDWR | O_CREAT, 0600);
  if (strcmp(what, "projection") == 0) {
    p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    p[0] = 'b';
    return munmap(p, 4096);
  }
  if (strcmp(what, "ailleurs") == 0) {
    if (pipe(two) != 0) return 1;
    write(two[1], "a", 1);
    write(other, "a", 1);
    printf("bonjour\n");
    fflush(stdout);
    return write(fcntl(other, F_DUPFD_CLOEXEC, 40), "a", 1) != 1;
  }
  if (strcmp(what, "rien") == 0) return write(fd, "", 0) != 0 || write(-1, "a", 1) != -1;
  if (strcmp(what, "write") == 0) return write(fd, "a", 1) != 1;
  if (strcmp(what, "dup2") == 0) return pwrite(dup2(fd, 60), "a", 1, 0) != 1;
  if (strcmp(what, "fcntl") == 0) return pwrite(fcntl(fd, F_DUPFD, 60), "a", 1, 0) != 1;
  if (strcmp(what, "repris") == 0) { /* the number of the other file, closed, is now the file's */
    close(other);
    return write(fcntl(fd, F_DUPFD, other), "a", 1) != 1;
  }
  if (strcmp(what, "fils") == 0) {
    if (fork() == 0) _exit(write(fd, "a", 1) != 1);
    return wait(NULL) < 0;
  }
  return 1;
}
)";

constexpr const char* scenario = R"(
int essai(const char *what);
int main(int argc, char *argv[]) { return essai(argv[argc - 1]); }
)";

class FileWrite : public SmallWorld {
 protected:
  void SetUp() override { build(student, scenario); }
  std::string writer(const std::string& what) {
    const check::Run run = trial().run({.arguments = {what}, .files = {{.name = "fichier", .content = "contenu"}}});
    EXPECT_EQ(run.process(run.father()).exit->status, 0) << told(run);
    const auto found = file_write(run, "fichier");
    return found ? found->call.name : "";
  }
};

TEST_F(FileWrite, IsNotWhatGoesThroughMemoryOrElsewhere) {
  for (const char* what : {"projection", "ailleurs", "rien"}) EXPECT_EQ(writer(what), "") << what;
}

TEST_F(FileWrite, IsFollowedThroughCopiesAndChildren) {
  for (const char* what : {"write", "repris", "fils"}) EXPECT_EQ(writer(what), "write") << what;
  for (const char* what : {"dup2", "fcntl"}) EXPECT_EQ(writer(what), "pwrite64") << what;
}

}  // namespace
}  // namespace partage::check
