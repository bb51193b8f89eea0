// Every bound ends the run, and nothing survives it.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "observe/harness.hpp"

namespace partage::observe::testing {
namespace {

using record::End;
using record::MomentKind;

class Bounded : public Everywhere {};  // TearDown: no process is left

TEST_P(Bounded, AForkStorm) {
  EXPECT_EQ(observe(compiled("storm")).end, End::processes);
}

TEST_P(Bounded, AnEndlessLoop) {
  Request wanted = request(compiled("endless"), {"loop"});
  wanted.spec.limits.wall = std::chrono::milliseconds(300);
  EXPECT_EQ(run(wanted).end, End::wall_clock);
}

TEST_P(Bounded, AnEndlessLoopByItsProcessorTime) {
  Request wanted = request(compiled("endless"), {"loop"});
  wanted.spec.limits.cpu = std::chrono::milliseconds(200);
  EXPECT_EQ(run(wanted).end, End::cpu);
}

TEST_P(Bounded, ASleeperThatBlocksSignals) {
  Request wanted = request(compiled("endless"), {"deaf"});
  wanted.spec.limits.wall = std::chrono::milliseconds(300);
  EXPECT_EQ(run(wanted).end, End::wall_clock);
}

TEST_P(Bounded, AnOrphanInAnotherSession) {
  Request wanted = request(compiled("endless"), {"orphan"});
  wanted.spec.limits.wall = std::chrono::milliseconds(300);
  const auto recording = run(wanted);
  EXPECT_EQ(recording.end, End::wall_clock);
  ASSERT_EQ(recording.processes.size(), 3u);
  EXPECT_EQ(recording.processes[2].exit->signal, SIGKILL);
}

TEST_P(Bounded, AnOutputFlood) {
  Request wanted = request(compiled("endless"), {"flood"});
  wanted.spec.limits.output = 10'000;
  const auto recording = run(wanted);
  EXPECT_EQ(recording.end, End::output);
  EXPECT_EQ(recording.output.size(), 10'000u);
}

TEST_P(Bounded, TooManyMoments) {
  Request wanted = request(compiled("endless"), {"calls"});
  wanted.max_moments = 50;
  const auto recording = run(wanted);
  EXPECT_EQ(recording.end, End::moments);
  EXPECT_LE(recording.moments.size(), 55u);
}

// What a process was waiting for when it was killed is told: the call, without a result.
TEST_P(Bounded, TheCallThatNeverReturned) {
  Request wanted = request(compiled("endless"), {"blocked"});
  wanted.spec.limits.wall = std::chrono::milliseconds(300);
  const auto recording = run(wanted);
  EXPECT_EQ(recording.end, End::wall_clock);
  std::vector<std::string> names;
  for (const auto& moment : recording.moments)
    if (moment.kind == MomentKind::syscall && !moment.syscall->result) names.push_back(moment.syscall->name);
  EXPECT_THAT(names, ::testing::ElementsAre("wait4"));
}

TEST_P(Bounded, Cancelled) {
  Request wanted = request(compiled("endless"), {"ready"});
  Supervised supervised(wanted);
  std::string output;
  while (output.find("ready") == std::string::npos) output += supervised.poll().output;
  supervised.cancel();
  const auto recording = supervised.wait();
  EXPECT_EQ(recording.end, End::cancelled) << recording.fault;
  EXPECT_EQ(recording.processes.size(), 2u);
}

TEST_P(Bounded, CloneUntracedIsRefused) {
  const auto recording = observe(compiled("hostile"), {"untraced"});
  EXPECT_EQ(recording.end, End::finished) << recording.fault;
  EXPECT_EQ(recording.output, "untraced EPERM\n");
  EXPECT_EQ(recording.processes.size(), 1u);
}

TEST_P(Bounded, Clone3DoesNotExist) {
  const auto recording = observe(compiled("hostile"), {"clone3"});
  EXPECT_EQ(recording.output, "clone3 ENOSYS\n") << recording.fault;
  EXPECT_EQ(recording.processes.size(), 1u);
}

#if defined(__x86_64__)
TEST_P(Bounded, TheOther32BitInterfaceKills) {
  if (GetParam().policy == sandbox::Policy::lesson) GTEST_SKIP() << "our own programs: no filter but ours";
  const auto recording = observe(compiled("hostile"), {"int80"});
  ASSERT_EQ(recording.processes.size(), 1u) << recording.fault;
  EXPECT_EQ(recording.processes[0].exit->signal_name, "SIGSYS");
}
#endif

TEST_P(Bounded, AProcessOutsideCannotBeKilled) {
  if (GetParam().policy == sandbox::Policy::lesson) GTEST_SKIP() << "our own programs may";
  const pid_t victim = fork();
  if (victim == 0) {
    while (true) pause();
  }
  const auto recording = observe(compiled("hostile"), {"kill", std::to_string(victim)});
  EXPECT_THAT(recording.output, ::testing::AnyOf("kill EPERM\n", "kill ESRCH\n")) << recording.fault;
  // SIGKILL is never held back: a victim that was hit would be a zombie by now, or soon; this one we end ourselves.
  kill(victim, SIGTERM);
  int status = 0;
  waitpid(victim, &status, 0);
  EXPECT_EQ(WTERMSIG(status), SIGTERM);
}

TEST_P(Bounded, AProgramThatDoesNotExist) {
  Request wanted = request("/travail/absent");
  if (GetParam().policy == sandbox::Policy::lesson) wanted = request("/absent");
  const auto recording = run(wanted);
  EXPECT_EQ(recording.end, End::fault);
  EXPECT_THAT(recording.fault, ::testing::HasSubstr("absent"));
}

INSTANTIATE_TEST_SUITE_P(, Bounded, ::testing::Values(kLesson, kNamespaces, kLite),
                         [](const auto& tested) { return tested.param.name; });

}  // namespace
}  // namespace partage::observe::testing
