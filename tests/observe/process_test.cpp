// Births and deaths: fork, vfork, exec, threads, signals, in every kind of isolation.
#include <cstdlib>

#include "observe/harness.hpp"

namespace partage::observe::testing {
namespace {

using record::End;
using record::MomentKind;

class Processes : public Everywhere {};

TEST_P(Processes, TwentyChildrenAreAllToldAndReaped) {
  const auto recording = observe(compiled("children"), {"20"});
  ASSERT_EQ(recording.end, End::finished) << ::testing::PrintToString(recording);
  ASSERT_EQ(recording.processes.size(), 21u);
  EXPECT_EQ(recording.processes[0].exit->status, 0);
  for (std::size_t i = 1; i < recording.processes.size(); ++i) {
    EXPECT_TRUE(recording.processes[i].reaped);
    EXPECT_EQ(recording.processes[i].parent, recording.processes[0].pid);
  }
}

TEST_P(Processes, VforkIsABirth) {
  const auto recording = observe(compiled("births"), {"vfork"});
  ASSERT_EQ(recording.end, End::finished) << ::testing::PrintToString(recording);
  EXPECT_EQ(recording.processes[0].exit->status, 9);
  const auto forks = moments(recording, MomentKind::fork);
  ASSERT_EQ(forks.size(), 1u);
  EXPECT_EQ(forks[0]->fork->call, "vfork");
  EXPECT_TRUE(forks[0]->syscall->own);
}

TEST_P(Processes, AVforkChildThatExecutesLeavesTheFathersBreakpointsAlone) {
  Request wanted = request(compiled("births"), {"vfork-exec"});
  wanted.probes = {{"probed", 1, -1}};
  const auto recording = run(wanted);
  ASSERT_EQ(recording.end, End::finished) << ::testing::PrintToString(recording);
  EXPECT_EQ(recording.processes[0].exit->status, 0);
  ASSERT_EQ(moments(recording, MomentKind::exec).size(), 1u);
  const auto entries = moments(recording, MomentKind::call_entry);
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0]->pid, recording.processes[0].pid);
}

TEST_P(Processes, ExecForgetsTheMappings) {
  Request wanted = request(compiled("births"), {"exec"});
  wanted.probes = {{"probed", 1, -1}};
  const auto recording = run(wanted);
  ASSERT_EQ(recording.end, End::finished) << ::testing::PrintToString(recording);
  EXPECT_EQ(recording.processes[0].exit->status, 6);
  const auto execs = moments(recording, MomentKind::exec);
  ASSERT_EQ(execs.size(), 1u);
  EXPECT_THAT(execs[0]->program, ::testing::HasSubstr("births"));
  const auto& before = record::snapshot_at(recording, index_of(recording, execs[0]) - 1);
  const auto& after = record::snapshot_at(recording, index_of(recording, execs[0]));
  const record::Pid child = execs[0]->pid;
  EXPECT_FALSE(after.processes.at(child).mappings.empty());
  EXPECT_NE(before.processes.at(child).mappings, after.processes.at(child).mappings);
  EXPECT_EQ(moments(recording, MomentKind::call_entry).size(), 1u);
}

TEST_P(Processes, ThreadsAreOneProcess) {
  Request wanted = request(compiled("births"), {"threads"});
  wanted.probes = {{"probed", 1, -1}};
  const auto recording = run(wanted);
  ASSERT_EQ(recording.end, End::finished) << ::testing::PrintToString(recording);
  EXPECT_EQ(recording.processes.size(), 1u);
  EXPECT_EQ(recording.processes[0].exit->status, 0);
  EXPECT_EQ(moments(recording, MomentKind::exit).size(), 1u);
  std::size_t own = 0;
  for (const auto* moment : moments(recording, MomentKind::syscall, "mmap")) own += moment->syscall->own ? 1 : 0;
  EXPECT_EQ(own, 4u);
}

TEST_P(Processes, AThreadMayExecute) {
  const auto recording = observe(compiled("births"), {"exec-thread"});
  ASSERT_EQ(recording.end, End::finished) << ::testing::PrintToString(recording);
  EXPECT_EQ(recording.processes.size(), 1u);
  EXPECT_EQ(recording.processes[0].exit->status, 0);
  EXPECT_EQ(moments(recording, MomentKind::exec).size(), 1u);
}

