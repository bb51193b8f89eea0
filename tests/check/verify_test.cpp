// Whole verifications of small wrong files, for the diagnoses that any exercise can get.
#include <gmock/gmock.h>
#include <sys/stat.h>

#include "check/cannot_judge.hpp"
#include "check/exercise_08.hpp"
#include "check/trial.hpp"

namespace partage::check {
namespace {

using record::Outcome;
using testing::HasSubstr;
using testing::StartsWith;

// The body is at line 12 of the file.
std::string function(const std::string& body) {
  return "#include <fcntl.h>\n#include <signal.h>\n#include <stdio.h>\n#include <stdlib.h>\n#include <sys/mman.h>\n#include <sys/wait.h>\n"
         "#include <unistd.h>\n#include \"create_shared_memory.h\"\n\nvoid *create_shared_memory(size_t size)\n{\n" +
         body + "\n  return size != 0 ? NULL : NULL;\n}\n";
}

void expect_code_at_line_12(const std::string& body, const std::string& code, const std::string& words) {
  const record::Verdict verdict = verdict_of(function(body));
  EXPECT_EQ(code_of(verdict), code) << told(verdict);
  ASSERT_TRUE(verdict.diagnosis.has_value());
  EXPECT_EQ(verdict.diagnosis->source.line, 12) << told(verdict);
  EXPECT_EQ(verdict.diagnosis->source.file, "create_shared_memory.c");
  EXPECT_THAT(told(verdict), HasSubstr(words));
  EXPECT_FALSE(verdict.diagnosis->evidence.empty());
}

TEST(Crash, OutsideAnyMapping) {
  expect_code_at_line_12("  *(volatile int *)(0x1234567000 + (long)size * 0) = 1;", "G-segv-mapee", "0x1234567000");
  expect_code_at_line_12("  *(volatile int *)(long)(size - size) = 1;", "G-segv-mapee", "pointeur NULL");
}

TEST(Crash, AgainstTheProtection) {
  expect_code_at_line_12("  *(volatile char *)mmap(NULL, size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) = 1;", "G-segv-droits", "droits");
}

TEST(Crash, OutsideWhatTheFunctionHas) {
  expect_code_at_line_12("  *(volatile char *)(long)&mmap = (char)size;", "G-segv-droits", "hors de ce que votre fonction a reçu");
}

TEST(Crash, OfAPipeThatNobodyReads) {
  expect_code_at_line_12("  int p[2]; if (pipe(p) == 0) { close(p[0]); if (write(p[1], \"x\", 1) < 0) return NULL; }", "G-signal", "SIGPIPE");
}

TEST(Crash, ByAnotherProcessNamesTheKiller) {
  expect_code_at_line_12("  if (fork() == 0) { kill(getppid(), SIGTERM); _exit(0); } wait(NULL); wait(NULL);", "G-signal", "c'est le fils qui l'a envoyé");
}

TEST(Endless, NamesTheBoundInRoundWordsAndWhatWasRepeated) {
  const record::Verdict verdict = verdict_of(function("  for (;;) munmap(NULL, 0);"));
  EXPECT_EQ(code_of(verdict), "G-boucle") << told(verdict);
  EXPECT_THAT(told(verdict), HasSubstr("plus de 20\u202f000 événements"));
  ASSERT_TRUE(verdict.diagnosis.has_value());
  ASSERT_FALSE(verdict.diagnosis->evidence.empty());
  EXPECT_THAT(verdict.diagnosis->evidence.back().text, testing::AllOf(HasSubstr("munmap(NULL, 0) = -1 EINVAL, pour la"), HasSubstr("e fois")));
}

TEST(Crash, PastTheEndOfAFile) {
  expect_code_at_line_12("  *(volatile char *)mmap(NULL, 1, PROT_WRITE, MAP_SHARED, open(\"vide\", O_RDWR | O_CREAT, 0600), 0) = 1;", "G-sigbus",
                         "au-delà de la fin du fichier");
}

TEST(Crash, InAChildCounts) {
  expect_code_at_line_12("  if (fork() == 0) *(volatile int *)(long)(size - size) = 1; else { wait(NULL); abort(); }", "G-segv-mapee", "le fils");
}

TEST(Crash, ByAbort) { expect_code_at_line_12("  abort();", "G-abandon", "SIGABRT"); }

TEST(Crash, ByAnotherSignal) { expect_code_at_line_12("  raise(SIGUSR1);", "G-signal", "SIGUSR1"); }

TEST(Endless, Loop) {
  const record::Verdict verdict = verdict_of(function("  for (volatile int i = 0;; i++) {}"));
  EXPECT_EQ(code_of(verdict), "G-boucle") << told(verdict);
  EXPECT_THAT(told(verdict), HasSubstr("ne finit pas"));
}

TEST(Endless, SystemCalls) { EXPECT_EQ(code_of(verdict_of(function("  for (;;) close(-1);"))), "G-boucle"); }

TEST(Endless, Output) { EXPECT_EQ(code_of(verdict_of(function("  for (;;) puts(\"encore\");"))), "G-sortie"); }

TEST(Endless, Forks) { EXPECT_EQ(code_of(verdict_of(function("  for (;;) fork();"))), "G-processus"); }

TEST(EarlyEnd, InsideTheFunction) { expect_code_at_line_12("  exit(3);", "G-fin-prematuree", "code 3"); }

TEST(EarlyEnd, BeforeMain) {
  const record::Verdict verdict = verdict_of(function("") + "__attribute__((constructor)) static void avant(void) { _exit(0); }\n");
  EXPECT_EQ(code_of(verdict), "G-fin-prematuree") << told(verdict);
  EXPECT_THAT(told(verdict), HasSubstr("n'avait pas été appelée"));
}

TEST(Verify, SaysWhatTheRunPrinted) {
  const record::Verdict verdict = verdict_of(function("  puts(\"bonjour\");"));
  EXPECT_THAT(verdict.output, HasSubstr("bonjour"));
  EXPECT_FALSE(verdict.isolation.empty());
  EXPECT_TRUE(verdict.recording.has_value());
  EXPECT_GT(verdict.elapsed_ns, 0);
}

TEST(Verify, LeavesTheRecordingOutWhenAsked) {
  const Folder folder;
  const auto file = folder.write("create_shared_memory.c", function(""));
  EXPECT_FALSE(verify(exercise_08(), {.source = file, .seed = {}, .keep_recording = false}).recording.has_value());
}

std::vector<std::string> arguments_for(std::optional<std::uint64_t> seed) {
  const Folder folder;
  const auto verdict = verify(exercise_08(), {.source = folder.write("create_shared_memory.c", function("")), .seed = seed});
  return verdict.recording ? verdict.recording->arguments : std::vector<std::string>{"aucun enregistrement"};
}

TEST(Verify, DrawsItsInputsAnewUnlessSeeded) {
  EXPECT_EQ(arguments_for(7), arguments_for(7));
  EXPECT_NE(arguments_for({}), arguments_for({}));
}

record::Verdict verdict_on(const std::filesystem::path& source) { return verify(exercise_08(), {.source = source, .seed = {}}); }

TEST(Verify, AFileThatIsNotThereIsAMatterOfUsage) {
  const record::Verdict verdict = verdict_on("/inexistant/create_shared_memory.c");
  EXPECT_EQ(verdict.outcome, Outcome::could_not_judge);
  EXPECT_EQ(code_of(verdict), "M-source");
  EXPECT_EQ(exit_code(verdict), 2);
  EXPECT_THAT(told(verdict), HasSubstr("create_shared_memory.c"));
}

TEST(Verify, WhatIsNoSourceFileFails) {
  const Folder folder;
  ASSERT_EQ(mkfifo((folder.path() / "create_shared_memory.c").c_str(), 0600), 0);
  const record::Verdict verdict = verdict_on(folder.path());
  EXPECT_EQ(code_of(verdict), "G-fichier");
  EXPECT_EQ(verdict.outcome, Outcome::failed);
  EXPECT_EQ(exit_code(verdict), 1);
  EXPECT_THAT(told(verdict), HasSubstr("tube nommé"));
}

TEST(Verify, AMachineWithoutDiskSpaceCannotJudge) {
  const Folder folder;
  const auto file = folder.write("create_shared_memory.c", function(""));
  const std::string home = std::getenv("HOME");
  setenv("HOME", "/proc/nulle-part", 1);
  const record::Verdict verdict = verdict_on(file);
  setenv("HOME", home.c_str(), 1);
  EXPECT_EQ(verdict.outcome, Outcome::could_not_judge);
  EXPECT_EQ(exit_code(verdict), 77);
  EXPECT_THAT(told(verdict), HasSubstr("XDG_CACHE_HOME"));
}

class TrialTest : public testing::Test {
 protected:
  RealTrial make(std::uint64_t seed) { return {exercise_08(), place_, sandbox::capabilities().best, seed}; }
  Place place_;
};

TEST_F(TrialTest, DrawsInsideTheBounds) {
  RealTrial trial = make(1), same = make(1), other = make(2);
  bool differs = false;
  for (int i = 0; i < 200; ++i) {
    const std::int64_t drawn = trial.random(-3, 3);
    EXPECT_THAT(drawn, testing::AllOf(testing::Ge(-3), testing::Le(3)));
    EXPECT_EQ(drawn, same.random(-3, 3));
    differs = differs || drawn != other.random(-3, 3);
  }
  EXPECT_TRUE(differs);
}

TEST_F(TrialTest, AFactThatHoldsSaysNothing) {
  RealTrial trial = make(1);
  trial.require(true, "E08-n-existe-pas", {}, {}, {});
  trial.advise(true, "E08-n-existe-pas", {}, {}, {});
  EXPECT_TRUE(trial.advice().empty());
}

TEST_F(TrialTest, AFactThatDoesNotHoldStops) {
  RealTrial trial = make(1);
  try {
    trial.require(false, "E08-prive", {{"père", "preuve", {}}}, {"create_shared_memory.c", 4, ""}, {});
    FAIL() << "aucun diagnostic";
  } catch (const Failed& failed) {
    EXPECT_EQ(failed.diagnosis.code, "E08-prive");
    EXPECT_EQ(failed.diagnosis.source.line, 4);
    EXPECT_EQ(failed.diagnosis.evidence.size(), 1u);
  }
}

TEST_F(TrialTest, ACodeWithoutWordingIsOurFault) {
  RealTrial trial = make(1);
  try {
    trial.require(false, "E08-n-existe-pas", {}, {}, {});
    FAIL() << "aucune erreur";
  } catch (const CannotJudge& reason) {
    EXPECT_EQ(reason.code, "M-kit");
    EXPECT_THAT(reason.reason, HasSubstr("E08-n-existe-pas"));
  }
}

TEST_F(TrialTest, CannotJudgeSaysWhy) {
  RealTrial trial = make(1);
  try {
    trial.cannot_judge("le scénario n'a rien dit");
    FAIL() << "aucune erreur";
  } catch (const CannotJudge& reason) {
    EXPECT_EQ(reason.reason, "le scénario n'a rien dit");
  }
}

}  // namespace
}  // namespace partage::check
