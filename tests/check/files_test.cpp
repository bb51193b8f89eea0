// Files of the work folder: made before the run, looked at after it.
#include <sys/stat.h>

#include "check/small_world.hpp"

namespace partage::check {
namespace {

using Kind = WorkFile::Kind;

// One letter and a name per argument: what is to be done with that file.
constexpr const char* student = R"(
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
int essai(const char *what) {
  const char *name = what + 1;
  struct stat s;
  int fd;
  switch (*what) {
    case 'w': return (fd = open(name, O_WRONLY)) < 0 ? -errno : (int)pwrite(fd, "!", 1, 2);
    case 'r': return (fd = open(name, O_RDONLY)) < 0 ? -errno : 0;
    case 'c': return (fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600)) < 0 ? -errno : (int)write(fd, "neuf", 4);
    case 'g': return truncate(name, 20000000) == 0 ? 0 : -errno;
    case 'm': return chmod(name, 0) == 0 ? 0 : -errno;
    case 'l': return unlink(name) == 0 && symlink("/etc/passwd", name) == 0 ? 0 : -errno;
    case 'u': return unlink(name) == 0 ? 0 : -errno;
    case 's': return stat(name, &s) == 0 ? (int)s.st_uid == (int)getuid() : -errno;
  }
  return -1;
}
)";

constexpr const char* scenario = R"(
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
int essai(const char *what);
int main(int argc, char *argv[]) {
  signal(SIGXFSZ, SIG_IGN);
  for (int i = 1; i < argc; ++i) printf("%d\n", essai(argv[i]));
  return 0;
}
)";

class Files : public SmallWorld {
 protected:
  void SetUp() override { build(student, scenario); }
  check::Run go(const std::vector<std::string>& arguments, const std::vector<WorkFile>& files) {
    RunPlan plan;
    plan.arguments = arguments;
    plan.files = files;
    return trial().run_raw(plan);
  }
};

TEST_F(Files, AreWhereTheProgramWorksAndBelongToIt) {
  const check::Run run = go({"rtexte", "stexte", "sdossier", "wtexte", "rabsent"},
                                   {{.name = "texte", .content = "abcdef"}, {.name = "dossier", .kind = Kind::directory}});
  EXPECT_EQ(run.output(), "0\n1\n1\n1\n-2\n") << told(run);
  EXPECT_EQ(run.file_before("texte").content, "abcdef");
  EXPECT_EQ(run.file("texte").content, "ab!def");
  EXPECT_EQ(run.file("texte").size, 6u);
  EXPECT_EQ(run.file("texte").inode, run.file_before("texte").inode);
  EXPECT_EQ(run.file("dossier").kind, Kind::directory);
  EXPECT_FALSE(run.file("absent").exists);
  EXPECT_FALSE(run.file_before("absent").exists);
}

TEST_F(Files, AModeWithoutWriteForbidsWriting) {
  const check::Run run = go({"rtexte", "wtexte", "rsecret"},
                                   {{.name = "texte", .content = "abc", .mode = 0444}, {.name = "secret", .content = "s", .mode = 0}});
  EXPECT_EQ(run.output(), "0\n-13\n-13\n") << told(run);
  EXPECT_EQ(run.file("texte").mode, 0444u);
  EXPECT_EQ(run.file("secret").content, "s") << "nous, nous pouvons le lire";
  EXPECT_EQ(run.file("secret").mode, 0u) << "et rien n'y a changé";
}

TEST_F(Files, WithoutNamespacesAsWell) {
  tier_ = sandbox::Tier::lite;
  const check::Run run = go({"stexte", "wtexte", "wautre"}, {{.name = "texte", .content = "abc", .mode = 0444}, {.name = "autre", .content = "abc"}});
  EXPECT_EQ(run.output(), "1\n-13\n1\n") << told(run);
  EXPECT_EQ(run.file("autre").content, "ab!");
}

TEST_F(Files, AreMadeAnewForEachRun) {
  const std::vector<WorkFile> files = {{.name = "texte", .content = "abc"}};
  const check::Run first = go({"wtexte", "cautre"}, files), second = go({"rautre"}, files);
  EXPECT_EQ(first.file("texte").content, "ab!");
  EXPECT_EQ(first.file("autre").content, "neuf") << "lu après la seconde exécution";
  EXPECT_EQ(first.file("autre").mode, 0600u);
  EXPECT_EQ(second.file("texte").content, "abc");
  EXPECT_FALSE(second.file("autre").exists);
  EXPECT_FALSE(second.file_before("autre").exists);
}

TEST_F(Files, ASparseFileOfSixGibibytes) {
  const std::uint64_t size = 6ull << 30, far = (5ull << 30) + 12345;
  const check::Run run = go({"wcreux"}, {{.name = "creux", .content = "début", .size = size, .pieces = {{far, "loin"}}}});
  EXPECT_EQ(run.output(), "1\n") << told(run);
  const FileState state = run.file("creux");
  EXPECT_EQ(state.size, size);
  EXPECT_EQ(state.content.size(), 1u << 20);
  EXPECT_EQ(run.file_bytes("creux", far - 1, 6), std::string("\0loin\0", 6));
  EXPECT_EQ(run.file_bytes("creux", size - 2, 100).size(), 2u);
  EXPECT_EQ(run.file_bytes("creux", 0, 1 << 20).size(), 64u << 10);
}

TEST_F(Files, AFifoIsOne) {
  const check::Run run = go({"stube"}, {{.name = "tube", .mode = 0600, .kind = Kind::fifo}});
  EXPECT_EQ(run.output(), "1\n") << told(run);
  EXPECT_EQ(run.file("tube").kind, Kind::fifo);
  EXPECT_EQ(run.file_bytes("tube", 0, 10), "");
}

TEST_F(Files, WhatAProgramMadeOfThemIsToldAndNotFollowed) {
  const check::Run run = go({"mun", "ldeux", "utrois"},
                                   {{.name = "un", .content = "1"}, {.name = "deux", .content = "2"}, {.name = "trois", .content = "3"}});
  EXPECT_EQ(run.file("un").content, "1");
  EXPECT_EQ(run.file("deux").kind, Kind::other);
  EXPECT_EQ(run.file("deux").content, "");
  EXPECT_EQ(run.file_bytes("deux", 0, 10), "");
  EXPECT_FALSE(run.file("trois").exists);
  EXPECT_TRUE(run.file_before("trois").exists);
  EXPECT_FALSE(run.file("../compilation/programme").exists);
}

TEST_F(Files, AreGoneWithTheRun) {
  const auto folders = [&] {
    const auto all = std::filesystem::directory_iterator(place_.build().parent_path());
    return std::distance(begin(all), end(all));
  };
  const auto before = folders();
  {
    const check::Run run = go({"rtexte"}, {{.name = "texte"}});
    EXPECT_EQ(folders(), before + 1);
  }
  go({"rtexte"}, {});
  EXPECT_EQ(folders(), before + 1) << "celui du dernier essai, que le Trial garde";
}

TEST_F(Files, ABadNameIsOurFault) { EXPECT_ANY_THROW(go({"rtexte"}, {{.name = "../texte"}})); }

}  // namespace
}  // namespace partage::check
