// Each limit, exceeded for real.
#include <poll.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "sandbox/descriptor.hpp"
#include "sandbox/fixture.hpp"
#include "sandbox/watchdog.hpp"

namespace partage::sandbox::test {
namespace {

constexpr std::uint64_t kMiB = 1u << 20;

class LimitsTest : public SandboxTest, public testing::WithParamInterface<Tier> {
 protected:
  void SetUp() override {
    if (!available(GetParam())) GTEST_SKIP() << capabilities().why_not_namespaces;
  }
  Captured eat(const std::string& what, std::uint64_t amount) {
    Spec spec = spec_of("eat", {what, std::to_string(amount)}, GetParam());
    spec.limits = limits;
    return run_captured(spec);
  }
  void expect_limit(const Captured& run, const std::string& limit) {
    EXPECT_EQ(run.limit, limit) << run.failure << run.output;
    EXPECT_FALSE(run.status);
    EXPECT_EQ(run.failure, "");
  }
  Limits limits = patient_limits();  // each test meets the one limit that it is about
};

TEST_P(LimitsTest, WallClock) {
  limits.wall = std::chrono::milliseconds(100);
  expect_limit(eat("wall", 0), "wall_clock");
}

TEST_P(LimitsTest, Cpu) {
  limits.cpu = std::chrono::milliseconds(200);
  expect_limit(eat("cpu", 0), "cpu");
}

TEST_P(LimitsTest, CpuOfAllProcesses) {
  // Less than RLIMIT_CPU could see of any of them: only the sum exceeds.
  limits.cpu = std::chrono::milliseconds(400);
  expect_limit(eat("cpu of four", 0), "cpu");
}

TEST_P(LimitsTest, CpuOfChildrenThatNobodyWaitsFor) {
  limits.cpu = std::chrono::milliseconds(600);
  expect_limit(eat("cpu of many", 0), "cpu");
}

TEST_P(LimitsTest, Memory) {
  limits.memory = 40 * kMiB;
  expect_limit(eat("memory", 100), "memory");
}

TEST_P(LimitsTest, SharedMemory) {
  limits.memory = 40 * kMiB;
  expect_limit(eat("shared memory", 100), "memory");
}

TEST_P(LimitsTest, MemoryOfAllProcesses) {
  limits.memory = 100 * kMiB;
  expect_limit(eat("memory of eight", 20), "memory");
}

TEST_P(LimitsTest, SharedPagesCountOnce) {
  limits.memory = 60 * kMiB;
  const Captured run = eat("shared by eight", 30);
  EXPECT_EQ(run.limit, "");
  EXPECT_EQ(run.status, 0) << run.output;
}

TEST_P(LimitsTest, AddressSpace) {
  limits.address_space = 64 * kMiB;
  EXPECT_EQ(eat("address space", 100).output, "ENOMEM \n");
}

TEST_P(LimitsTest, Data) {
  limits.data = 16 * kMiB;
  EXPECT_EQ(eat("data", 100).output, "ENOMEM \n");
}

TEST_P(LimitsTest, FileSize) {
  limits.file_size = 3 * kMiB;
  EXPECT_EQ(eat("file", 8).output, "write File too large\n");
  EXPECT_EQ(std::filesystem::file_size(scratch.path() / "big"), 3 * kMiB);
}

TEST_P(LimitsTest, FileSizeKills) {
  limits.file_size = 3 * kMiB;
  const Captured run = eat("file signal", 8);
  ASSERT_TRUE(run.status);
  EXPECT_TRUE(WIFSIGNALED(*run.status));
  EXPECT_EQ(WTERMSIG(*run.status), SIGXFSZ);
}

TEST_P(LimitsTest, AllFilesTogether) {
  limits.disk = 30 * kMiB;
  expect_limit(eat("disk", 64), "output");
}

TEST_P(LimitsTest, NumberOfFiles) { expect_limit(eat("many files", 6000), "output"); }

TEST_P(LimitsTest, OpenFiles) {
  limits.open_files = 20;
  EXPECT_EQ(eat("descriptors", 20).output, "EMFILE \n");
}

TEST_P(LimitsTest, Processes) {
  limits.processes = 10;
  expect_limit(eat("children at rest", 12), "processes");
}

TEST_P(LimitsTest, AsManyProcessesAsAllowed) {
  limits.processes = 10;
  limits.wall = std::chrono::milliseconds(300);
  expect_limit(eat("children at rest", 9), "wall_clock");
}

TEST_P(LimitsTest, Threads) {
  limits.processes = 10;
  expect_limit(eat("threads", 12), "processes");
}

TEST_P(LimitsTest, Output) {
  limits.output = 10'000;
  const Captured run = eat("output", 0);
  expect_limit(run, "output");
  EXPECT_EQ(run.output.size(), 10'000u);
}

INSTANTIATE_TEST_SUITE_P(Sandbox, LimitsTest, testing::Values(Tier::namespaces, Tier::lite), [](const auto& tested) {
  return tested.param == Tier::lite ? "lite" : "namespaces";
});

// Unbounded forks are for the namespace tier alone: in the lite tier the tracer counts (RLIMIT_NPROC would count all
// that the user runs), and an unobserved lite run executes only gcc.
class NamespaceLimitsTest : public LimitsTest {};

TEST_P(NamespaceLimitsTest, ForkBomb) { expect_limit(eat("processes", 0), "processes"); }

TEST_P(NamespaceLimitsTest, TmpfsCountsAsMemory) {
  limits.memory = 30 * kMiB;
  expect_limit(eat("tmpfs", 48), "memory");
}

TEST_P(NamespaceLimitsTest, TmpfsIsBounded) {
  limits.memory = 4096 * kMiB;
  const Captured run = eat("tmpfs, then end", 128);
  EXPECT_GE(count_lines(run.output, "write No space left on device"), 1) << run.output;
}

TEST_P(NamespaceLimitsTest, DetachedSystemVSegmentsCountAsMemory) {
  limits.memory = 30 * kMiB;
  expect_limit(eat("system v", 64), "memory");
}

INSTANTIATE_TEST_SUITE_P(Sandbox, NamespaceLimitsTest, testing::Values(Tier::namespaces),
                         [](const auto&) { return "namespaces"; });

class WatchdogTest : public SandboxTest {
 protected:
  void SetUp() override {
    if (!available(Tier::namespaces)) GTEST_SKIP() << capabilities().why_not_namespaces;
  }
};

TEST_F(WatchdogTest, ItsThreadKillsTheRun) {
  const RunPointer run = start(spec_of("eat", {"wall", "0"}));
  const Descriptor end(static_cast<int>(syscall(SYS_pidfd_open, run->init(), 0)));
  Limits limits;
  limits.wall = std::chrono::milliseconds(50);
  Watchdog watchdog(*run, limits);
  watchdog.start_thread();
  run->open_gate();
  pollfd event{end.get(), POLLIN, 0};
  EXPECT_EQ(poll(&event, 1, 30'000), 1);
  EXPECT_EQ(watchdog.exceeded(), "wall_clock");
  watchdog.stop();
  run->kill_all();
  EXPECT_EQ(kill(run->init(), 0), -1);
}

TEST_F(WatchdogTest, SaysNothingOfAQuietRun) {
  const RunPointer run = start(spec_of("identity"));
  Watchdog watchdog(*run, Limits{});
  EXPECT_EQ(watchdog.check(), "");
  EXPECT_EQ(run->wait(), 0);
  EXPECT_EQ(watchdog.exceeded(), "");
  EXPECT_EQ(run->limit(), "");
}

TEST_F(WatchdogTest, SeesWhatARunUses) {
  const RunPointer run = start(spec_of("eat", {"memory", "30"}));
  Limits limits;
  limits.memory = 20 * kMiB;
  Watchdog watchdog(*run, limits);
  run->open_gate();
  std::string exceeded;
  for (pollfd tick{watchdog.fd(), POLLIN, 0}; exceeded.empty() && poll(&tick, 1, 30'000) == 1;) exceeded = watchdog.check();
  EXPECT_EQ(exceeded, "memory");
  EXPECT_GT(watchdog.peak().memory, 20 * kMiB);
  EXPECT_EQ(watchdog.peak().processes, 1);
}

}  // namespace
}  // namespace partage::sandbox::test
