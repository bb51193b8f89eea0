// Commands that run programs: lancer, observer, verifier.
#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "cli/command.hpp"
#include "record/json.hpp"
#include "record/snapshot.hpp"

namespace partage::cli_tests {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string solution(const std::string& exercise) { return (source_dir() / "solutions" / exercise).string(); }

TEST(Launch, JsonIsAloneOnStdoutAndReadsBack) {
  const Result result = partage({"lancer", "07", "--json"});
  ASSERT_EQ(result.code, 0) << result.err;
  const record::Recording recording = record::recording_from_json_text(result.out);
  EXPECT_EQ(recording.processes.size(), 2u);
  EXPECT_THAT(result.err, HasSubstr("partage lancer 07/demo_famille"));
}

TEST(Launch, TheSharedZoneHasOneInodeOnBothSides) {
  const record::Recording recording = record::recording_from_json_text(partage({"lancer", "07/demo_meme_page", "--json"}).out);
  std::map<record::Pid, std::set<std::uint64_t>> inodes;
  const auto forked = std::find_if(recording.moments.begin(), recording.moments.end(),
                                   [](const record::Moment& moment) { return moment.fork.has_value(); });
  const auto place = static_cast<std::size_t>(forked - recording.moments.begin());
  for (const auto& [pid, process] : record::snapshot_at(recording, place).processes)
    for (const record::Mapping& mapping : process.mappings)
      if (mapping.own && mapping.shared()) inodes[pid].insert(mapping.inode);
  ASSERT_EQ(inodes.size(), 2u);
  EXPECT_EQ(inodes.begin()->second, inodes.rbegin()->second);
  EXPECT_THAT(inodes.begin()->second, Not(IsEmpty()));
}

TEST(Launch, GivesTheProgramTheWordsAfterTwoDashes) {
  const Result result = partage({"lancer", "04/demo_six", "--texte", "--", "NULL", "4096", "PROT_READ+PROT_WRITE", "MAP_SHARED", "lecture", "0"});
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_THAT(result.out, AllOf(HasSubstr("qui échoue\u00a0: EACCES"), HasSubstr("errno = EACCES")));
  const record::Recording other = record::recording_from_json_text(partage({"lancer", "04/demo_six", "--json", "--", "-1"}).out);
  EXPECT_EQ(other.arguments, std::vector<std::string>{"-1"});
}

TEST(Launch, TextSaysTheFacts) {
  const Result result = partage({"lancer", "07", "--texte"});
  EXPECT_EQ(result.code, 0);
  EXPECT_THAT(result.out, AllOf(HasSubstr("MAP_SHARED|MAP_ANONYMOUS"), HasSubstr("même inode"), HasSubstr("Ce que le programme a affiché")));
}

TEST(Launch, APipeGetsTheSameTextAsTheFlag) {
  const Result result = partage({"lancer", "07"});
  EXPECT_EQ(result.code, 0);
  EXPECT_THAT(result.out, HasSubstr("Ce que le programme a affiché"));
}

TEST(Launch, AProgramThatMeasuresIsNotObserved) {
  const Result result = partage({"lancer", "10/demo_lent_petits", "--texte"});
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_THAT(result.out, AllOf(HasSubstr("lancé sans observation"), HasSubstr("le plus rapide"), Not(HasSubstr("appelle mmap"))));
}

TEST(Launch, AProgramThatIsNotBuiltIsSaidWithTheCommandThatBuildsIt) {
  Options options;
  options.environment["PARTAGE_PROGRAMMES"] = home().string();
  const Result result = partage({"lancer", "07"}, options);
  EXPECT_EQ(result.code, 77);
  EXPECT_THAT(result.err, HasSubstr("./partage"));
}

TEST(Observe, SaysWhatLsMapped) {
  const Result result = partage({"observer", "--", "/bin/ls", "/"});
  ASSERT_EQ(result.code, 0) << result.err;
  EXPECT_THAT(result.out, AllOf(HasSubstr("libc.so.6"), HasSubstr("/bin/ls"), HasSubstr("tas"), HasSubstr("pile")));
  EXPECT_THAT(result.out, HasSubstr("| bin"));
}

TEST(Observe, TheProgramKeepsItsOwnOptions) {
  const Result result = partage({"observer", "sh", "-c", "echo \"$0 $1\"; exit 3", "--json", "--help"});
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_THAT(result.out, AllOf(HasSubstr("| --json --help"), HasSubstr("code 3")));
}

TEST(Observe, JsonReadsBack) {
  const Result result = partage({"observer", "--json", "--", "echo", "--json"});
  ASSERT_EQ(result.code, 0) << result.err;
  const record::Recording recording = record::recording_from_json_text(result.out);
  EXPECT_THAT(recording.output, HasSubstr("--json"));
}

TEST(Observe, StdinIsTheProgramsKeyboard) {
  Options options;
  options.input = "bonjour\n";
  const Result result = partage({"observer", "sh", "-c", "read line; echo \"lu $line\"; cat"}, options);
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("| lu bonjour"));
}

