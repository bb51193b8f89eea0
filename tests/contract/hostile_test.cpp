// Submissions that attack the engine or the machine (tests/hostile/): refused with the right word, and nothing is left.
#include <gmock/gmock.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>

#include "contract/exercise_files.hpp"

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

// Keys of laisse_des_objets.c.
std::vector<std::string> segments_left() {
  std::vector<std::string> found;
  std::ifstream table("/proc/sysvipc/shm");
  std::string line;
  std::getline(table, line);
  while (std::getline(table, line)) {
    const long key = std::stol(line);
    if (key >= 0x50415254 && key < 0x50415254 + 8) found.push_back(line);
  }
  return found;
}

// What outlives its parents becomes ours: then waitpid finds it.
class Hostile : public testing::TestWithParam<Answer> {
 protected:
  void SetUp() override { ASSERT_EQ(prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0), 0); }
  void TearDown() override {
    EXPECT_EQ(waitpid(-1, nullptr, WNOHANG | __WALL), -1) << "un processus est resté";
    EXPECT_EQ(errno, ECHILD);
    EXPECT_THAT(files_left(), IsEmpty());
    EXPECT_THAT(segments_left(), IsEmpty());
  }
};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Hostile);

TEST_P(Hostile, IsRefusedWithTheRightWord) {
  const std::string source = with_root(text_of(GetParam().file));
  const std::string expected = expected_code(source);
  ASSERT_FALSE(expected.empty()) << "la première ligne doit être « /* attendu : CODE */ »";
  const TemporaryFile file(exercise(GetParam().exercise).file, source);
  const record::Verdict given = verdict({GetParam().exercise, file.path()});
  EXPECT_EQ(outcome(given), expected) << told(given);
  RecordProperty("verdict_ms", static_cast<int>(given.elapsed_ns / 1'000'000));
}

const auto name = [](const testing::TestParamInfo<Answer>& tested) { return readable(tested.param.file.stem().string()); };
INSTANTIATE_TEST_SUITE_P(Submission, Hostile, testing::ValuesIn(hostile()), name);

}  // namespace
}  // namespace partage::contract
