#include <sys/wait.h>
#include <unistd.h>

#include "sandbox/fixture.hpp"

namespace partage::sandbox::test {
namespace {

TEST(CapabilitiesTest, ATierThatIsSaidToWorkWorks) {
  const Capabilities found = probe_capabilities();
  if (found.best == Tier::none) GTEST_SKIP() << found.why_not_namespaces;
  Spec spec;
  spec.argv = {"/bin/echo", "ici"};
  spec.directory = "/";
  spec.tier = found.best;
  EXPECT_EQ(run_captured(spec).output, "ici\n");
  EXPECT_EQ(found.why_not_namespaces.empty(), found.best == Tier::namespaces);
}

TEST(CapabilitiesTest, WithoutNamespacesTheLiteTierIsLeft) {
  const Environment without("PARTAGE_SANS_ESPACES", "1");
  const Capabilities found = probe_capabilities();
  EXPECT_EQ(found.best, Tier::lite);
  EXPECT_EQ(found.why_not_namespaces, "désactivés par PARTAGE_SANS_ESPACES=1");
}

TEST(CapabilitiesTest, WithoutLandlock) {
  const Environment without("PARTAGE_SANS_LANDLOCK", "1");
  EXPECT_EQ(probe_capabilities().landlock_abi, 0);
}

// What a machine without user namespaces answers: the kernel's own refusal, made by its own limit.
TEST(CapabilitiesTest, ARefusalOfTheKernelIsNamed) {
  if (capabilities().best != Tier::namespaces || geteuid() == 0) GTEST_SKIP() << "an ordinary user's refusal";
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const pid_t child = fork();
  if (child == 0) {
    // The nested namespace is at the limit that its parent sets for itself.
    std::string said = "unshare";
    if (unshare(CLONE_NEWUSER) == 0) {
      std::ofstream("/proc/self/setgroups") << "deny";
      std::ofstream("/proc/self/uid_map") << "65534 65534 1";
      std::ofstream("/proc/self/gid_map") << "65534 65534 1";
      std::ofstream("/proc/sys/user/max_user_namespaces") << "0";
      said = probe_capabilities().why_not_namespaces;
    }
    _exit(write(ends[1], said.data(), said.size()) > 0 ? 0 : 1);
  }
  close(ends[1]);
  char text[500] = {};
  EXPECT_GT(read(ends[0], text, sizeof text - 1), 0);
  close(ends[0]);
  waitpid(child, nullptr, 0);
  EXPECT_THAT(text, testing::HasSubstr("clone")) << text;
}

}  // namespace
}  // namespace partage::sandbox::test