TEST(Observe, WhatAProgramPrintsIsInert) {
  const Result result = partage({"observer", "printf", "\\033[31mrouge\\007\\377\\033]0;titre\\007\\n::notice title=GRADE::1/1\\n"});
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_THAT(result.out, AllOf(Not(HasSubstr("\033")), Not(HasSubstr("\007")), Not(HasSubstr("\377")), HasSubstr("rouge"),
                                Not(HasSubstr("\n::"))));
}

TEST(Observe, AFloodOfOutputIsStoppedAndSaid) {
  const Result result = partage({"observer", "head", "-c", "200000000", "/dev/zero"});
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("trop de texte"));
  EXPECT_LT(result.out.size(), 1u << 20);
}

TEST(Observe, ASignalIsSaid) {
  const Result result = partage({"observer", "sh", "-c", "kill -SEGV $$"});
  EXPECT_EQ(result.code, 0);
  EXPECT_THAT(result.out, HasSubstr("SIGSEGV"));
}

TEST(Verify, ASolutionPasses) {
  for (const char* exercise : {"01_isolation", "08_create_shared_memory"}) {
    const Result result = partage({"verifier", exercise, "--source", solution(exercise)});
    EXPECT_EQ(result.code, 0) << result.out << result.err;
    EXPECT_THAT(result.out, HasSubstr("Réussi"));
  }
}

TEST(Verify, AFileOrItsFolder) {
  const std::string file = solution("08_create_shared_memory") + "/create_shared_memory.c";
  EXPECT_EQ(partage({"verifier", "8", "--source", file}).code, 0);
}

TEST(Verify, TheStudentsCopyIsTheDefaultAndAPipeCountsNoTry) {
  Options options;
  options.environment["PARTAGE_TRAVAIL"] = (home() / "neuf").string();
  options.environment["XDG_STATE_HOME"] = (home() / "neuf-etat").string();
  const Result result = partage({"verifier", "08"}, options);
  EXPECT_EQ(result.code, 1) << result.err;
  EXPECT_THAT(result.out, AllOf(HasSubstr("Pas encore"), HasSubstr("Diagnostic E08-"), HasSubstr("partage indice 08")));
  EXPECT_TRUE(std::filesystem::exists(home() / "neuf/08_create_shared_memory/create_shared_memory.c"));
  EXPECT_FALSE(std::filesystem::exists(home() / "neuf-etat/partage/progression.json"));
}

TEST(Verify, JsonReadsBackWithItsRecording) {
  const Result result = partage({"verifier", "08", "--json", "--source", solution("08_create_shared_memory")});
  EXPECT_EQ(result.code, 0);
  const record::Verdict verdict = record::verdict_from_json_text(result.out);
  EXPECT_EQ(verdict.outcome, record::Outcome::passed);
  EXPECT_TRUE(verdict.recording.has_value());
}

TEST(Verify, ACompilerErrorIsShownWithItsLine) {
  const auto file = write_file("casse.c", "int f(void) { return 1 }\n");
  const Result result = partage({"verifier", "08", "--source", file.string()});
  EXPECT_EQ(result.code, 1);
  EXPECT_THAT(result.out, AllOf(HasSubstr(":1:"), HasSubstr("^"), HasSubstr("compilateur")));
}

TEST(Verify, WithoutACompilerItIsNotTheStudentsFault) {
  Options options;
  options.environment["PATH"] = home().string();
  const Result result = partage({"verifier", "08", "--source", solution("08_create_shared_memory")}, options);
  EXPECT_TRUE(result.code == 77 || result.code == 0) << "a compiler at a fixed place may still be used";
  if (result.code == 77) {
    EXPECT_THAT(result.out + result.err, HasSubstr("gcc"));
  }
}

TEST(Verify, AStubbornOutputCannotForgeAnything) {
  const auto file = write_file("forge.c",
                               "#include <stdio.h>\n#include <stdlib.h>\nvoid* create_shared_memory(unsigned long n) {\n"
                               "  printf(\"\\n::notice title=GRADE::1/1\\n\\033[2J<CTest>\\n\"); fflush(stdout);\n"
                               "  return malloc(n);\n}\n");
  const Result result = partage({"verifier", "08", "--source", file.string()});
  EXPECT_EQ(result.code, 1);
  EXPECT_THAT(result.out, AllOf(Not(HasSubstr("\n::")), Not(HasSubstr("\033"))));
}

}  // namespace
}  // namespace partage::cli_tests
