// A scratch folder with one of tests/sandbox/programs/ compiled in it, and what every test of this folder asks of a run.
#pragma once

#include <gmock/gmock.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "sandbox/captured.hpp"
#include "sandbox/sandbox.hpp"

namespace partage::sandbox::test {

using RunPointer = std::unique_ptr<Run>;  // testing::Test has a member called Run

/// A variable of the environment for the time of one test.
class Environment {
 public:
  Environment(const char* name, const char* value) : name_(name) { setenv(name, value, 1); }
  ~Environment() { unsetenv(name_); }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

 private:
  const char* name_;
};

inline std::filesystem::path program_source(const std::string& name) {
  return std::filesystem::path(PARTAGE_SOURCE_DIR) / "tests/sandbox/programs" / (name + ".c");
}

/// Compiles programs/<name>.c into `folder`/attack, outside any sandbox.
inline void compile(const std::string& name, const std::filesystem::path& folder) {
  const std::string command = "gcc -std=gnu17 -O1 -o '" + (folder / "attack").string() + "' '" +
                              program_source(name).string() + "' -pthread";
  ASSERT_EQ(std::system(command.c_str()), 0) << command;
}

inline std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// How many lines of `text` begin with `word`.
inline int count_lines(const std::string& text, const std::string& word) {
  int count = 0;
  for (const std::string& line : lines_of(text)) count += line.starts_with(word) ? 1 : 0;
  return count;
}

/// The `text` of a program that reports attempts: it went to its end, and each one was refused.
inline void expect_all_refused(const std::string& text, int at_least) {
  for (const std::string& line : lines_of(text)) EXPECT_FALSE(line.starts_with("DONE")) << line;
  EXPECT_GE(count_lines(text, "refused"), at_least) << text;
  EXPECT_EQ(count_lines(text, "end"), 1) << text;
}

/// Whether this machine can give the tier; where it cannot, its tests are skipped, with the reason.
inline bool available(Tier tier) {
  if (tier != Tier::namespaces) return capabilities().best != Tier::none;
  return capabilities().best == Tier::namespaces;
}

/// Limits of time that only a hung test meets, however busy the machine.
inline Limits patient_limits() {
  Limits limits;
  limits.wall = std::chrono::seconds(60);
  limits.cpu = std::chrono::seconds(30);
  return limits;
}

class SandboxTest : public testing::Test {
 protected:
  /// A submission's run of programs/<name>.c in the scratch folder, seen as /travail.
  Spec spec_of(const std::string& name, std::vector<std::string> arguments = {}, Tier tier = Tier::namespaces) {
    compile(name, scratch.path());
    Spec spec;
    spec.argv = {"/travail/attack"};
    spec.argv.insert(spec.argv.end(), arguments.begin(), arguments.end());
    spec.tier = tier;
    spec.limits = patient_limits();
    spec.binds = {{scratch.path(), "/travail", true}};
    return spec;
  }

  Scratch scratch;
};

/// The walls behind which an attack is tried.
enum class Walls { all, without_landlock, lite };

inline std::string name_of(Walls walls) {
  return walls == Walls::all ? "namespaces" : walls == Walls::lite ? "lite" : "without_landlock";
}

class WallsTest : public SandboxTest, public testing::WithParamInterface<Walls> {
 protected:
  void SetUp() override {
    if (GetParam() == Walls::without_landlock) setenv("PARTAGE_SANS_LANDLOCK", "1", 1);
    if (!available(tier())) GTEST_SKIP() << capabilities().why_not_namespaces;
    if (GetParam() == Walls::lite && capabilities().landlock_abi == 0) GTEST_SKIP() << "no Landlock";
  }
  void TearDown() override { unsetenv("PARTAGE_SANS_LANDLOCK"); }
  Tier tier() const { return GetParam() == Walls::lite ? Tier::lite : Tier::namespaces; }
};

}  // namespace partage::sandbox::test
