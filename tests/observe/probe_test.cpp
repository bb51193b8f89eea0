// Probed functions and forced failures.
#include <cerrno>

#include "observe/harness.hpp"

namespace partage::observe::testing {
namespace {

using record::MomentKind;

class Probes : public Everywhere {};

TEST_P(Probes, RecursionReturnsFromTheInside) {
  Request wanted = request(compiled("probes"), {"recursion"});
  wanted.probes = {{"factorial", 1, -1}};
  const auto recording = run(wanted);
  std::vector<std::string> order;
  for (const record::Moment& moment : recording.moments) {
    if (!moment.call) continue;
    const std::string argument = std::to_string(moment.call->arguments.at(0));
    order.push_back(moment.call->result ? argument + "!=" + std::to_string(*moment.call->result) : argument);
  }
  EXPECT_THAT(order, ::testing::ElementsAre("4", "3", "2", "1", "1!=1", "2!=2", "3!=6", "4!=24"));
  EXPECT_EQ(recording.processes.at(0).exit->status, 0);
}

TEST_P(Probes, AChildThatNeverReturnsHasNoReturn) {
  Request wanted = request(compiled("probes"), {"change"});
  wanted.probes = {{"change", 2, 0}};
  const auto recording = run(wanted);
  const auto entries = moments(recording, MomentKind::call_entry);
  const auto returns = moments(recording, MomentKind::call_return);
  ASSERT_EQ(entries.size(), 1u) << ::testing::PrintToString(recording);
  ASSERT_EQ(returns.size(), 1u);
  EXPECT_EQ(returns[0]->pid, recording.processes.at(0).pid);
  EXPECT_EQ(*returns[0]->call->result, 41u);
  EXPECT_EQ(entries[0]->call->arguments.at(1), 99u);
  EXPECT_EQ(entries[0]->source.function, "change");
  // The pointed page, on the stack, was seen in both: the child's own copy holds 99.
  const auto exits = moments(recording, MomentKind::exit);
  const auto state = record::snapshot_at(recording, index_of(recording, exits.at(0)));
  const record::Address address = entries[0]->call->arguments.at(0);
  EXPECT_EQ(state.processes.at(exits[0]->pid).read(address, 1, recording.page_size), "c");
  EXPECT_EQ(state.processes.at(recording.processes[0].pid).read(address, 1, recording.page_size), ")");
}

TEST_P(Probes, AForkInsideReturnsTwice) {
  Request wanted = request(compiled("probes"), {"twice"});
  wanted.probes = {{"twice", 1, -1}};
  const auto recording = run(wanted);
  const auto returns = moments(recording, MomentKind::call_return);
  ASSERT_EQ(returns.size(), 2u) << ::testing::PrintToString(recording);
  EXPECT_NE(returns[0]->pid, returns[1]->pid);
  EXPECT_EQ(returns[0]->call->number, 1);
  EXPECT_EQ(returns[1]->call->number, 1);
  for (const auto* moment : returns)
    EXPECT_EQ(*moment->call->result, moment->pid == recording.processes[0].pid ? 12u : 11u);
}

TEST_P(Probes, ACallLeftByLongjmpIsForgotten) {
  Request wanted = request(compiled("probes"), {"longjmp"});
  wanted.probes = {{"jumps", 1, -1}, {"factorial", 1, -1}};
  const auto recording = run(wanted);
  EXPECT_EQ(moments(recording, MomentKind::call_entry).size(), 5u) << ::testing::PrintToString(recording);
  const auto returns = moments(recording, MomentKind::call_return);
  ASSERT_EQ(returns.size(), 1u);
  EXPECT_EQ(returns[0]->call->function, "factorial");
}

TEST_P(Probes, TheProgramExecutedAnewIsProbedAnew) {
  Request wanted = request(compiled("probes"), {"exec"});
  wanted.probes = {{"factorial", 1, -1}};
  const auto recording = run(wanted);
  ASSERT_EQ(recording.processes.size(), 3u) << ::testing::PrintToString(recording);
  const record::Pid father = recording.processes[0].pid, child = recording.processes[1].pid;
  std::vector<record::Pid> returned;
  for (const auto* moment : moments(recording, MomentKind::call_return)) returned.push_back(moment->pid);
  EXPECT_THAT(returned, ::testing::ElementsAre(father, father, child, father, father, father, father));
  EXPECT_EQ(moments(recording, MomentKind::exec).size(), 3u);
  for (const record::Process& process : recording.processes) EXPECT_EQ(process.exit->status, process.pid == child ? 1 : 0);
}

TEST_P(Probes, TheSecondMmapFailsAndOnlyThatOne) {
  Request wanted = request(compiled("failures"));
  wanted.injections = {{"mmap", 2, ENOMEM, ""}};
  const auto recording = run(wanted);
  EXPECT_EQ(recording.output, "malloc ok\nmmap1 ok\nmmap2 ENOMEM\nmmap3 ok\ninside 0\nfork ok\n");
  std::vector<std::string> injected;
  for (const record::Moment& moment : recording.moments)
    if (moment.syscall && moment.syscall->injected) injected.push_back(moment.syscall->name + " " + moment.syscall->error);
  EXPECT_THAT(injected, ::testing::ElementsAre("mmap ENOMEM"));
}

TEST_P(Probes, ForkFails) {
  Request wanted = request(compiled("failures"));
  wanted.injections = {{"fork", 1, EAGAIN, ""}};
  const auto recording = run(wanted);
  EXPECT_THAT(recording.output, ::testing::HasSubstr("fork EAGAIN\n"));
  EXPECT_EQ(recording.processes.size(), 1u);
}

TEST_P(Probes, OnlyCallsInsideTheFunctionFail) {
  Request wanted = request(compiled("failures"));
  wanted.probes = {{"inside", 0, -1}};
  wanted.injections = {{"mmap", 0, ENOMEM, "inside"}};
  const auto recording = run(wanted);
  EXPECT_THAT(recording.output, ::testing::StartsWith("malloc ok\nmmap1 ok\nmmap2 ok\nmmap3 ok\ninside "));
  EXPECT_THAT(recording.output, ::testing::Not(::testing::HasSubstr("inside 0")));
}

INSTANTIATE_TEST_SUITE_P(, Probes, ::testing::Values(kLesson, kNamespaces, kLite),
                         [](const auto& tested) { return tested.param.name; });

}  // namespace
}  // namespace partage::observe::testing
