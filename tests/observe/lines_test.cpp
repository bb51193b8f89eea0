// Which line of the program a call belongs to, and whether the program asked for it itself.
#include "observe/harness.hpp"

namespace partage::observe::testing {
namespace {

using record::MomentKind;

struct Build {
  const char* name;
  const char* flags;
};

class Lines : public ::testing::TestWithParam<Build> {};

const record::Moment* call_at(const record::Recording& recording, std::string_view syscall, int line) {
  for (const record::Moment* moment : moments(recording, MomentKind::syscall, syscall))
    if (moment->source.line == line) return moment;
  return nullptr;
}

TEST_P(Lines, EachCallHasItsLine) {
  const auto recording = run(request_for(kLesson, compiled("lines", GetParam().flags)));
  ASSERT_EQ(recording.end, record::End::finished) << ::testing::PrintToString(recording);
  struct Expected {
    const char* syscall;
    const char* mark;
    const char* function;
    bool own;
  };
  const Expected all[] = {
      {"mmap", "direct", "direct", true},          {"mmap", "malloc", "through_malloc", false},
      {"openat", "syscall", "by_number", true},    {"close", "close", "by_number", true},
      {"openat", "fopen", "through_fopen", false}, {"write", "write", "main", true},
      {"munmap", "munmap", "main", true}};
  for (const Expected& expected : all) {
    const auto* moment = call_at(recording, expected.syscall, line_of("lines.c", expected.mark));
    ASSERT_NE(moment, nullptr) << expected.mark << "\n" << ::testing::PrintToString(recording);
    EXPECT_EQ(moment->source.file, "lines.c");
    EXPECT_EQ(moment->source.function, expected.function);
    EXPECT_EQ(moment->syscall->own, expected.own) << expected.mark;
  }
}

INSTANTIATE_TEST_SUITE_P(, Lines,
                         ::testing::Values(Build{"O0", "-g -O0"}, Build{"O2", "-g -O2"},
                                           Build{"O2Fortified", "-g -O2 -D_FORTIFY_SOURCE=2"},
                                           Build{"NoPie", "-g -O0 -no-pie -fno-pie"}, Build{"Static", "-g -O0 -static"},
                                           Build{"StaticPie", "-g -O1 -static-pie"},
                                           Build{"NoFramePointer", "-g -O1 -fomit-frame-pointer"}),
                         [](const auto& tested) { return tested.param.name; });

TEST(Source, ProcessCallsHaveTheirLines) {
  const auto recording = run(request_for(kLesson, compiled("partage")));
  const auto line = [&](const record::Moment* moment) { return moment->source.line; };
  EXPECT_EQ(line(moments(recording, MomentKind::fork).at(0)), line_of("partage.c", "fork"));
  EXPECT_EQ(line(moments(recording, MomentKind::syscall, "wait4").at(0)), line_of("partage.c", "wait"));
  EXPECT_EQ(line(moments(recording, MomentKind::syscall, "exit_group").at(0)), line_of("partage.c", "exit"));
  EXPECT_EQ(line(moments(recording, MomentKind::exit).at(0)), line_of("partage.c", "exit"));
  EXPECT_EQ(line(moments(recording, MomentKind::syscall, "write").at(0)), line_of("partage.c", "printf"));
  EXPECT_TRUE(moments(recording, MomentKind::fork).at(0)->syscall->own);
  EXPECT_TRUE(moments(recording, MomentKind::syscall, "wait4").at(0)->syscall->own);
  EXPECT_FALSE(moments(recording, MomentKind::syscall, "write").at(0)->syscall->own);
  const record::Moment& start = recording.moments.at(0);
  EXPECT_EQ(start.kind, MomentKind::start);
  EXPECT_EQ(start.source.function, "main");
  EXPECT_THAT(start.program, ::testing::EndsWith(compiled("partage")));
}

TEST(Source, OnlyTheAskedFilesAreOwn) {
  Request request = request_for(kLesson, compiled("scenario student"));
  request.own_files = {"student.c"};
  const auto recording = run(request);
  const auto maps = moments(recording, MomentKind::syscall, "mmap");
  ASSERT_EQ(maps.size(), 2u) << ::testing::PrintToString(recording);
  EXPECT_FALSE(maps[0]->syscall->own);
  EXPECT_FALSE(maps[0]->source.known());
  EXPECT_TRUE(maps[1]->syscall->own);
  EXPECT_EQ(maps[1]->source, (record::SourceLine{"student.c", line_of("student.c", "student"), "helper"}));
  // The zone's pages are looked at, and its mapping alone is marked.
  const auto last = record::snapshot_at(recording, recording.moments.size() - 1).processes.begin()->second;
  const auto zone = static_cast<record::Address>(*maps[1]->syscall->result);
  EXPECT_EQ(last.read(zone + 4096, 1, recording.page_size), "z");
  EXPECT_TRUE(last.mapping_at(zone)->own);
  EXPECT_FALSE(last.mapping_at(static_cast<record::Address>(*maps[0]->syscall->result))->own);
}

TEST(Source, AConstructorIsTheProgramsDoing) {
  const auto recording = run(request_for(kLesson, compiled("before_main")));
  const auto maps = moments(recording, MomentKind::syscall, "mmap");
  ASSERT_EQ(maps.size(), 1u) << ::testing::PrintToString(recording);
  EXPECT_EQ(maps[0]->source.line, line_of("before_main.c", "constructor"));
  EXPECT_EQ(recording.moments.at(0).kind, MomentKind::start);
}

TEST(Source, AStrippedProgramIsSeenWithoutLines) {
  const auto recording = run(request_for(kLesson, compiled("partage", "-O0 -s")));
  ASSERT_EQ(recording.end, record::End::finished) << ::testing::PrintToString(recording);
  EXPECT_EQ(recording.moments.at(0).kind, MomentKind::start);
  ASSERT_EQ(moments(recording, MomentKind::fork).size(), 1u);
  EXPECT_EQ(moments(recording, MomentKind::syscall, "mmap").size(), 1u);
  for (const record::Moment& moment : recording.moments) EXPECT_FALSE(moment.source.known());
}

TEST(Source, AProgramOfTheSystemIsSeenWithItsLoader) {
  Request request = request_for(kLesson, "/bin/ls", {"/"});
  request.loader_syscalls = true;
  const auto recording = run(request);
  ASSERT_EQ(recording.end, record::End::finished) << ::testing::PrintToString(recording);
  EXPECT_THAT(recording.output, ::testing::HasSubstr("proc"));
  const auto opened = moments(recording, MomentKind::syscall, "openat");
  EXPECT_TRUE(std::any_of(opened.begin(), opened.end(), [](const auto* moment) {
    return moment->syscall->argument("pathname")->text.find("libc.so.6") != std::string::npos;
  }));
  // Without being asked for, none of it: the loader's work is not the program's.
  request.loader_syscalls = false;
  const auto without = run(request);
  for (const auto* moment : moments(without, MomentKind::syscall, "openat"))
    EXPECT_THAT(moment->syscall->argument("pathname")->text, ::testing::Not(::testing::HasSubstr("libc.so.6")));
}

TEST(Decoding, FlagsAndStringsAreWords) {
  const auto recording = run(request_for(kLesson, compiled("lines")));
  const auto* map = call_at(recording, "mmap", line_of("lines.c", "direct"));
  ASSERT_NE(map, nullptr);
  std::vector<std::string> texts;
  for (const record::Argument& argument : map->syscall->arguments) texts.push_back(argument.name + "=" + argument.text);
  EXPECT_THAT(texts, ::testing::ElementsAre("addr=NULL", "length=8192", "prot=PROT_READ",
                                            "flags=MAP_PRIVATE|MAP_ANONYMOUS", "fd=-1", "offset=0"));
  const auto* open = call_at(recording, "openat", line_of("lines.c", "syscall"));
  EXPECT_EQ(open->syscall->argument("dirfd")->text, "AT_FDCWD");
  EXPECT_EQ(open->syscall->argument("pathname")->text, "\"/dev/null\"");
  EXPECT_EQ(open->syscall->argument("flags")->text, "O_RDONLY");
  EXPECT_EQ(open->syscall->argument("mode"), nullptr);
  const auto* write = call_at(recording, "write", line_of("lines.c", "write"));
  EXPECT_EQ(write->syscall->argument("buf")->text, "\"é\\n\"");
}

}  // namespace
}  // namespace partage::observe::testing
