// Nothing outlives a run: whatever its processes do, and however the supervisor ends. A pipe tells: its reader meets the
// end only when no process holds it any more.
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <functional>

#include "sandbox/descriptor.hpp"
#include "sandbox/fixture.hpp"

namespace partage::sandbox::test {
namespace {

struct Pipe {
  Pipe() {
    int ends[2];
    EXPECT_EQ(pipe2(ends, O_CLOEXEC), 0);
    read.reset(ends[0]);
    write.reset(ends[1]);
  }
  Descriptor read, write;
};

std::string read_line(int fd) {
  std::string line;
  for (char byte; read(fd, &byte, 1) == 1 && byte != '\n';) line += byte;
  return line;
}

// The safety net is ctest's own time limit.
bool reaches_end(int fd) {
  char buffer[4096];
  ssize_t got;
  while ((got = read(fd, buffer, sizeof buffer)) > 0) continue;
  return got == 0;
}

bool at_end_now(int fd) {
  pollfd event{fd, POLLIN, 0};
  return poll(&event, 1, 0) == 1 && reaches_end(fd);
}

class EndTest : public SandboxTest, public testing::WithParamInterface<Tier> {
 protected:
  void SetUp() override {
    if (!available(GetParam())) GTEST_SKIP() << capabilities().why_not_namespaces;
  }
  Spec daemons(const std::string& then) {
    Spec spec = spec_of("daemons", {then}, GetParam());
    if (GetParam() == Tier::none) {
      spec.policy = Policy::lesson;
      spec.argv[0] = (scratch.path() / "attack").string();
      spec.directory = scratch.path();
    }
    spec.output = output.write.get();
    return spec;
  }
  Pipe output;
};

TEST_P(EndTest, KillAllLeavesNothing) {
  const RunPointer run = start(daemons("stay"));
  output.write.reset();
  run->open_gate();
  ASSERT_EQ(read_line(output.read.get()), "ready ");
  EXPECT_EQ(run->processes().size(), 4u);
  run->kill_all();
  EXPECT_TRUE(at_end_now(output.read.get()));
  EXPECT_TRUE(run->processes().empty());
  run->kill_all();
}

TEST_P(EndTest, DaemonsThatOutliveTheProgramAreKilled) {
  const RunPointer run = start(daemons("exit"));
  output.write.reset();
  EXPECT_EQ(run->wait(), 0);
  ASSERT_EQ(read_line(output.read.get()), "ready ");
  EXPECT_EQ(run->processes().size(), 3u);
  run->kill_all();
  EXPECT_TRUE(at_end_now(output.read.get()));
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG | __WALL), -1);  // no zombie of ours either
  EXPECT_EQ(errno, ECHILD);
}

TEST_P(EndTest, DestructionKills) {
  {
    const RunPointer run = start(daemons("stay"));
    output.write.reset();
    run->open_gate();
    ASSERT_EQ(read_line(output.read.get()), "ready ");
  }
  EXPECT_TRUE(at_end_now(output.read.get()));
}

TEST_P(EndTest, AProgramKeptAtTheGateIsKilled) {
  const RunPointer run = start(daemons("stay"));
  output.write.reset();
  EXPECT_FALSE(at_end_now(output.read.get()));
  run->kill_all();
  EXPECT_TRUE(at_end_now(output.read.get()));
}

INSTANTIATE_TEST_SUITE_P(Sandbox, EndTest, testing::Values(Tier::namespaces, Tier::lite, Tier::none),
                         [](const auto& tested) {
                           return tested.param == Tier::none ? "lesson" : tested.param == Tier::lite ? "lite" : "namespaces";
                         });

// Runs `body` in a supervisor of its own, to be killed. It holds no end of the pipe but through `body`.
class Supervisor {
 public:
  explicit Supervisor(const std::function<void()>& body) : pid_(fork()) {
    if (pid_ != 0) return;
    try {
      body();
    } catch (...) {
    }
    _exit(1);
  }
  ~Supervisor() { kill_now(); }
  void kill_now() {
    if (pid_ <= 0) return;
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
    pid_ = 0;
  }

 private:
  pid_t pid_;
};

class DeathTest : public EndTest {};

TEST_P(DeathTest, OfTheSupervisorIsTheEndOfAll) {
  const Spec spec = daemons("stay");
  Supervisor supervisor([&] {
    const RunPointer run = start(spec);
    output.write.reset();
    run->open_gate();
    while (true) pause();
  });
  output.write.reset();
  ASSERT_EQ(read_line(output.read.get()), "ready ");
  supervisor.kill_now();
  EXPECT_TRUE(reaches_end(output.read.get()));
}

TEST_P(DeathTest, OfTheSupervisorBeforeTheGate) {
  const Spec spec = daemons("stay");
  Pipe started;
  Supervisor supervisor([&] {
    const RunPointer run = start(spec);
    output.write.reset();
    if (write(started.write.get(), "s\n", 2) != 2) _exit(1);
    while (true) pause();
  });
  output.write.reset();
  ASSERT_EQ(read_line(started.read.get()), "s");
  supervisor.kill_now();
  EXPECT_TRUE(reaches_end(output.read.get()));
}

INSTANTIATE_TEST_SUITE_P(Sandbox, DeathTest, testing::Values(Tier::namespaces), [](const auto&) { return "namespaces"; });

// The lite tier must be traced: PTRACE_O_EXITKILL then does what the pid namespace does elsewhere.
constexpr long kOptions =
    PTRACE_O_EXITKILL | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE | PTRACE_O_TRACEEXEC;

void trace_for_ever(Run& run) {
  ptrace(PTRACE_SEIZE, run.program(), nullptr, kOptions);
  run.open_gate();
  int status;
  for (pid_t pid; (pid = waitpid(-1, &status, __WALL)) > 0;)
    if (WIFSTOPPED(status)) {
      const bool event = status >> 16 != 0 || WSTOPSIG(status) == SIGTRAP;
      ptrace(PTRACE_CONT, pid, nullptr, event ? 0L : static_cast<long>(WSTOPSIG(status)));
    }
}

class TracedDeathTest : public EndTest {};

TEST_P(TracedDeathTest, OfTheTracerIsTheEndOfAll) {
  const Spec spec = daemons("stay");
  Supervisor supervisor([&] {
    const RunPointer run = start(spec);
    output.write.reset();
    trace_for_ever(*run);
  });
  output.write.reset();
  ASSERT_EQ(read_line(output.read.get()), "ready ");
  supervisor.kill_now();
  EXPECT_TRUE(reaches_end(output.read.get()));
}

INSTANTIATE_TEST_SUITE_P(Sandbox, TracedDeathTest, testing::Values(Tier::namespaces, Tier::lite),
                         [](const auto& tested) { return tested.param == Tier::lite ? "lite" : "namespaces"; });

TEST(InitDeathTest, IsReportedAndKillsTheProgram) {
  if (!available(Tier::namespaces)) GTEST_SKIP() << capabilities().why_not_namespaces;
  Spec spec;
  spec.argv = {"/bin/sleep", "1000"};
  spec.directory = "/";
  const RunPointer run = start(spec);
  run->open_gate();
  kill(run->init(), SIGKILL);
  EXPECT_FALSE(run->wait());
  EXPECT_THAT(run->failure(), testing::HasSubstr("sans rendre de résultat"));
}

}  // namespace
}  // namespace partage::sandbox::test
