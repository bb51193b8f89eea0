// Request::observed = false: the same supervisor, limits and terminal, without a tracer.
#include <signal.h>

#include "observe/harness.hpp"

namespace partage::observe::testing {
namespace {

using record::End;

Request measured(const std::string& program, std::vector<std::string> arguments = {}) {
  Request request = request_for(kLesson, program, std::move(arguments));
  request.observed = false;
  return request;
}

TEST(Unobserved, OnlyTheOutputAndTheEndAreKnown) {
  Supervised supervised(measured(compiled("partage")));
  const auto recording = supervised.wait();
  EXPECT_EQ(recording.end, End::finished) << recording.fault;
  EXPECT_EQ(recording.output, "private 1 shared 33\n");
  EXPECT_TRUE(recording.moments.empty());
  ASSERT_EQ(recording.processes.size(), 1u);
  ASSERT_TRUE(recording.processes[0].exit);
  EXPECT_EQ(recording.processes[0].exit->status, 0);
}

TEST(Unobserved, NoOneTracesIt) {
  Request request = measured("/bin/sh", {"-c", "grep TracerPid /proc/self/status; grep Seccomp: /proc/self/status; exit 3"});
  const auto recording = run(request);
  EXPECT_EQ(recording.output, "TracerPid:\t0\nSeccomp:\t0\n");
  EXPECT_EQ(recording.processes.at(0).exit->status, 3);
}

TEST(Unobserved, TheTerminalIsTheSame) {
  Request request = measured(compiled("talk"), {"size"});
  request.columns = 61;
  request.rows = 17;
  EXPECT_EQ(run(request).output, "61x17 tty 1 1 1\n");
}

TEST(Unobserved, ADeathBySignalIsTold) {
  const auto recording = run(measured("/bin/sh", {"-c", "kill -SEGV $$"}));
  EXPECT_EQ(recording.end, End::finished);
  EXPECT_EQ(recording.processes.at(0).exit->signal, SIGSEGV);
  EXPECT_EQ(recording.processes.at(0).exit->signal_name, "SIGSEGV");
}

TEST(Unobserved, EveryBoundHolds) {
  Request request = measured(compiled("endless"), {"loop"});
  request.spec.limits.wall = std::chrono::milliseconds(300);
  EXPECT_EQ(run(request).end, End::wall_clock);
  request.spec.limits.wall = std::chrono::seconds(20);
  request.spec.limits.cpu = std::chrono::milliseconds(200);
  EXPECT_EQ(run(request).end, End::cpu);
  Request flood = measured(compiled("endless"), {"flood"});
  flood.spec.limits.output = 10'000;
  EXPECT_EQ(run(flood).end, End::output);
  EXPECT_TRUE(children_of_this_process().empty());
}

TEST(Unobserved, CancelledItTakesEverythingWithIt) {
  Supervised supervised(measured(compiled("endless"), {"orphan"}));
  supervised.cancel();
  EXPECT_EQ(supervised.wait().end, End::cancelled);
  EXPECT_TRUE(children_of_this_process().empty());
}

TEST(Unobserved, AProgramThatCannotBeExecutedIsAFault) {
  const auto recording = run(measured("/nulle/part"));
  EXPECT_EQ(recording.end, End::fault);
  EXPECT_FALSE(recording.fault.empty());
}

}  // namespace
}  // namespace partage::observe::testing
