// A scenario that executes itself anew: two programs that have nothing in common but a file.
#include "check/small_world.hpp"

namespace partage::check {
namespace {

constexpr const char* student = R"(
#include <fcntl.h>
#include <sys/mman.h>
long *essai(const char *name) {
  int fd = open(name, O_RDWR);
  return mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
}
)";

constexpr const char* scenario = R"(
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
long *essai(const char *name);
int main(int argc, char *argv[]) {
  if (argc == 2) return (int)*essai("commun");
  *essai("commun") = atol(argv[1]);
  if (fork() == 0) execl("/proc/self/exe", "lecteur", "lire", (char *)0);
  wait(NULL);
  return 0;
}
)";

class Exec : public SmallWorld {
 protected:
  void check_run() {
    build(student, scenario);
    const check::Run run = trial().run({.arguments = {"42", "ecrire"}, .files = {{.name = "commun", .size = 4096}}});
    ASSERT_EQ(run.call_count("essai"), 2) << told(run);
    const Call writer = run.call("essai", 1), reader = run.call("essai", 2);
    EXPECT_EQ(writer.pid, run.father());
    EXPECT_EQ(reader.pid, run.children(run.father()).at(0));
    const record::Mapping* a = run.mapping(writer.pid, *writer.result, writer.exit);
    const record::Mapping* b = run.mapping(reader.pid, *reader.result, reader.exit);
    ASSERT_TRUE(a != nullptr && b != nullptr);
    EXPECT_TRUE(a->own && b->own && a->shared() && b->shared());
    EXPECT_EQ(a->inode, b->inode);
    EXPECT_EQ(a->inode, run.file("commun").inode);
    EXPECT_EQ(run.process(reader.pid).exit->status, 42);
    EXPECT_EQ(run.left_open(reader).size(), 1u);
    EXPECT_EQ(run.left_mapped(reader).size(), 1u);
  }
};

TEST_F(Exec, EachProgramHasItsCalls) { check_run(); }

TEST_F(Exec, WithoutNamespacesAsWell) {
  tier_ = sandbox::Tier::lite;
  check_run();
}

}  // namespace
}  // namespace partage::check
