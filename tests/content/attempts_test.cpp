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

// ---- killed at any point

std::vector<std::string> aside(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() != ".essai") names.push_back(entry.path().filename().string());
  return names;
}

// Keeping one more than that also takes the oldest away.
constexpr int kFull = static_cast<int>(kMostAttempts);

Attempt numbered(int number) { return attempt("/* " + std::to_string(number) + " */\n" + std::string(static_cast<std::size_t>(number % 7) * 1000, 'x'), "E08-x"); }

TEST_F(AttemptFiles, KilledAtAnySyscallTheHistoryIsTheFormerOneOrTheNewOne) {
  for (int i = 1; i <= 3; ++i) keep(numbered(i));
  const std::vector<Attempt> former = read().all;
  bool finished = false, kept_former = false, kept_new = false;
  for (int stop = 1; !finished; ++stop) {
    ASSERT_LT(stop, 2000);
    finished = testing::kill_at_syscall_stop(stop, [&] { keep(numbered(4)); });
    const Attempts now = read();
    ASSERT_EQ(now.warning, "") << stop;
    ASSERT_THAT(now.all.size(), ::testing::AnyOf(3u, 4u)) << stop;
    ASSERT_TRUE(std::equal(former.begin(), former.end(), now.all.begin())) << stop;
    (now.all.size() == 3 ? kept_former : kept_new) = true;
    if (now.all.size() == 4) {
      ASSERT_EQ(now.all[3].text, numbered(4).text) << stop;
      const Attempts next = keep(numbered(5));  // whatever was left, the next one is written well, and changes none
      ASSERT_EQ(next.warning, "") << stop;
      ASSERT_EQ(read().all, next.all) << stop;
      ASSERT_EQ(next.all[3].text, numbered(4).text) << stop;
      fs::remove(file(4));
      fs::remove(file(5));
    }
  }
  EXPECT_TRUE(kept_former);
  EXPECT_TRUE(kept_new);
  keep(numbered(6));
  EXPECT_THAT(aside(file(1).parent_path()), IsEmpty()) << "what the dead left is swept away";
}

// A writer that keeps without end, killed after a random number of acknowledged attempts, wherever it then is.
TEST_F(AttemptFiles, KilledAtRandomNoneThatWasKeptIsLostOrBroken) {
  unsigned seed = 54321;
  int saved = 0;
  for (int round = 0; round < 500; ++round) {
    if (round < 460 && round % 20 == 0) saved = (fs::remove_all(state()), 0);  // a long history is long to read
    while (round == 460 && saved < kFull) keep(numbered(++saved));
    seed = seed * 1103515245 + 12345;
    saved += testing::kill_after_bytes((seed >> 16) % 3 + 1, [&](const std::function<void()>& acknowledge) {
      for (int next = saved + 1;; ++next) {
        keep(numbered(next));
        acknowledge();
      }
    });
    const Attempts now = read();
    ASSERT_EQ(now.warning, "") << round;
    const int last = now.all.back().number;
    ASSERT_THAT(last, ::testing::AnyOf(saved, saved + 1)) << round;  // the last one may have been placed, and not acknowledged
    // One more than a full history: it was killed before it took the oldest away.
    ASSERT_THAT(static_cast<int>(now.all.size()), ::testing::AnyOf(std::min(last, kFull), std::min(last, kFull + 1))) << round;
    for (const Attempt& one : now.all) {
      ASSERT_EQ(one.text, numbered(one.number).text) << round;
      ASSERT_EQ(one.number, last - static_cast<int>(now.all.size()) + 1 + static_cast<int>(&one - now.all.data())) << round;
    }
    saved = last;
  }
  keep(numbered(saved + 1));
  EXPECT_EQ(read().all.back().number, saved + 1);
  EXPECT_THAT(aside(file(1).parent_path()), IsEmpty());
}

// Killed just after an attempt took its number, the temporary file is its second name; process numbers come back.
TEST_F(AttemptFiles, TheSecondNameThatADeadKitLeftIsNeverWrittenAgain) {
  keep(numbered(1));
  const fs::path left = file(1).parent_path() / ("." + std::to_string(getpid()) + ".tmp");
  fs::create_hard_link(file(1), left);
  keep(numbered(2));
  const Attempts now = read();
  ASSERT_EQ(now.all.size(), 2u);
  EXPECT_EQ(now.all[0].text, numbered(1).text);
  EXPECT_EQ(now.all[1].text, numbered(2).text);
  EXPECT_THAT(aside(file(1).parent_path()), IsEmpty());
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
