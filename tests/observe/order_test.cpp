// Line by line: every statement once, in the order that was asked for; races that are certain; deadlocks that are told.
#include <algorithm>
#include <map>

#include "observe/harness.hpp"
#include "observe/schedule.hpp"
#include "observe/statement_lines.hpp"

namespace partage::observe::testing {
namespace {

using record::End;
using record::MomentKind;
using record::Recording;

Recording walk(const std::string& program, const std::string& order, std::vector<std::string> arguments = {},
               const std::string& region = "", const Place& place = kLesson) {
  Request request = request_for(place, compiled(program), std::move(arguments));
  request.lines = parse_order(order);
  request.lines->region = region;
  return run(request);
}

/// "P22 P23 F24 …": who is about to run which line.
std::string path_of(const Recording& recording) {
  std::string text;
  for (const record::Moment& moment : recording.moments) {
    if (moment.kind != MomentKind::statement) continue;
    text += (text.empty() ? "" : " ") + std::string(moment.pid == recording.processes.front().pid ? "P" : "F") +
            std::to_string(moment.source.line);
  }
  return text;
}

/// The same, from marks of steps.c: "P first" becomes "P19".
std::string path(std::initializer_list<const char*> marks) {
  std::string text;
  for (const std::string mark : marks)
    text += (text.empty() ? "" : " ") + mark.substr(0, 1) + std::to_string(line_of("steps.c", mark.substr(2)));
  return text;
}

std::string start() { return "P" + std::to_string(line_of("steps.c", "first") - 3) + " "; }

TEST(Order, FatherFirstRunsUntilHeWaits) {
  const Recording recording = walk("steps", "pere");
  ASSERT_EQ(recording.end, End::finished) << ::testing::PrintToString(recording);
  EXPECT_EQ(path_of(recording),
            start() + path({"P first", "P fork", "P if", "P f1", "P f2", "F if", "F c1", "F twice", "F c2", "F c3", "P for",
                            "P body", "P for", "P body", "P for", "P f3"}));
  EXPECT_EQ(recording.order, "pere");
}

// The father arrives at the statement after fork, and waits there.
TEST(Order, ChildFirstRunsToItsEnd) {
  const Recording recording = walk("steps", "fils");
  EXPECT_EQ(path_of(recording),
            start() + path({"P first", "P fork", "P if", "F if", "F c1", "F twice", "F c2", "F c3", "P f1", "P f2", "P for",
                            "P body", "P for", "P body", "P for", "P f3"}));
}

TEST(Order, AlternatesStatementByStatement) {
  const Recording recording = walk("steps", "alterne");
  EXPECT_EQ(path_of(recording),
            start() + path({"P first", "P fork", "P if", "F if", "P f1", "F c1", "P f2", "F twice", "F c2", "F c3", "P for",
                            "P body", "P for", "P body", "P for", "P f3"}));
}

TEST(Order, FollowsAList) {
  const Recording recording = walk("steps", "PFFPF*");
  EXPECT_EQ(path_of(recording).substr(0, 40), path_of(walk("steps", "PF2PF*")).substr(0, 40));
  EXPECT_EQ(recording.end, End::finished);
}

TEST(Order, IsTheSameEveryTime) {
  for (const char* order : {"pere", "fils", "alterne", "PFFPPPF"}) {
    const std::string first = path_of(walk("steps", order));
    for (int i = 0; i < 5; ++i) EXPECT_EQ(path_of(walk("steps", order)), first) << order;
  }
}

class InEachPlace : public Everywhere {};

TEST_P(InEachPlace, StatementsAreFollowed) {
  const Recording recording = walk("steps", "fils", {}, "", GetParam());
  ASSERT_EQ(recording.end, End::finished) << ::testing::PrintToString(recording);
  EXPECT_NE(path_of(recording).find(path({"F if", "F c1", "F twice", "F c2", "F c3", "P f1"})), std::string::npos) << path_of(recording);
}
INSTANTIATE_TEST_SUITE_P(Places, InEachPlace, ::testing::Values(kLesson, kNamespaces, kLite),
                         [](const auto& one) { return std::string(one.param.name); });

// Moved, merged and inlined lines are fewer, and in the compiler's order.
class Optimised : public Everywhere {};

TEST_P(Optimised, IsFollowedMoreCoarselyAndSaidSo) {
  for (const char* flags : {"-g -O1", "-g -O2", "-g -O3", "-g -Os"}) {
    SCOPED_TRACE(flags);
    Request request = request_for(GetParam(), compiled("steps", flags));
    request.lines = parse_order("alterne");
    const Recording recording = run(request);
    ASSERT_EQ(recording.end, End::finished) << ::testing::PrintToString(recording);
    ASSERT_EQ(recording.processes.size(), 2u);
    EXPECT_EQ(recording.processes[0].exit->status, 10 + 2 * 42);
    EXPECT_EQ(recording.processes[1].exit->status, 0);
    EXPECT_TRUE(recording.optimised);
    const std::string path = path_of(recording);
    EXPECT_NE(path.find('P'), std::string::npos) << path;
    EXPECT_NE(path.find('F'), std::string::npos) << path;
    std::map<record::Pid, record::SourceLine> last;
    for (const record::Moment* moment : moments(recording, MomentKind::statement)) {
      EXPECT_NE(last[moment->pid], moment->source) << path;
      last[moment->pid] = moment->source;
    }
  }
}

TEST_P(Optimised, IsNotSaidOfTheOthers) {
  for (const char* flags : {"-g -O0", "-g", "-g -O2 -O0", "-g -O0 -static"}) {
    Request request = request_for(GetParam(), compiled("steps", flags));
    request.lines = parse_order("pere");
    EXPECT_FALSE(run(request).optimised) << flags;
    request.lines.reset();
    EXPECT_FALSE(run(request).optimised) << flags;
  }
}
// clang gives each part of a statement a place in its line table, and changes the frame pointer's register between them.
TEST_P(Optimised, AStatementOfSeveralPartsIsSeenOnce) {
  const bool clang = std::system("command -v clang > /dev/null") == 0;
  for (const char* compiler : {"gcc", "clang"}) {
    if (std::string(compiler) == "clang" && !clang) continue;
    for (const char* flags : {"-g -O0", "-g -O1", "-g -O2 -fno-omit-frame-pointer", "-g -O2 -gdwarf-4", "-g -Os"}) {
      SCOPED_TRACE(::testing::Message() << compiler << " " << flags);
      Request request = request_for(GetParam(), compiled("registers", flags, compiler));
      request.lines = parse_order("pere");
      const Recording recording = run(request);
      ASSERT_EQ(recording.end, End::finished) << ::testing::PrintToString(recording);
      EXPECT_EQ(recording.processes[0].exit->status, 2 + 5 * 7 + 3);
      EXPECT_EQ(recording.optimised, std::string(flags) != "-g -O0");
      int seen = 0;
      for (const record::Moment* moment : moments(recording, MomentKind::statement))
        seen += moment->source.line == line_of("registers.c", "parts") ? 1 : 0;
      EXPECT_EQ(seen, 1) << path_of(recording);
    }
  }
}
INSTANTIATE_TEST_SUITE_P(Places, Optimised, ::testing::Values(kLesson, kNamespaces),
                         [](const auto& one) { return std::string(one.param.name); });

class Linking : public ::testing::TestWithParam<const char*> {};

TEST_P(Linking, PositionIndependentOrNot) {
  Request request = request_for(kLesson, compiled("steps", GetParam()));
  request.lines = parse_order("pere");
  EXPECT_EQ(path_of(run(request)), path_of(walk("steps", "pere")));
}
INSTANTIATE_TEST_SUITE_P(Kinds, Linking, ::testing::Values("-g -O0 -no-pie", "-g -O0 -static", "-gdwarf-4 -O0"));

// --- variables and memory

std::optional<std::uint64_t> value_of(const Recording& recording, const std::string& name, record::Pid pid, std::size_t moment) {
  const record::Snapshot state = record::snapshot_at(recording, moment);
  for (std::size_t i = 0; i < recording.variables.size(); ++i) {
    if (recording.variables[i].name != name) continue;
    const auto& known = state.processes.at(pid).variables;
    const auto found = known.find(static_cast<std::uint32_t>(i));
    if (found != known.end()) return found->second.value;
  }
  return std::nullopt;
}

std::size_t before(const Recording& recording, record::Pid pid, int line) {
  for (std::size_t i = 0; i < recording.moments.size(); ++i) {
    const record::Moment& moment = recording.moments[i];
    if (moment.kind == MomentKind::statement && moment.pid == pid && moment.source.line == line) return i;
  }
  ADD_FAILURE() << "line " << line << " is never reached";
  return 0;
}

TEST(Variables, HaveTheirNamesAndValuesOnBothSides) {
  const Recording recording = walk("steps", "fils");
  const record::Pid father = recording.processes[0].pid, child = recording.processes[1].pid;
  const int c3 = line_of("steps.c", "c3"), f2 = line_of("steps.c", "f2");
  EXPECT_EQ(value_of(recording, "g", child, before(recording, child, c3)), 6u);
  EXPECT_EQ(value_of(recording, "g", father, before(recording, child, c3)), 1u);
  EXPECT_EQ(value_of(recording, "g", father, before(recording, father, f2)), 10u);
  EXPECT_EQ(value_of(recording, "child", father, before(recording, father, f2)), static_cast<std::uint64_t>(child));
  EXPECT_EQ(value_of(recording, "child", child, before(recording, child, c3)), 0u);
  const auto shared = value_of(recording, "shared", child, before(recording, child, c3));
  ASSERT_TRUE(shared);
  const record::Snapshot state = record::snapshot_at(recording, before(recording, child, c3));
  const record::Mapping* mapping = state.processes.at(child).mapping_at(*shared);
  ASSERT_NE(mapping, nullptr);
  EXPECT_TRUE(mapping->own && mapping->shared());
  EXPECT_EQ(state.processes.at(father).read(*shared, 1, recording.page_size), "\x2a");
}

TEST(Variables, ALocalIsUnknownBeforeItsDeclaration) {
  const Recording recording = walk("steps", "fils");
  const record::Pid father = recording.processes[0].pid;
  EXPECT_FALSE(value_of(recording, "shared", father, before(recording, father, line_of("steps.c", "first") - 3)));
}

TEST(CopyOnWrite, IsSeenAtTheStatementThatWrites) {
  const Recording recording = walk("steps", "fils");
  const record::Pid child = recording.processes[1].pid;
  const record::Snapshot at = record::snapshot_at(recording, before(recording, child, line_of("steps.c", "c1")));
  const record::Snapshot then = record::snapshot_at(recording, before(recording, child, line_of("steps.c", "c2")));
  for (std::size_t i = 0; i < recording.variables.size(); ++i) {
    if (recording.variables[i].name != "g") continue;
    const record::Address g = at.processes.at(child).variables.at(static_cast<std::uint32_t>(i)).address;
    const record::Address page = g - g % recording.page_size;
    EXPECT_FALSE(at.processes.at(child).pages.at(page).flags.exclusive);
    EXPECT_TRUE(then.processes.at(child).pages.at(page).flags.exclusive);
  }
}

TEST(Variables, AreLeftAsTheyWereOnceMainIsOver) {
  const Recording recording = walk("steps", "fils");
  const record::Pid father = recording.processes[0].pid;
  const std::size_t last = before(recording, father, line_of("steps.c", "f3"));
  for (const char* name : {"shared", "child"})
    EXPECT_EQ(value_of(recording, name, father, recording.moments.size()), value_of(recording, name, father, last)) << name;
}

TEST(Variables, AreLeftAsTheyWereByWhatRunsAfterMain) {
  const Recording recording = walk("after_main", "pere");
  ASSERT_EQ(recording.end, End::finished) << ::testing::PrintToString(recording);
  const record::Pid pid = recording.processes[0].pid;
  const std::size_t last = before(recording, pid, line_of("after_main.c", "last"));
  for (const char* name : {"before", "block"})
    EXPECT_EQ(value_of(recording, name, pid, recording.moments.size()), value_of(recording, name, pid, last)) << name;
}

// brk stops nobody: the pointer tells that the heap is there.
TEST(Variables, APointerIntoTheNewHeapLeadsThere) {
  const Recording recording = walk("after_main", "pere");
  const record::Pid pid = recording.processes[0].pid;
  const std::size_t held = before(recording, pid, line_of("after_main.c", "held"));
  const auto block = value_of(recording, "block", pid, held);
  ASSERT_TRUE(block);
  const record::Snapshot state = record::snapshot_at(recording, held);
  const record::Mapping* mapping = state.processes.at(pid).mapping_at(*block);
  ASSERT_NE(mapping, nullptr);
  EXPECT_EQ(mapping->path, "[heap]");
}

TEST(Variables, AreThoseOfTheProgramThatAChildExecutes) {
  const Recording recording = walk("again", "pere");
  ASSERT_EQ(recording.end, End::finished) << ::testing::PrintToString(recording);
  EXPECT_EQ(recording.processes[0].exit->status, 0);
  const record::Pid child = recording.processes[1].pid;
  const std::size_t again = before(recording, child, line_of("again.c", "again"));
  EXPECT_EQ(value_of(recording, "value", child, again), 2u);
}

// --- races

TEST(Race, TheLostUpdateIsCertainAndTheLockRepairsIt) {
  for (int i = 0; i < 100; ++i) {
    const Recording lost = walk("increment", "P5F*", {}, "increment");
    ASSERT_EQ(lost.end, End::finished);
    ASSERT_EQ(lost.processes[0].exit->status, 1) << ::testing::PrintToString(lost);
    const Recording locked = walk("increment", "P5F*", {"locked"}, "increment");
    ASSERT_EQ(locked.end, End::finished);
    ASSERT_EQ(locked.processes[0].exit->status, 2);
  }
}

TEST(Race, InstructionsHaveTheirText) {
  const Recording recording = walk("increment", "pere", {}, "increment");
  std::string text;
  for (const record::Moment& moment : recording.moments)
    if (moment.kind == MomentKind::instruction) text += moment.instruction->text + "\n";
#if defined(__x86_64__)
  EXPECT_NE(text.find("mov eax, dword ptr [rax]\nlea edx, [rax + 1]"), std::string::npos) << text;
#endif
  EXPECT_NE(text.find("ret"), std::string::npos) << text;
}

TEST(Race, WhoWaitsByTurningRoundLetsTheOthersGo) {
  const Recording recording = walk("wait_turn", "fils");
  ASSERT_EQ(recording.end, End::finished) << ::testing::PrintToString(recording);
  EXPECT_EQ(recording.processes[0].exit->status, 7);
}

// --- deadlocks

struct Deadlock {
  const char* way;
  std::vector<record::Wait::What> whats;
};

class Deadlocks : public ::testing::TestWithParam<Deadlock> {};

void expect_told(const Recording& recording, const Deadlock& deadlock) {
  ASSERT_EQ(recording.end, End::deadlock) << ::testing::PrintToString(recording);
  std::vector<record::Wait::What> whats;
  for (const record::Wait& wait : recording.waits) whats.push_back(wait.what);
  EXPECT_EQ(whats, deadlock.whats);
}

TEST_P(Deadlocks, AreToldLineByLine) { expect_told(walk("deadlocks", "pere", {GetParam().way}), GetParam()); }

TEST_P(Deadlocks, AreToldWithSystemCallsOnly) {
  for (const Place& place : {kLesson, kNamespaces})
    expect_told(run(request_for(place, compiled("deadlocks"), {GetParam().way})), GetParam());
}

using What = record::Wait::What;
INSTANTIATE_TEST_SUITE_P(Ways, Deadlocks,
                         ::testing::Values(Deadlock{"full_pipe", {What::child, What::pipe_write}},
                                           Deadlock{"own_end", {What::pipe_read}},
                                           Deadlock{"mutexes", {What::lock, What::lock}},
                                           Deadlock{"semaphore", {What::child, What::lock}},
                                           Deadlock{"file_lock", {What::child, What::file_lock}}),
                         [](const auto& one) { return std::string(one.param.way); });

TEST(Deadlocks, SayWhoWaitsForWhomAndWhere) {
  const Recording recording = walk("deadlocks", "pere", {"full_pipe"});
  ASSERT_EQ(recording.waits.size(), 2u);
  const record::Wait& father = recording.waits[0];
  const record::Wait& child = recording.waits[1];
  EXPECT_EQ(father.on, std::vector<record::Pid>{child.pid});
  EXPECT_EQ(father.source.line, line_of("deadlocks.c", "wait"));
  EXPECT_EQ(child.source.line, line_of("deadlocks.c", "write"));
  EXPECT_THAT(child.object, ::testing::StartsWith("pipe:"));
  EXPECT_EQ(child.on.size(), 2u) << "father and child both hold the reading end";
}

TEST(Deadlocks, WhoIsOnlySlowIsLeftAlone) {
  for (const bool lines : {false, true}) {
    Request request = request_for(kLesson, compiled("deadlocks"), {"only_slow"});
    if (lines) request.lines = parse_order("pere");
    EXPECT_EQ(run(request).end, End::finished) << lines;
  }
}

// --- whatever the program does

TEST(Bounds, AProgramThatNeverEndsIsCut) {
  Request request = request_for(kLesson, compiled("endless"), {"calls"});
  request.lines = parse_order("pere");
  request.max_moments = 300;
  const Recording recording = run(request);
  EXPECT_EQ(recording.end, End::moments);
  EXPECT_GE(recording.moments.size(), 300u);
  EXPECT_LT(recording.moments.size(), 310u);
}

TEST(Bounds, ARecordingHasABoundInBytes) {
  Request request = request_for(kLesson, compiled("rewrites"));
  request.lines = parse_order("pere");
  request.max_bytes = 1u << 20;
  EXPECT_EQ(run(request).end, End::moments);
  request.max_bytes = 128u << 20;
  EXPECT_EQ(run(request).end, End::finished);
}

TEST(Bounds, AForkStormIsHeld) {
  Request request = request_for(kNamespaces, compiled("storm"));
  request.lines = parse_order("alterne");
  EXPECT_EQ(run(request).end, End::processes);
  EXPECT_TRUE(children_of_this_process().empty());
}

TEST(Bounds, ADeathBySignalHasItsLine) {
  const Recording recording = walk("faults", "pere", {"maperr"});
  ASSERT_EQ(recording.processes[0].exit->signal_name, "SIGSEGV") << ::testing::PrintToString(recording);
  EXPECT_EQ(recording.moments.back().source.line, line_of("faults.c", "maperr"));
}

TEST(Bounds, ThreadsAndSignalHandlersAreTolerated) {
  for (const char* program : {"births", "signals", "talk"}) {
    Request request = request_for(kLesson, compiled(program));
    const Recording plain = run(request);
    request.lines = parse_order("alterne");
    const Recording lines = run(request);
    EXPECT_EQ(lines.end, plain.end) << program << ::testing::PrintToString(lines);
    ASSERT_FALSE(lines.processes.empty());
    EXPECT_EQ(lines.processes[0].exit, plain.processes[0].exit) << program;
    EXPECT_EQ(lines.processes.size(), plain.processes.size()) << program;
  }
}

// --- files

const record::FilePageView* page_at(const record::Snapshot& state, std::uint64_t index) {
  if (state.files.size() != 1) return nullptr;
  const auto& pages = state.files.begin()->second.pages;
  const auto found = pages.find(index);
  return found == pages.end() ? nullptr : &found->second;
}

TEST(Files, MemoryCacheAndDiskAreToldApart) {
  const Recording recording = walk("mapped_file", "pere", {}, "", kNamespaces);
  ASSERT_EQ(recording.end, End::finished) << ::testing::PrintToString(recording);
  const record::Pid pid = recording.processes[0].pid;
  const auto state = [&](const char* mark) {
    return record::snapshot_at(recording, before(recording, pid, line_of("mapped_file.c", mark)));
  };
  const record::Snapshot written = state("msync"), synced = state("grow"), grown = state("unlink");
  ASSERT_NE(page_at(written, 0), nullptr);
  EXPECT_EQ(page_at(written, 0)->bytes.substr(0, 2), "Xb");
  EXPECT_EQ(written.files.begin()->second.size, 8u);
  EXPECT_EQ(grown.files.begin()->second.size, 5000u);
  if (page_at(written, 0)->dirty == record::FilePage::Dirty::unknown) GTEST_SKIP() << "no cachestat";
  EXPECT_EQ(page_at(written, 0)->dirty, record::FilePage::Dirty::yes);
  EXPECT_EQ(page_at(written, 0)->disk->substr(0, 2), "ab");
  EXPECT_EQ(page_at(synced, 0)->dirty, record::FilePage::Dirty::no);
  EXPECT_EQ(page_at(synced, 0)->disk->substr(0, 2), "Xb");
}

// --- the pieces

TEST(Orders, AreReadAndWritten) {
  for (const char* text : {"pere", "fils", "alterne", "P", "PF3G*P"}) {
    ASSERT_TRUE(parse_order(text)) << text;
    EXPECT_EQ(order_text(*parse_order(text)), text);
  }
  for (const char* text : {"", "père", "p", "A", "P0", "3", "*", "P**", "PF-", "P99999"}) EXPECT_FALSE(parse_order(text)) << text;
}

TEST(Orders, LettersNameProcessesByBirth) {
  Schedule schedule(*parse_order("GHPO"));
  std::vector<Ready> ready;
  for (int number = 0; number < 12; ++number) ready.push_back({number, false, false});
  EXPECT_EQ(schedule.choose(ready), 2u);
  EXPECT_EQ(schedule.choose(ready), 3u);
  EXPECT_EQ(schedule.choose(ready), 0u);
  EXPECT_EQ(schedule.choose(ready), 10u);
  EXPECT_EQ(schedule.choose(ready), 0u) << "after the list";
}

TEST(Orders, AnAsteriskEndsWhenItsProcessLeaves) {
  Schedule schedule(*parse_order("F*P"));
  const std::vector<Ready> two = {{0, false, false}, {1, false, false}};
  EXPECT_EQ(schedule.choose(two), 1u);
  EXPECT_EQ(schedule.choose(two), 1u);
  schedule.left(1);
  EXPECT_EQ(schedule.choose(two), 0u);
}

TEST(StatementLines, KnowWhereAStatementBegins) {
  const StatementLines lines(
      "int a[] = {\n  1,\n  2};\n"         // 1 to 3
      "int f(int x,\n      int y) {\n"     // 4, 5
      "  if (x > 0 &&\n      y > 0)\n"     // 6, 7
      "    return g(x,\n             y); /* ; */ // ;\n"  // 8, 9
      "  else\n    y = x ? 1\n          : 2;\n"           // 10 to 12
      "  puts(\"; {\"\n       \"}\");\n}\n");             // 13 to 15
  const int expected[] = {1, 1, 1, 4, 4, 6, 6, 8, 8, 10, 11, 11, 13, 13, 15};
  for (int line = 1; line <= 15; ++line) EXPECT_EQ(lines.start(line), expected[line - 1]) << line;
  EXPECT_TRUE(lines.only_closes(15));
  EXPECT_FALSE(lines.only_closes(14));
  EXPECT_EQ(lines.start(99), 99);
}

}  // namespace
}  // namespace partage::observe::testing
