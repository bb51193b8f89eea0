// Saves as editors make them, seen by inotify and by looking. Waits only as poll(2) would.
#include "cli/file_watch.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <poll.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "cli/command.hpp"

namespace partage::cli_tests {
namespace {

namespace fs = std::filesystem;
using cli::FileWatch;
using testing::Optional;

class Saves : public testing::TestWithParam<const char*> {
 protected:
  Saves() {
    setenv("PARTAGE_SUIVI", GetParam(), 1);
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    write("int un;\n");
  }
  ~Saves() override { unsetenv("PARTAGE_SUIVI"); }

  void write(const std::string& text) const { std::ofstream(file_, std::ios::binary) << text; }
  void rename_over(const std::string& text) const {
    std::ofstream(folder_ / "4913") << text;
    fs::rename(folder_ / "4913", file_);
  }
  // The next content told within that time.
  static std::optional<std::string> told(FileWatch& watch, std::chrono::milliseconds within = std::chrono::seconds(20)) {
    const auto end = std::chrono::steady_clock::now() + within;
    while (std::chrono::steady_clock::now() < end) {
      if (auto text = watch.saved()) return text;
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now()).count();
      const int most = watch.timeout() < 0 ? static_cast<int>(left) : std::min(watch.timeout(), static_cast<int>(left));
      pollfd watched{watch.fd(), POLLIN, 0};
      poll(&watched, 1, std::max(most, 0));
    }
    return watch.saved();
  }
  static constexpr std::chrono::milliseconds kAWhile{150};

  const fs::path folder_ = home() / "suivi", file_ = folder_ / "mon.c";
};

TEST_P(Saves, InPlaceAndByRenaming) {
  FileWatch watch(file_);
  EXPECT_EQ(watch.fd() < 0, std::string(GetParam()) == "scrutation");
  EXPECT_EQ(told(watch, std::chrono::milliseconds(0)), std::nullopt) << "what it holds at first is no news";
  write("int deux;\n");
  EXPECT_THAT(told(watch), Optional(std::string("int deux;\n")));
  rename_over("int trois;\n");
  EXPECT_THAT(told(watch), Optional(std::string("int trois;\n")));
  fs::rename(file_, folder_ / "mon.c~");  // vim, with backupcopy=no
  write("int quatre;\n");
  EXPECT_THAT(told(watch), Optional(std::string("int quatre;\n")));
}

TEST_P(Saves, TheSameContentIsNoNews) {
  FileWatch watch(file_);
  write("int un;\n");
  rename_over("int un;\n");
  EXPECT_EQ(told(watch, kAWhile), std::nullopt);
}

TEST_P(Saves, AFileThatIsEmptiedThenWrittenIsToldWhole) {
  FileWatch watch(file_);
  write("");
  EXPECT_EQ(told(watch, kAWhile), std::nullopt) << "empty: the rest is to come";
  write("int entier;\n");
  EXPECT_THAT(told(watch), Optional(std::string("int entier;\n")));
}

TEST_P(Saves, AFileThatStaysEmptyIsToldInTheEnd) {
  FileWatch watch(file_);
  write("");
  EXPECT_THAT(told(watch), Optional(std::string()));
}

TEST_P(Saves, AFileThatIsRemovedComesBack) {
  FileWatch watch(file_);
  fs::remove(file_);
  EXPECT_EQ(told(watch, kAWhile), std::nullopt);
  write("int revenu;\n");
  EXPECT_THAT(told(watch), Optional(std::string("int revenu;\n")));
}

TEST_P(Saves, AFolderThatIsReplacedIsFollowedAgain) {
  FileWatch watch(file_);
  fs::rename(folder_, home() / "suivi-avant");
  fs::remove_all(home() / "suivi-avant");
  fs::create_directories(folder_);
  write("int ailleurs;\n");
  EXPECT_THAT(told(watch), Optional(std::string("int ailleurs;\n")));
  write("int encore;\n");
  EXPECT_THAT(told(watch), Optional(std::string("int encore;\n")));
}

TEST_P(Saves, WhatWasJudgedBeforeMayHaveChangedSince) {
  FileWatch watch(file_, "int avant;\n");
  EXPECT_THAT(told(watch), Optional(std::string("int un;\n")));
  FileWatch same(file_, "int un;\n");
  EXPECT_EQ(told(same, std::chrono::milliseconds(0)), std::nullopt);
}

TEST_P(Saves, WhatIsForgottenIsNotTold) {
  FileWatch watch(file_);
  write("int souche;\n");
  watch.forget();
  EXPECT_EQ(told(watch, kAWhile), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(By, Saves, testing::Values("", "scrutation"), [](const auto& tested) { return std::string(tested.param).empty() ? "inotify" : "looking"; });

// Only inotify can tell that whoever wrote has not finished.
TEST(FileWatch, AFileIsNotToldWhileItIsBeingWritten) {
  const fs::path file = write_file("ecriture/mon.c", "int un;\n");
  FileWatch watch(file);
  ASSERT_GE(watch.fd(), 0);
  const int fd = open(file.c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC);
  ASSERT_EQ(write(fd, "int moitie", 10), 10);
  EXPECT_EQ(watch.saved(), std::nullopt);
  EXPECT_TRUE(watch.unsettled());
  EXPECT_GT(watch.timeout(), FileWatch::kClosed.count());
  ASSERT_EQ(write(fd, ";\n", 2), 2);
  close(fd);
  EXPECT_EQ(watch.saved(), std::nullopt);
  EXPECT_LE(watch.timeout(), FileWatch::kClosed.count());
  poll(nullptr, 0, watch.timeout());
  EXPECT_THAT(watch.saved(), Optional(std::string("int moitie;\n")));
}

TEST(FileWatch, NothingWakesUpWhileNothingHappens) {
  const fs::path file = write_file("calme/mon.c", "int un;\n");
  FileWatch watch(file);
  ASSERT_GE(watch.fd(), 0);
  EXPECT_EQ(watch.timeout(), -1);
  write_file("calme/.mon.c.swp", "tampon de l'éditeur");
  EXPECT_EQ(watch.saved(), std::nullopt);
  EXPECT_EQ(watch.timeout(), -1) << "an editor's own file is not the student's";
}

TEST(FileWatch, FileSystemsThatMissSaves) {
  for (const unsigned long type : {0x01021997ul, 0x6969ul, 0xFE534D42ul, 0x65735546ul, 0x53464846ul}) EXPECT_TRUE(cli::misses_saves(type)) << std::hex << type;
  for (const unsigned long type : {0xEF53ul, 0x01021994ul, 0x9123683Eul, 0x58465342ul, 0x794C7630ul}) EXPECT_FALSE(cli::misses_saves(type)) << std::hex << type;
}

TEST(FileWatch, AnythingButARegularFileIsNothing) {
  const fs::path file = write_file("genres/vrai.c", "x");
  fs::remove(file.parent_path() / "lien.c");
  fs::create_symlink(file, file.parent_path() / "lien.c");
  EXPECT_THAT(cli::file_content(file), Optional(std::string("x")));
  EXPECT_EQ(cli::file_content(file.parent_path() / "lien.c"), std::nullopt);
  EXPECT_EQ(cli::file_content(file.parent_path()), std::nullopt);
  EXPECT_EQ(cli::file_content(file.parent_path() / "absent.c"), std::nullopt);
}

}  // namespace
}  // namespace partage::cli_tests
