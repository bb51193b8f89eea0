#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "content/library.hpp"
#include "content/scratch.hpp"
#include "content/student_folder.hpp"

namespace partage::content {
namespace {

namespace fs = std::filesystem;

class Environment : public ::testing::Test {
 protected:
  Environment() {
    testing::write_library(scratch_);
    set("PARTAGE_RACINE", scratch_.path());
  }
  ~Environment() override {
    for (const std::string& name : set_) unsetenv(name.c_str());
  }
  void set(const std::string& name, const fs::path& value) {
    setenv(name.c_str(), value.c_str(), 1);
    set_.push_back(name);
  }
  testing::Scratch scratch_;

 private:
  std::vector<std::string> set_;
};

TEST_F(Environment, DecidesWhereThingsAre) {
  set("PARTAGE_PROGRAMMES", "/p");
  set("PARTAGE_TRAVAIL", "/t");
  set("XDG_STATE_HOME", "/s");
  set("XDG_CACHE_HOME", "/c");
  const Paths paths = find_paths();
  EXPECT_EQ(paths.root, scratch_.path());
  EXPECT_EQ(paths.programs, "/p");
  EXPECT_EQ(paths.work, "/t");
  EXPECT_EQ(paths.state, "/s/partage");
  EXPECT_EQ(paths.cache, "/c/partage");
}

TEST_F(Environment, HasDefaults) {
  const fs::path home = std::getenv("HOME");
  const Paths paths = find_paths();
  EXPECT_EQ(paths.work, scratch_.path() / "travail");
  EXPECT_EQ(paths.state, home / ".local/state/partage");
  EXPECT_EQ(paths.cache, home / ".cache/partage");
  EXPECT_EQ(paths.programs, fs::read_symlink("/proc/self/exe").parent_path().parent_path() / "programs");
  EXPECT_FALSE(fs::exists(paths.work)) << "finding creates nothing";
}

TEST_F(Environment, RelativeXdgPathsAreIgnored) {
  set("XDG_STATE_HOME", "relatif");
  EXPECT_EQ(find_paths().state, fs::path(std::getenv("HOME")) / ".local/state/partage");
}

TEST_F(Environment, AReadOnlyRootSendsWorkToTheUsersFolder) {
  set("PARTAGE_RACINE", "/proc/self");  // nobody, not even root, creates a file there
  EXPECT_EQ(find_paths().work, fs::path(std::getenv("HOME")) / ".local/share/partage/travail");
}

TEST_F(Environment, AFolderPreparedByInitIsFoundFromInsideIt) {
  const fs::path mine = scratch_.path() / "à moi";
  scratch_.write("à moi/.partage.toml", "version = 1\n");
  fs::create_directories(mine / "08_x/y");
  const fs::path before = fs::current_path();
  for (const fs::path& here : {mine, mine / "08_x", mine / "08_x/y"}) {
    fs::current_path(here);
    EXPECT_EQ(find_paths().work, mine) << here;
    EXPECT_EQ(find_paths().work_from, WorkFrom::marker);
  }
  set("PARTAGE_TRAVAIL", "/t");
  EXPECT_EQ(find_paths().work, "/t");
  EXPECT_EQ(find_paths().work_from, WorkFrom::environment);
  fs::current_path(before);
}

TEST(Marker, OfAnotherUserIsNotFollowed) {
  if (geteuid() != 0) GTEST_SKIP() << "il faut donner un fichier à un autre";
  std::string name = fs::temp_directory_path() / "partage-marque-XXXXXX";  // not in the tests' home: nobody else may enter it
  const fs::path folder = mkdtemp(name.data());
  fs::permissions(folder, fs::perms::all);
  std::ofstream(folder / ".partage.toml") << "version = 1\n";
  const auto seen_by_nobody = [&](unsigned owner) {
    EXPECT_EQ(chown((folder / ".partage.toml").c_str(), owner, owner), 0);
    EXPECT_EQ(seteuid(65534), 0);
    fs::path found = student_folder_above(folder);
    EXPECT_EQ(seteuid(0), 0);
    return found;
  };
  EXPECT_EQ(seen_by_nobody(65534), folder);
  EXPECT_EQ(seen_by_nobody(1234), "");
  EXPECT_EQ(seen_by_nobody(0), "");
  EXPECT_EQ(student_folder_above(folder), folder) << "root suit ceux de tous";
  fs::remove_all(folder);
}

TEST(Root, IsFoundAboveTheExecutableOrCompiledIn) {
  const fs::path root = find_paths().root;
  EXPECT_TRUE(root.is_absolute());
}

class Work : public Environment {
 protected:
  Work() : exercise_(load_exercise(scratch_.path() / "exercises/02_deux")), paths_(find_paths()) {}
  std::string stub() { return testing::read(scratch_.path() / "exercises/02_deux/deux.c"); }
  std::size_t files() {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(paths_.work / "02_deux"), fs::directory_iterator()));
  }
  Exercise exercise_;
  Paths paths_;
};

