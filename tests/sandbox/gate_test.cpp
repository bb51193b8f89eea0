// A tracer's view of a run: seized at the gate, traced system calls, refusals that win over traces.
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstring>

#include "sandbox/descriptor.hpp"
#include "sandbox/fixture.hpp"

namespace partage::sandbox::test {
namespace {

class GateTest : public SandboxTest, public testing::WithParamInterface<Tier> {
 protected:
  void SetUp() override {
    if (!available(GetParam())) GTEST_SKIP() << capabilities().why_not_namespaces;
  }
};

// What a tracer that lets everything pass counts.
struct Counted {
  int seccomp_stops = 0;
  int forks = 0;
  int execs = 0;
  int status = -1;
};

Counted trace(Run& run) {
  Counted counted;
  const long options = PTRACE_O_EXITKILL | PTRACE_O_TRACESECCOMP | PTRACE_O_TRACEFORK | PTRACE_O_TRACECLONE | PTRACE_O_TRACEEXEC;
  EXPECT_EQ(ptrace(PTRACE_SEIZE, run.program(), nullptr, options), 0) << std::strerror(errno);
  run.open_gate();
  int status;
  for (pid_t pid; (pid = waitpid(-1, &status, __WALL)) > 0;) {
    if (!WIFSTOPPED(status)) {
      if (pid == run.program()) counted.status = status;
      if (pid == run.program()) break;
      continue;
    }
    const int event = status >> 16;
    counted.seccomp_stops += event == PTRACE_EVENT_SECCOMP ? 1 : 0;
    counted.forks += event == PTRACE_EVENT_FORK || event == PTRACE_EVENT_CLONE ? 1 : 0;
    counted.execs += event == PTRACE_EVENT_EXEC ? 1 : 0;
    const bool ours = event != 0 || WSTOPSIG(status) == SIGTRAP;
    ptrace(PTRACE_CONT, pid, nullptr, ours ? 0L : static_cast<long>(WSTOPSIG(status)));
  }
  return counted;
}

TEST_P(GateTest, ASystemCallIsBothTracedAndRefused) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const Descriptor reader(ends[0]);
  Descriptor writer(ends[1]);
  Spec spec = spec_of("gate", {}, GetParam());
  spec.output = writer.get();
  spec.traced_syscalls = {SYS_clone, SYS_execve};
  const RunPointer run = start(spec);
  writer.reset();
  const Counted counted = trace(*run);
  run->kill_all();

  char text[200] = {};
  ASSERT_GT(read(reader.get(), text, sizeof text - 1), 0);
  EXPECT_EQ(std::string(text).substr(0, 11), "DONE plain\n");
  char more[200] = {};
  const std::string all = std::string(text) + (read(reader.get(), more, sizeof more - 1) > 0 ? more : "");
  EXPECT_EQ(all, "DONE plain\nrefused untraced\n");
  EXPECT_EQ(counted.status, 0);
  EXPECT_EQ(counted.execs, 1);
  EXPECT_EQ(counted.forks, 1);
  EXPECT_EQ(counted.seccomp_stops, 2);  // our own execve, the plain clone; the refused one never stops
}

TEST_P(GateTest, NothingRunsBeforeTheGateOpens) {
  Spec spec = spec_of("places", {"lite", "/partage-test-gate-" + std::to_string(getpid())}, GetParam());
  const RunPointer run = start(spec);
  ASSERT_GT(run->program(), 0);
  EXPECT_EQ(run->processes(), std::vector<pid_t>{run->program()});
  std::error_code ignored;
  const auto executable = std::filesystem::read_symlink("/proc/" + std::to_string(run->program()) + "/exe", ignored);
  EXPECT_NE(executable.filename(), "attack");
  run->open_gate();
  EXPECT_EQ(run->wait(), 0);
}

TEST_P(GateTest, LiteSignalsReachTheTracer) {
  Spec spec = spec_of("murder", {std::to_string(getpid())}, Tier::lite);
  spec.traced_syscalls = lite_traced_syscalls();
  const RunPointer run = start(spec);
  ASSERT_EQ(ptrace(PTRACE_SEIZE, run->program(), nullptr, PTRACE_O_EXITKILL | PTRACE_O_TRACESECCOMP), 0);
  run->open_gate();
  int status, stops = 0;
  while (waitpid(run->program(), &status, __WALL) > 0 && WIFSTOPPED(status)) {
    if (status >> 16 == PTRACE_EVENT_SECCOMP) {
      ++stops;
      break;  // what to answer is the tracer's affair; here, the end
    }
    ptrace(PTRACE_CONT, run->program(), nullptr, 0L);
  }
  EXPECT_EQ(stops, 1);
  run->signal_all();
  while (waitpid(run->program(), &status, __WALL) > 0 && WIFSTOPPED(status))
    ptrace(PTRACE_CONT, run->program(), nullptr, 0L);
  run->kill_all();
}

INSTANTIATE_TEST_SUITE_P(Sandbox, GateTest, testing::Values(Tier::namespaces, Tier::lite), [](const auto& tested) {
  return tested.param == Tier::lite ? "lite" : "namespaces";
});

TEST(LessonTest, OnlyTracesAreFiltered) {
  Scratch scratch;
  compile("identity", scratch.path());
  Spec spec;
  spec.policy = Policy::lesson;
  spec.argv = {(scratch.path() / "attack").string()};
  spec.directory = scratch.path();
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const Descriptor reader(ends[0]);
  Descriptor writer(ends[1]);
  spec.output = writer.get();
  const RunPointer run = start(spec);
  writer.reset();
  EXPECT_EQ(run->init(), 0);
  EXPECT_EQ(run->wait(), 0) << run->failure();
  char text[4000] = {};
  ASSERT_GT(read(reader.get(), text, sizeof text - 1), 0);
  const std::string said = text;
  EXPECT_THAT(said, testing::HasSubstr("parent " + std::to_string(getpid())));
  EXPECT_THAT(said, testing::HasSubstr("Seccomp 0\n"));
  EXPECT_THAT(said, testing::HasSubstr("NoNewPrivs 0\n"));
  EXPECT_THAT(said, testing::HasSubstr("Uid " + std::to_string(geteuid())));
}

}  // namespace
}  // namespace partage::sandbox::test
