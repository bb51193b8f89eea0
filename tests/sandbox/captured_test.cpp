// run_captured(), and the compiler in the sandbox.
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "sandbox/fixture.hpp"

namespace partage::sandbox::test {
namespace {

namespace fs = std::filesystem;

class CapturedTest : public SandboxTest, public testing::WithParamInterface<Tier> {
 protected:
  void SetUp() override {
    if (!available(GetParam())) GTEST_SKIP() << capabilities().why_not_namespaces;
  }
  Spec command(std::vector<std::string> argv) {
    Spec spec;
    spec.argv = std::move(argv);
    spec.tier = GetParam();
    spec.limits = patient_limits();
    spec.binds = {{scratch.path(), "/travail", true}};
    spec.environment = {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8"};
    return spec;
  }
  Captured gcc(const std::string& source) {
    std::ofstream(scratch.path() / "essai.c") << source;
    Spec spec = command({"/usr/bin/gcc", "-g", "-o", "essai", "essai.c"});
    spec.compiler = true;
    spec.limits = compiler_limits();
    spec.limits.wall = patient_limits().wall;
    spec.limits.cpu = std::chrono::milliseconds(1500);
    return run_captured(spec);
  }
};

TEST_P(CapturedTest, GivesInputAndKeepsBothOutputs) {
  const Captured run = run_captured(command({"/bin/sh", "-c", "cat; echo erreur >&2; exit 5"}), "texte\n");
  EXPECT_EQ(run.output, "texte\nerreur\n");
  ASSERT_TRUE(run.status) << run.failure;
  EXPECT_EQ(WEXITSTATUS(*run.status), 5);
  EXPECT_EQ(run.limit, "");
}

TEST_P(CapturedTest, AnInputThatNobodyReads) {
  const std::string large(1 << 20, 'x');
  const Captured run = run_captured(command({"/bin/true"}), large);
  EXPECT_EQ(run.status, 0) << run.failure;
}

TEST_P(CapturedTest, AnInputLargerThanAPipe) {
  Spec spec = command({"/bin/cat"});
  spec.limits.output = 2 << 20;
  const std::string large(1 << 20, 'x');
  const Captured run = run_captured(spec, large);
  EXPECT_EQ(run.status, 0) << run.failure;
  EXPECT_EQ(run.output.size(), large.size());
}

TEST_P(CapturedTest, ADaemonThatKeepsTheOutputOpenDoesNotHoldUs) {
  const Captured run = run_captured(command({"/bin/sh", "-c", "sleep 1000 & echo parti"}));
  EXPECT_EQ(run.output, "parti\n");
  EXPECT_EQ(run.status, 0);
}

TEST_P(CapturedTest, AMissingProgramIsAFailureInFrench) {
  const Captured run = run_captured(command({"/usr/bin/absent"}));
  EXPECT_FALSE(run.status);
  EXPECT_EQ(run.failure, "exécution de /usr/bin/absent\u00a0: fichier ou dossier inexistant");
}

TEST_P(CapturedTest, AMissingFolderIsAFailureInFrench) {
  Spec spec = command({"/bin/true"});
  spec.directory = "/absent";
  EXPECT_EQ(run_captured(spec).failure, "dossier de travail /absent\u00a0: fichier ou dossier inexistant");
}

TEST_P(CapturedTest, GccCompiles) {
  const Captured run = gcc("#include <stdio.h>\nint main(void) { puts(\"bonjour\"); return 3; }\n");
  EXPECT_EQ(run.status, 0) << run.output << run.failure << run.limit;
  EXPECT_EQ(run.output, "");
  const Captured result = run_captured(command({"/travail/essai"}));
  EXPECT_EQ(result.output, "bonjour\n");
  EXPECT_EQ(result.status, 3 << 8);
}

TEST_P(CapturedTest, GccSaysWhatIsWrong) {
  const Captured run = gcc("int main(void) { return absente; }\n");
  EXPECT_EQ(run.status, 1 << 8);
  EXPECT_THAT(run.output, testing::HasSubstr("essai.c:1:25: error"));
}

TEST_P(CapturedTest, GccMayNotReadASolution) {
  const std::string solution = std::string(PARTAGE_SOURCE_DIR) + "/README.fr.md";
  const Captured run = gcc("#include \"" + solution + "\"\n");
  EXPECT_EQ(run.status, 1 << 8);
  EXPECT_THAT(run.output, testing::AnyOf(testing::HasSubstr("No such file"), testing::HasSubstr("Permission denied")));
  const Captured binary = gcc("__asm__(\".incbin \\\"" + solution + "\\\"\");\nint main(void) { return 0; }\n");
  EXPECT_NE(binary.status, 0);
}

TEST_P(CapturedTest, GccBombsAreBounded) {
  const std::string bombs[] = {
      "#include \"/dev/zero\"\n",
      "__asm__(\".incbin \\\"/dev/zero\\\"\");\nint main(void) { return 0; }\n",
      "__asm__(\".fill 8000000000, 1, 0\");\nint main(void) { return 0; }\n",
      "char zone[6000000000] = {1};\nint main(void) { return 0; }\n",
      "#define A B B B B B B B B B B\n#define B C C C C C C C C C C\n#define C D D D D D D D D D D\n"
      "#define D E E E E E E E E E E\n#define E F F F F F F F F F F\n#define F G G G G G G G G G G\n"
      "#define G H H H H H H H H H H\n#define H 1,1,1,1,1,1,1,1,1,1,\nint z[] = {A};\nint main(void) { return 0; }\n",
      "#include __FILE__\n#include __FILE__\nint main(void) { return 0; }\n"};
  for (const std::string& bomb : bombs) {
    const Captured run = gcc(bomb);
    EXPECT_EQ(run.failure, "") << bomb;
    EXPECT_NE(run.status, 0) << bomb;
    EXPECT_LE(run.output.size(), compiler_limits().output);
    std::uintmax_t total = 0;
    for (const auto& entry : fs::recursive_directory_iterator(scratch.path()))
      if (entry.is_regular_file()) total += entry.file_size();
    EXPECT_LE(total, 3 * compiler_limits().file_size) << bomb;
    for (const auto& entry : fs::directory_iterator(scratch.path())) fs::remove_all(entry);
  }
}

INSTANTIATE_TEST_SUITE_P(Sandbox, CapturedTest, testing::Values(Tier::namespaces, Tier::lite), [](const auto& tested) {
  return tested.param == Tier::lite ? "lite" : "namespaces";
});

TEST(CapturedInputTest, BadSpecsAreRefusedInFrench) {
  Spec spec;
  EXPECT_EQ(run_captured(spec).failure, "aucun programme à exécuter");
  spec.argv = {"/bin/true"};
  spec.binds = {{"relatif", "/travail", true}};
  EXPECT_THAT(run_captured(spec).failure, testing::HasSubstr("n'est pas un chemin absolu"));
  spec.binds = {{"/absent", "/travail", true}};
  EXPECT_EQ(run_captured(spec).failure, "liaison de /absent\u00a0: fichier ou dossier inexistant");
  spec.binds.clear();
  spec.tier = Tier::none;
  EXPECT_EQ(run_captured(spec).failure, "un programme d'étudiant ne s'exécute pas sans isolation");
}

}  // namespace
}  // namespace partage::sandbox::test