struct Fault {
  const char* name;
  const char* signal;
  const char* code;
};

TEST_P(Processes, WrongAccessesAreToldWithTheirAddressAndLine) {
  for (const Fault& fault : {Fault{"maperr", "SIGSEGV", "SEGV_MAPERR"}, Fault{"accerr", "SIGSEGV", "SEGV_ACCERR"},
                             Fault{"adrerr", "SIGBUS", "BUS_ADRERR"}}) {
    const auto recording = observe(compiled("faults"), {fault.name});
    ASSERT_EQ(recording.end, End::finished) << ::testing::PrintToString(recording);
    const auto exits = moments(recording, MomentKind::exit);
    ASSERT_EQ(exits.size(), 1u);
    EXPECT_EQ(exits[0]->exit->signal_name, fault.signal);
    EXPECT_EQ(exits[0]->exit->code_name, fault.code);
    EXPECT_EQ(exits[0]->exit->fault_address, std::strtoull(recording.output.c_str(), nullptr, 16));
    EXPECT_EQ(exits[0]->source.line, line_of("faults.c", fault.name));
    EXPECT_EQ(recording.processes[0].exit, exits[0]->exit);
  }
}

TEST_P(Processes, AbortHasItsLine) {
  const auto recording = observe(compiled("faults"), {"abort"});
  const auto exits = moments(recording, MomentKind::exit);
  ASSERT_EQ(exits.size(), 1u) << ::testing::PrintToString(recording);
  EXPECT_EQ(exits[0]->exit->signal_name, "SIGABRT");
  EXPECT_EQ(exits[0]->source.line, line_of("faults.c", "abort"));
}

TEST_P(Processes, AStoppedChildStaysStoppedUntilItIsContinued) {
  const auto recording = observe(compiled("signals"), {"stopped"});
  ASSERT_EQ(recording.end, End::finished) << ::testing::PrintToString(recording);
  EXPECT_EQ(recording.processes[0].exit->status, 0);
  EXPECT_TRUE(recording.processes[1].reaped);
}

TEST_P(Processes, AnInterruptedReadIsTold) {
  const auto recording = observe(compiled("signals"), {"interrupted"});
  ASSERT_EQ(recording.end, End::finished) << ::testing::PrintToString(recording);
  EXPECT_THAT(recording.output, ::testing::StartsWith("read EINTR signal 10"));
  const auto caught = moments(recording, MomentKind::signal);
  ASSERT_EQ(caught.size(), 1u);
  EXPECT_EQ(caught[0]->exit->signal_name, "SIGUSR1");
  bool seen = false;
  for (const auto* moment : moments(recording, MomentKind::syscall, "read"))
    seen |= moment->pid == recording.processes[0].pid && moment->syscall->error == "EINTR";
  EXPECT_TRUE(seen) << ::testing::PrintToString(recording);
}

TEST_P(Processes, ASigtrapOfTheProgramIsItsOwn) {
  Request wanted = request(compiled("signals"), {"trap"});
  wanted.probes = {{"handler", 1, -1}};
  const auto recording = run(wanted);
  EXPECT_EQ(recording.processes.at(0).exit->status, 0) << ::testing::PrintToString(recording);
  ASSERT_EQ(moments(recording, MomentKind::call_entry).size(), 1u);
  EXPECT_EQ(moments(recording, MomentKind::call_entry)[0]->call->arguments.at(0), 5u);
}

INSTANTIATE_TEST_SUITE_P(, Processes, ::testing::Values(kLesson, kNamespaces, kLite),
                         [](const auto& tested) { return tested.param.name; });

TEST(Crowd, TwoHundredChildrenAtOnce) {
  Request request = request_for(kLesson, compiled("children"), {"200"});
  request.spec.limits.processes = 250;
  const auto recording = run(request);
  ASSERT_EQ(recording.end, End::finished) << recording.fault;
  EXPECT_EQ(recording.processes.size(), 201u);
  EXPECT_EQ(recording.processes[0].exit->status, 0);
}

}  // namespace
}  // namespace partage::observe::testing