TEST_F(Work, OpeningCopiesTheStubOnce) {
  chmod((scratch_.path() / "exercises/02_deux/deux.c").c_str(), 0444);
  const fs::path file = open_exercise(exercise_, paths_);
  EXPECT_EQ(file, paths_.work / "02_deux/deux.c");
  EXPECT_EQ(testing::read(file), stub());
  EXPECT_NE(fs::status(file).permissions() & fs::perms::owner_write, fs::perms::none);
  scratch_.write("travail/02_deux/deux.c", "à moi");
  EXPECT_EQ(open_exercise(exercise_, paths_), file);
  EXPECT_EQ(testing::read(file), "à moi");
  EXPECT_EQ(files(), 1u) << "no temporary file stays";
}

TEST_F(Work, WhatItTakesToTryComesBesideAndStaysTheStudents) {
  for (const char* name : {"scenario.c", "deux.h", "check.cpp"}) scratch_.write(std::string("exercises/02_deux/") + name, name);
  open_exercise(exercise_, paths_);
  EXPECT_EQ(testing::read(paths_.work / "02_deux/scenario.c"), "scenario.c");
  EXPECT_EQ(testing::read(paths_.work / "02_deux/deux.h"), "deux.h");
  EXPECT_EQ(files(), 3u) << "nothing else of the exercise";
  scratch_.write("travail/02_deux/scenario.c", "à moi");
  fs::remove(paths_.work / "02_deux/deux.h");
  open_exercise(exercise_, paths_);
  EXPECT_EQ(files(), 2u) << "a folder that is only read gets nothing";
  place_companions(exercise_, paths_);
  EXPECT_EQ(testing::read(paths_.work / "02_deux/scenario.c"), "à moi");
  EXPECT_EQ(testing::read(paths_.work / "02_deux/deux.h"), "deux.h");
}

TEST_F(Work, ResettingKeepsWhatTheStudentWrote) {
  scratch_.write("travail/02_deux/deux.c", "un");
  const fs::path first = reset_exercise(exercise_, paths_);
  EXPECT_THAT(first.filename().string(), ::testing::ContainsRegex("^deux-[0-9]+-[0-9]+\\.c$"));
  EXPECT_EQ(testing::read(first), "un");
  EXPECT_EQ(testing::read(paths_.work / "02_deux/deux.c"), stub());
  scratch_.write("travail/02_deux/deux.c", "deux");
  const fs::path second = reset_exercise(exercise_, paths_);
  EXPECT_NE(first, second);
  EXPECT_EQ(testing::read(first), "un");
  EXPECT_EQ(testing::read(second), "deux");
  EXPECT_EQ(files(), 3u);
}

TEST_F(Work, ResettingNothingGivesTheStub) {
  EXPECT_EQ(reset_exercise(exercise_, paths_), "");
  EXPECT_EQ(testing::read(paths_.work / "02_deux/deux.c"), stub());
}

TEST_F(Work, FailuresAreSaid) {
  paths_.work = "/proc/self/travail";
  EXPECT_THROW(open_exercise(exercise_, paths_), fs::filesystem_error);
  paths_.work = scratch_.path() / "travail";
  fs::create_directories(paths_.work / "02_deux/deux.c");
  EXPECT_THROW(open_exercise(exercise_, paths_), fs::filesystem_error);
}

}  // namespace
}  // namespace partage::content
