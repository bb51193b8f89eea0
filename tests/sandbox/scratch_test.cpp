#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <stdexcept>

#include "sandbox/descriptor.hpp"
#include "sandbox/fixture.hpp"
#include "sandbox/scratch_folder.hpp"

namespace partage::sandbox::test {
namespace {

namespace fs = std::filesystem;

int entries(const fs::path& folder) {
  int count = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator(folder)) ++count;
  return count;
}

TEST(ScratchTest, IsMadeInTheCacheAndRemoved) {
  fs::path path;
  {
    const Scratch scratch;
    path = scratch.path();
    EXPECT_EQ(path.parent_path(), fs::path(std::getenv("HOME")) / ".cache" / "partage");
    struct stat information {};
    ASSERT_EQ(stat(path.c_str(), &information), 0);
    EXPECT_EQ(information.st_mode & 07777, 0700u);
    EXPECT_EQ(information.st_uid, geteuid() == 0 ? 65534u : geteuid());
  }
  EXPECT_FALSE(fs::exists(path));
  EXPECT_EQ(entries(path.parent_path()), 1);  // the common lock
}

TEST(ScratchTest, FollowsXdgCacheHome) {
  const fs::path cache = fs::path(std::getenv("HOME")) / "ailleurs à côté";
  const Environment elsewhere("XDG_CACHE_HOME", cache.c_str());
  const Scratch scratch;
  EXPECT_EQ(scratch.path().parent_path(), cache / "partage");
}

// Folders deeper than a process may open files and than a path may be long, folders without permission, and names as a program may make them.
void make_hostile_tree(const fs::path& folder) {
  ASSERT_EQ(chdir(folder.c_str()), 0);
  ASSERT_EQ(mkdir("fermé", 0700), 0);
  ASSERT_EQ(mkdir("fermé/dedans", 0700), 0);
  ASSERT_EQ(chmod("fermé/dedans", 0), 0);
  ASSERT_EQ(chmod("fermé", 0), 0);
  ASSERT_EQ(symlink("/", "racine"), 0);
  for (int depth = 0; depth < 1500; ++depth) {
    ASSERT_EQ(mkdir("profond", 0700), 0);
    ASSERT_EQ(chdir("profond"), 0);
  }
  std::ofstream("fond") << "x";
  ASSERT_EQ(chdir("/"), 0);
}

TEST(ScratchTest, RemovesWhateverIsInside) {
  fs::path path;
  {
    const Scratch scratch;
    path = scratch.path();
    make_hostile_tree(path);
  }
  EXPECT_FALSE(fs::exists(path));
  EXPECT_TRUE(fs::exists("/usr"));
}

// A process that holds a scratch folder until it is killed.
class Holder {
 public:
  Holder() {
    int ends[2];
    EXPECT_EQ(pipe(ends), 0);
    const Descriptor reader(ends[0]);
    Descriptor writer(ends[1]);
    pid_ = fork();
    if (pid_ == 0) {
      const Scratch scratch;
      make_hostile_tree(scratch.path());
      const std::string path = scratch.path().string();
      if (write(writer.get(), path.data(), path.size()) < 0) _exit(1);
      writer.reset();
      while (true) pause();
    }
    writer.reset();
    char text[4096] = {};
    if (read(reader.get(), text, sizeof text - 1) > 0) path_ = text;
  }
  ~Holder() { kill_now(); }
  void kill_now() {
    if (pid_ <= 0) return;
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
    pid_ = 0;
  }
  const fs::path& path() const { return path_; }

 private:
  pid_t pid_ = 0;
  fs::path path_;
};

TEST(ScratchTest, OfADeadProcessIsSweptAndOfALivingOneIsNot) {
  Holder dead;
  const Holder alive;
  ASSERT_TRUE(fs::exists(dead.path()));
  dead.kill_now();
  const Scratch next;
  EXPECT_FALSE(fs::exists(dead.path()));
  EXPECT_TRUE(fs::exists(alive.path()));
  EXPECT_TRUE(fs::exists(next.path()));
}

TEST(ScratchTest, MovesWithItsFolder) {
  Scratch first;
  const fs::path path = first.path();
  const Scratch second = std::move(first);
  EXPECT_EQ(second.path(), path);
  EXPECT_TRUE(fs::exists(path));
}

TEST(ScratchTest, WarnsOfMemoryDisks) {
  {
    const Scratch scratch;
    EXPECT_EQ(scratch.warning(), "");
  }
  char pattern[] = "/dev/shm/partage-test-XXXXXX";
  ASSERT_NE(mkdtemp(pattern), nullptr);
  {
    const Environment memory("XDG_CACHE_HOME", pattern);
    const Scratch scratch;
    EXPECT_THAT(scratch.warning(), testing::HasSubstr("tmpfs"));
  }
  fs::remove_all(pattern);
}

TEST(ScratchTest, SaysWhatToDoWhenItCannotBeMade) {
  const Environment nowhere("XDG_CACHE_HOME", "/proc/nulle/part");
  try {
    const Scratch scratch;
    FAIL();
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("XDG_CACHE_HOME"));
  }
}

TEST(ScratchTest, RootGivesOnlyScratchFoldersAway) {
  if (geteuid() != 0) GTEST_SKIP() << "root only";
  const fs::path home = std::getenv("HOME");
  std::ofstream(home / "mien") << "x";
  give_to_nobody(home);
  const Scratch scratch;
  std::ofstream(scratch.path() / "donné") << "x";
  give_to_nobody(scratch.path());
  struct stat mine {}, given {};
  ASSERT_EQ(stat((home / "mien").c_str(), &mine), 0);
  ASSERT_EQ(stat((scratch.path() / "donné").c_str(), &given), 0);
  EXPECT_EQ(mine.st_uid, 0u);
  EXPECT_EQ(given.st_uid, 65534u);
}

}  // namespace
}  // namespace partage::sandbox::test
