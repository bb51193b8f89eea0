// Questions about a run, on a recording written by hand: father 100, children 101 (waited for) and 102 (not).
#include "check/facts.hpp"

#include <gmock/gmock.h>

#include "check/run_state.hpp"

namespace partage::check {
namespace {

using record::MomentKind;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr Address zone = 0x7f0000000000;

record::Moment moment(MomentKind kind, Pid pid) {
  record::Moment made;
  made.kind = kind;
  made.pid = pid;
  return made;
}

record::Moment call(MomentKind kind, Pid pid, int number, std::optional<std::uint64_t> result = {}) {
  record::Moment made = moment(kind, pid);
  made.call = record::FunctionCall{"f", number, {4096}, result};
  made.source = {"f.c", 3, "f"};
  return made;
}

record::Moment syscall(Pid pid, const std::string& name, std::int64_t result, bool own) {
  record::Moment made = moment(MomentKind::syscall, pid);
  made.syscall = record::Syscall{name, {}, result, "", false, own};
  return made;
}

record::Moment fork_of(Pid pid, Pid child) {
  record::Moment made = syscall(pid, "clone", child, false);
  made.kind = MomentKind::fork;
  made.fork = record::Fork{child, "fork"};
  return made;
}

record::MemoryChange memory(Pid pid, std::int32_t value) {
  record::MemoryChange change;
  change.pid = pid;
  change.mappings = {{zone, zone + 4096, "rw-s", 0, "00:01", 7, "/dev/zero (deleted)", true}};
  record::PageChange page;
  page.address = zone;
  page.flags.present = true;
  page.runs = {{8, std::string(reinterpret_cast<const char*>(&value), sizeof value)}};
  change.pages = {page};
  return change;
}

record::Recording sample() {
  record::Recording recording;
  recording.processes = {{100, 1, 0, record::Exit{}, false}, {101, 2, 100, record::Exit{}, true}, {102, 3, 100, record::Exit{}, false}};
  auto& moments = recording.moments;
  moments.push_back(moment(MomentKind::start, 100));                        // 0
  moments.push_back(call(MomentKind::call_entry, 100, 1));                  // 1
  moments.push_back(syscall(100, "mmap", static_cast<std::int64_t>(zone), true));  // 2
  moments.back().memory = {memory(100, 1)};
  moments.push_back(syscall(100, "brk", 0, false));                         // 3
  moments.push_back(fork_of(100, 101));                                     // 4
  moments.push_back(call(MomentKind::call_return, 101, 1, 5));              // 5: the child came back too
  moments.push_back(call(MomentKind::call_return, 100, 1, zone));           // 6
  moments.push_back(fork_of(100, 102));                                     // 7
  moments.push_back(syscall(101, "openat", 3, false));                      // 8
  moments.back().memory = {memory(101, 42)};
  moments.push_back(moment(MomentKind::exit, 101));                         // 9
  moments.push_back(syscall(100, "wait4", 2, false));                       // 10
  moments.push_back(call(MomentKind::call_entry, 100, 2));                  // 11
  moments.push_back(moment(MomentKind::exit, 100));                         // 12
  return recording;
}

Run sample_run() { return Run(std::make_shared<const Run::State>(sample())); }

TEST(Facts, CallIsOfItsOwnProcess) {
  const check::Run run = sample_run();
  const Call first = run.call("f");
  EXPECT_TRUE(first.happened);
  EXPECT_EQ(first.pid, 100);
  EXPECT_THAT(first.arguments, ElementsAre(4096u));
  EXPECT_EQ(first.entry, 1u);
  EXPECT_EQ(first.exit, 6u);
  EXPECT_EQ(first.result, zone);
  EXPECT_EQ(first.source.line, 3);
}

TEST(Facts, CallThatNeverReturns) {
  const check::Run run = sample_run();
  EXPECT_EQ(run.call_count("f"), 2);
  const Call second = run.call("f", 2);
  EXPECT_TRUE(second.happened);
  EXPECT_FALSE(second.returned());
  EXPECT_FALSE(run.call("f", 3).happened);
  EXPECT_FALSE(run.call("g").happened);
}

TEST(Facts, SyscallsByTheNamesOfLibc) {
  const check::Run run = sample_run();
  EXPECT_THAT(run.syscalls("fork"), SizeIs(2));
  EXPECT_THAT(run.syscalls("open"), SizeIs(1));
  EXPECT_THAT(run.syscalls("waitpid"), SizeIs(1));
  EXPECT_THAT(run.syscalls("clone"), SizeIs(2));
  EXPECT_THAT(run.own_syscalls("mmap"), SizeIs(1));
  EXPECT_THAT(run.own_syscalls("brk"), IsEmpty());
  EXPECT_EQ(run.own_syscalls("mmap")[0].moment, 2u);
}

TEST(Facts, SyscallsDuringACall) {
  const check::Run run = sample_run();
  std::vector<std::string> names;
  for (const Seen& seen : run.syscalls_during(run.call("f"))) names.push_back(seen.call.name);
  EXPECT_THAT(names, ElementsAre("mmap", "brk", "clone"));
  EXPECT_THAT(run.syscalls_during(run.call("g")), IsEmpty());
}

TEST(Facts, Family) {
  const check::Run run = sample_run();
  EXPECT_EQ(run.father(), 100);
  EXPECT_THAT(run.children(100), ElementsAre(101, 102));
  EXPECT_EQ(run.role(100), "père");
  EXPECT_EQ(run.role(101), "fils");
  EXPECT_EQ(run.role(102), "fils 2");
  EXPECT_THAT(run.zombies(100), ElementsAre(102));
  EXPECT_EQ(run.fork_moment(102), 7u);
  EXPECT_EQ(run.fork_moment(100), std::nullopt);
  EXPECT_EQ(run.last_moment(101), 9u);
  EXPECT_EQ(run.process(4).pid, 0);
}

TEST(Facts, MemoryAtAMoment) {
  const check::Run run = sample_run();
  EXPECT_EQ(run.mapping(100, zone, 1), nullptr);
  const record::Mapping* mapping = run.mapping(100, zone + 4095, 2);
  ASSERT_NE(mapping, nullptr);
  EXPECT_TRUE(mapping->shared());
  EXPECT_EQ(run.mapping(100, zone + 4096, 2), nullptr);
  EXPECT_EQ(run.integer(100, zone + 8, 2), 1);
  EXPECT_EQ(run.integer(101, zone + 8, 4), 1) << "hérité au fork";
  EXPECT_EQ(run.integer(101, zone + 8, 8), 42);
  EXPECT_EQ(run.integer(101, zone + 8, 5), 1) << "en revenant en arrière";
  EXPECT_EQ(run.integer(100, zone + 8, 999), 1);
  EXPECT_EQ(run.integer(100, zone + 4094, 2), std::nullopt) << "à cheval sur une page inconnue";
  EXPECT_TRUE(run.page(100, zone + 5, 2)->present);
  EXPECT_EQ(run.page(100, zone + 4096, 2), std::nullopt);
  EXPECT_EQ(mapping->inode, 7u) << "le pointeur vit autant que la Run";
}

TEST(Facts, AnEmptyRecordingAnswersNothing) {
  const check::Run run{std::make_shared<const Run::State>(record::Recording{})};
  EXPECT_EQ(run.father(), 0);
  EXPECT_FALSE(run.call("f").happened);
  EXPECT_EQ(run.mapping(1, zone, 0), nullptr);
  EXPECT_EQ(run.last_moment(1), 0u);
}

TEST(Evidence, IsShortAndFrench) {
  const check::Run run = sample_run();
  EXPECT_EQ(seen(run, run.syscalls("openat")[0]).text, "openat() = 3");
  EXPECT_EQ(memory_value(run, 101, zone + 8, 8).text, "l'entier en 0x7f0000000008 vaut 42");
  EXPECT_EQ(maps_line(run, 100, zone, 2).text,
            "maps\u00a0: 7f0000000000-7f0000001000 rw-s inode 7 /dev/zero (deleted) (4\u00a0Kio)");
  EXPECT_EQ(maps_line(run, 100, 16, 2).text, "maps\u00a0: aucune ligne ne contient 0x10");
}

}  // namespace
}  // namespace partage::check
