#include "content/attempts.hpp"

#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "content/child.hpp"
#include "content/code_only.hpp"
#include "content/scratch.hpp"

namespace partage::content {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string kExercise = "08_create_shared_memory";

Attempt attempt(const std::string& text, const std::string& code = "", std::vector<std::string> facts = {"G"}) {
  Attempt one;
  one.time = 1'780'000'000;
  one.passed = code.empty();
  one.compiled = !facts.empty();
  one.code = code;
  one.title = code.empty() ? "" : code + "\u00a0: la suite.";
  one.facts = std::move(facts);
  one.text = text;
  return one;
}

class AttemptFiles : public ::testing::Test {
 protected:
  fs::path state() const { return scratch_.path() / "etat/partage"; }
  fs::path file(int number) const { return state() / "essais" / kExercise / ("00000" + std::to_string(number) + ".essai"); }
  Attempts keep(const Attempt& one) const { return keep_attempt(kExercise, state(), one); }
  Attempts read() const { return read_attempts(kExercise, state()); }
  testing::Scratch scratch_;
};

TEST_F(AttemptFiles, ComeBackByteForByte) {
  EXPECT_THAT(read().all, IsEmpty());
  EXPECT_FALSE(fs::exists(state()));
  const std::string odd("caf\xe9 « été »\r\n\0\n\n{\"x\"}", 26);
  keep(attempt(odd, "E08-prive", {"G", "E08-vide", "E08-prive"}));
  const Attempts kept = keep(attempt("", ""));
  EXPECT_EQ(kept.warning, "");
  EXPECT_EQ(read().all, kept.all);
  ASSERT_EQ(kept.all.size(), 2u);
  EXPECT_EQ(kept.all[0].text, odd);
  EXPECT_EQ(kept.all[0].title, "E08-prive\u00a0: la suite.");
  EXPECT_EQ(kept.all[1].number, 2);
}

TEST_F(AttemptFiles, TheSameTextWithTheSameVerdictIsNotKeptTwice) {
  keep(attempt("a", "E08-x"));
  EXPECT_EQ(keep(attempt("a", "E08-x")).all.size(), 1u);
  EXPECT_EQ(keep(attempt("a", "E08-y")).all.size(), 2u) << "another verdict";
  EXPECT_EQ(keep(attempt("a", "E08-x")).all.size(), 3u) << "not just before";
}

TEST_F(AttemptFiles, OnesThatAreDamagedAreSetAsideAndSaidOnce) {
  for (const char* text : {"un", "deux", "trois"}) keep(attempt(text, "E08-x"));
  fs::resize_file(file(1), fs::file_size(file(1)) - 1);
  std::fstream(file(2), std::ios::in | std::ios::out).seekp(40).put('!');
  std::ofstream(file(4)) << "";
  const Attempts left = read();
  ASSERT_EQ(left.all.size(), 1u);
  EXPECT_EQ(left.all[0].text, "trois");
  EXPECT_THAT(left.warning, HasSubstr("3 essais ne se lisent plus"));
  EXPECT_TRUE(fs::exists(file(1).string() + ".abime"));
  EXPECT_EQ(read().warning, "");
}

TEST_F(AttemptFiles, AreBoundedAndTheLastThatWorkedStays) {
  keep(attempt("juste"));
  for (std::size_t count = 0; count < kMostAttempts + 5; ++count) keep(attempt("faux " + std::to_string(count), "E08-x"));
  const Attempts kept = read();
  EXPECT_EQ(kept.all.size(), kMostAttempts);
  EXPECT_EQ(kept.all.front().text, "juste");
  EXPECT_EQ(kept.all.back().text, "faux " + std::to_string(kMostAttempts + 4));
  const std::string large(kMostBytes / 4, 'x');
  for (const char* end : {"1", "2", "3", "4"}) keep(attempt(large + end, "E08-x"));
  std::size_t bytes = 0;
  for (const Attempt& one : read().all) bytes += one.text.size();
  EXPECT_LE(bytes, kMostBytes);
  EXPECT_EQ(read().all.front().text, "juste");
}

TEST_F(AttemptFiles, AFolderThatCannotBeWrittenIsSaidAndTheAttemptIsGiven) {
  scratch_.write("fichier", "");
  const Attempts kept = keep_attempt(kExercise, scratch_.path() / "fichier", attempt("a", "E08-x"));
  EXPECT_FALSE(kept.kept);
  EXPECT_THAT(kept.warning, HasSubstr("n'a pas pu être gardé"));
  EXPECT_EQ(kept.all.size(), 1u);
}

TEST_F(AttemptFiles, TwoKitsAtOnceLoseNothing) {
  constexpr int kEach = 40;
  std::vector<pid_t> kits;
  for (const char* name : {"a", "b", "c"}) {
    kits.push_back(fork());
    if (kits.back() != 0) continue;
    for (int count = 0; count < kEach; ++count) keep(attempt(name + std::to_string(count), "E08-x"));
    _exit(0);
  }
  for (const pid_t kit : kits) waitpid(kit, nullptr, 0);
  const Attempts kept = read();
  EXPECT_EQ(kept.all.size(), 3u * kEach);
  EXPECT_EQ(kept.warning, "");
}

TEST(Honest, DistinctTextsThatCompileAndAreNotTheStub) {
  const std::string stub = "int f(void) {\n  /* TODO */\n  return 0;\n}\n";
  std::vector<Attempt> all{attempt("int f(void) { return 0; }\n", "E08-vide")};
  EXPECT_EQ(honest_attempts(all, stub), 0) << "the stub, comments and blanks apart";
  all.push_back(attempt("int f(void) { return 1; }\n", "E08-x"));
  all.push_back(attempt("// de nouveau\nint f(void)\n{\n  return 1;\n}\n", "E08-x"));
  EXPECT_EQ(honest_attempts(all, stub), 1);
  all.push_back(attempt("int f(void) { return 2 }\n", "G-compile", {}));
  EXPECT_EQ(honest_attempts(all, stub), 1) << "it does not compile";
  all.push_back(attempt("int f(void) { return 2; }\n", "E08-y"));
  EXPECT_EQ(honest_attempts(all, stub), 2);
}

TEST(Repaired, WhatDidNotHoldWasAskedAgainAndHeld) {
  const Attempt first = attempt("1", "B", {"G", "A", "B"});
  EXPECT_THAT(repaired({first, attempt("2", "C", {"G", "A", "B", "C"})}, ""), ElementsAre("B"));
  EXPECT_THAT(repaired({first, attempt("2", "A", {"G", "A"})}, ""), IsEmpty()) << "not asked again";
  EXPECT_THAT(repaired({first, attempt("2", "C", {"G", "Z", "B", "C"})}, ""), IsEmpty()) << "asked elsewhere";
  EXPECT_THAT(repaired({first, attempt("2", "B", {"G", "A", "B", "G", "A", "B"})}, ""), IsEmpty()) << "the same mistake";
  EXPECT_THAT(repaired({first, attempt("2", "A", {"G", "A"}), attempt("3")}, ""), ElementsAre("B", "A")) << "all held";
  EXPECT_THAT(repaired({first, attempt("2"), attempt("3")}, ""), IsEmpty()) << "already repaired";
  EXPECT_THAT(repaired({attempt("0", "G-compile", {}), first}, ""), ElementsAre("G-compile"));
  EXPECT_THAT(repaired({attempt("souche;", "E", {"G", "E"}), attempt("3")}, "souche; // TODO"), IsEmpty()) << "the stub's";
}

TEST(DiagnosisName, IsTheSentenceUpToItsColon) {
  EXPECT_EQ(diagnosis_name("MAP_PRIVATE là où il faut MAP_SHARED\u00a0: le fils a écrit 1."), "MAP_PRIVATE là où il faut MAP_SHARED");
  EXPECT_EQ(diagnosis_name("mmap a échoué (EINVAL)."), "mmap a échoué (EINVAL)");
}

TEST(CodeOnly, CommentsAndBlanksApart) {
  EXPECT_EQ(code_only("int  x = 1; // un\n/* deux */ y ;"), code_only("int x=1;y;"));
  EXPECT_NE(code_only("a + +b"), code_only("a ++b"));
  EXPECT_NE(code_only("int x"), code_only("intx"));
  EXPECT_NE(code_only("\"// a\""), code_only("\"\""));
  EXPECT_EQ(code_only("'\"' /* x */ 'a'"), "'\"''a'");
  EXPECT_THAT(code_lines("a /* b\nc */ d\n\n e"), ElementsAre("a", "d", "", "e"));
}

}  // namespace
}  // namespace partage::content
