// Submissions that attack the engine or the machine (tests/hostile/): refused with the right word, and nothing is left.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <mqueue.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>

#include "contract/exercise_files.hpp"
#include "sandbox/sandbox.hpp"

namespace partage::contract {
namespace {

namespace fs = std::filesystem;
using testing::IsEmpty;

// @RACINE@ stands for the folder of this checkout.
std::string with_root(std::string text) {
  const std::string mark = "@RACINE@";
  for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark)) text.replace(at, mark.size(), source_dir().string());
  return text;
}

std::vector<std::string> files_left() {
  std::vector<std::string> found;
  for (const char* folder : {"/tmp", "/var/tmp", "/dev/shm"}) {
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder, ignored))
      if (entry.path().filename().string().find("partage-hostile") != std::string::npos) found.push_back(entry.path().string());
  }
  std::error_code ignored;
  const fs::path cache = fs::path(std::getenv("HOME")) / ".cache/partage";
  for (const auto& entry : fs::directory_iterator(cache, ignored))
    if (entry.path().filename() != "verrou") found.push_back(entry.path().string());
  return found;
}

// Keys of laisse_des_objets.c and laisse_des_objets_sans_droits.c.
std::vector<std::string> system_v_left() {
  std::vector<std::string> found;
  for (const char* kind : {"shm", "sem", "msg"}) {
    std::ifstream table(std::string("/proc/sysvipc/") + kind);
    std::string line;
    std::getline(table, line);
    while (std::getline(table, line)) {
      const long key = std::stol(line);
      if (key >= 0x50415254 && key < 0x50415254 + 8) found.push_back(kind + line);
    }
  }
  const mqd_t queue = mq_open("/partage-hostile", O_RDONLY);
  if (queue != static_cast<mqd_t>(-1) || errno == EACCES) found.emplace_back("/partage-hostile (mq)");
  return found;
}

/// The same submission behind the walls that this machine can give, and behind the weaker ones.
struct Attack {
  Answer answer;
  bool lite = false;
};

std::ostream& operator<<(std::ostream& out, const Attack& attack) { return out << attack.answer << (attack.lite ? " (lite)" : ""); }

std::vector<Attack> attacks() {
  std::vector<Attack> all;
  for (const Answer& answer : hostile())
    for (const bool lite : {false, true}) all.push_back({answer, lite});
  return all;
}

/// « attendu sans espaces de noms », on a line of its own, where the weaker walls hold it in another way.
std::string expected_of(const Attack& attack, const std::string& source) {
  const std::string mark = "/* attendu sans espaces de noms : ";
  const std::size_t at = source.find(mark);
  if (!attack.lite || at == std::string::npos) return expected_code(source);
  const std::size_t start = at + mark.size();
  return source.substr(start, source.find(' ', start) - start);
}

// What outlives its parents becomes ours: then waitpid finds it.
class Hostile : public testing::TestWithParam<Attack> {
 protected:
  void SetUp() override {
    if (GetParam().lite) setenv("PARTAGE_SANS_ESPACES", "1", 1);
    const sandbox::Capabilities& can = sandbox::capabilities();
    if (GetParam().lite && can.landlock_abi == 0) GTEST_SKIP() << "no Landlock";
    if (!GetParam().lite && can.best != sandbox::Tier::namespaces) GTEST_SKIP() << can.why_not_namespaces;
    setenv("PARTAGE_HOSTILE_SECRET", "x", 1);
    ASSERT_EQ(prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0), 0);
  }
  void TearDown() override {
    if (IsSkipped()) return unsetenv_all();
    EXPECT_EQ(waitpid(-1, nullptr, WNOHANG | __WALL), -1) << "un processus est resté";
    EXPECT_EQ(errno, ECHILD);
    expect_nothing_left();
    EXPECT_EQ(outcome(verdict(after_it())), "passe") << "le suivant en a souffert";
    unsetenv_all();
  }

 private:
  // Tests run side by side, and the lite tier has these places in common: looked at when no run is under way there.
  static void expect_nothing_left() {
    const sandbox::LiteTurn nobody_runs;
    EXPECT_THAT(files_left(), IsEmpty());
    EXPECT_THAT(system_v_left(), IsEmpty());
  }
  static Answer after_it() { return {"08_create_shared_memory", source_dir() / "solutions/08_create_shared_memory/create_shared_memory.c"}; }
  static void unsetenv_all() {
    unsetenv("PARTAGE_SANS_ESPACES");
    unsetenv("PARTAGE_HOSTILE_SECRET");
  }
};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Hostile);

TEST_P(Hostile, IsRefusedWithTheRightWord) {
  const Answer& answer = GetParam().answer;
  const std::string source = with_root(text_of(answer.file));
  const std::string expected = expected_of(GetParam(), source);
  ASSERT_FALSE(expected.empty()) << "la première ligne doit être « /* attendu : CODE */ »";
  const TemporaryFile file(exercise(answer.exercise).file, source);
  const record::Verdict given = verdict({answer.exercise, file.path()});
  EXPECT_EQ(outcome(given), expected) << told(given);
  EXPECT_EQ(given.isolation, GetParam().lite ? "légère" : "espaces de noms");
  EXPECT_LT(given.elapsed_ns, 60'000'000'000) << "les limites n'ont pas suffi";
  RecordProperty("verdict_ms", static_cast<int>(given.elapsed_ns / 1'000'000));
}

const auto name = [](const testing::TestParamInfo<Attack>& tested) {
  return readable(tested.param.answer.file.stem().string()) + (tested.param.lite ? "_lite" : "");
};
INSTANTIATE_TEST_SUITE_P(Submission, Hostile, testing::ValuesIn(attacks()), name);

}  // namespace
}  // namespace partage::contract
