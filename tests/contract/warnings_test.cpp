// Nothing that a student reads, receives or is shown as a solution makes a compiler complain: gcc, and musl's where it can.
#include <gmock/gmock.h>

#include <fmt/format.h>
#include <sys/wait.h>

#include <cstdio>
#include <map>

#include "contract/exercise_files.hpp"

namespace partage::contract {
namespace {

namespace fs = std::filesystem;

// Why a file is not for musl-gcc, which only sees musl's own headers.
const std::map<std::string, std::string> needs_more_than_musl{
    {"demo_tampon.c", "<linux/perf_event.h> : les en-têtes du noyau sont dans linux-libc-dev, que musl-gcc ne cherche pas"}};
// Files that are given not to compile.
const std::map<std::string, std::string> does_not_compile{
    {"exercises/03_portable/portable.c", "l'exercice est de le rendre acceptable"}};

std::string messages(const std::string& command) {
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return "popen";
  std::string out;
  char bytes[4096];
  while (const std::size_t count = fread(bytes, 1, sizeof bytes, pipe)) out.append(bytes, count);
  const int status = pclose(pipe);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? out : out + "\n(le compilateur échoue)";
}

void expect_silence(const fs::path& file, const fs::path& include, const std::string& standard, bool musl) {
  const std::string options = fmt::format("-std={} -Wall -Wextra -pedantic -c -o /dev/null -I'{}' '{}'", standard, include.string(), file.string());
  EXPECT_EQ(messages("LC_ALL=C gcc " + options), "");
  if (musl && needs_more_than_musl.count(file.filename().string()) == 0) {
    EXPECT_EQ(messages("LC_ALL=C musl-gcc " + options), "");
  }
}

std::vector<Answer> lesson_programs() {
  std::vector<Answer> found;
  for (const auto& folder : fs::directory_iterator(source_dir() / "lessons")) {
    if (!folder.is_directory() || folder.path().filename() == "common") continue;
    for (const auto& entry : fs::directory_iterator(folder.path()))
      if (entry.path().extension() == ".c") found.push_back({folder.path().filename().string(), entry.path()});
  }
  return found;
}

std::vector<Answer> given_files() {
  std::vector<Answer> found;
  for (const std::vector<Answer>& answers : {stubs(), solutions()})
    for (const Answer& answer : answers)
      if (answer.file.extension() == ".c" && does_not_compile.count(answer.file.lexically_relative(source_dir()).string()) == 0)
        found.push_back(answer);
  return found;
}

class LessonProgram : public testing::TestWithParam<Answer> {};
class GivenFile : public testing::TestWithParam<Answer> {};

TEST_P(LessonProgram, CompilesWithoutAWord) { expect_silence(GetParam().file, source_dir() / "lessons/common", "c99", true); }

// As the check compiles it; exercise 03 is about strict C99.
TEST_P(GivenFile, CompilesWithoutAWord) {
  const std::string standard = GetParam().exercise == "03_portable" ? "c99" : "gnu17";
  expect_silence(GetParam().file, source_dir() / "exercises" / GetParam().exercise, standard, true);
}

TEST(Warnings, EveryExceptionIsStillNeeded) {
  for (const Answer& program : lesson_programs())
    if (needs_more_than_musl.count(program.file.filename().string()) != 0) {
      EXPECT_NE(messages(fmt::format("musl-gcc -std=c99 -c -o /dev/null -I'{}' '{}'", (source_dir() / "lessons/common").string(), program.file.string())), "")
          << program;
    }
}

const auto name = [](const testing::TestParamInfo<Answer>& tested) { return test_name(tested.param); };
const auto rooted = [](const testing::TestParamInfo<Answer>& tested) {
  return readable(tested.param.file.lexically_relative(source_dir()).replace_extension().string());
};
INSTANTIATE_TEST_SUITE_P(Compiler, LessonProgram, testing::ValuesIn(lesson_programs()), name);
INSTANTIATE_TEST_SUITE_P(Compiler, GivenFile, testing::ValuesIn(given_files()), rooted);

}  // namespace
}  // namespace partage::contract
