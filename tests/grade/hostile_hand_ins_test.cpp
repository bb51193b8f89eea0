// What hostile students hand in as files: links, devices, bombs, thousands of names. Said, survived, and the others' work read.
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "grade/small_class.hpp"

namespace partage::grade_tests {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using What = grade::Choice::What;

// An honest student beside the hostile one: what they handed in is read whatever the other one did.
grade::Submission beside_an_honest_one(const fs::path& rendus, const std::string& number = "07") {
  write(rendus / "zoe" / "zero.c", "// zoe\n");
  const auto all = gathered(rendus, {number});
  EXPECT_EQ(all.size(), 2u);
  EXPECT_EQ(all.back().choices[0].bytes, number == "07" ? "// zoe\n" : "");
  return all.front();
}

struct Special {
  std::string name, words;
  std::function<void(const fs::path&)> make;
  What what;
};

class SpecialFile : public testing::TestWithParam<Special> {};

TEST_P(SpecialFile, IsNeitherReadNorWaitedFor) {
  const fs::path rendus = new_folder("special");
  fs::create_directories(rendus / "eve" / "07_zero");
  GetParam().make(rendus / "eve" / "07_zero" / "zero.c");
  const grade::Submission eve = beside_an_honest_one(rendus);
  EXPECT_EQ(eve.choices[0].what, GetParam().what);
  EXPECT_THAT(eve.choices[0].reason, HasSubstr(GetParam().words));
  EXPECT_THAT(eve.student.problems, testing::Not(IsEmpty()));
}

INSTANTIATE_TEST_SUITE_P(
    All, SpecialFile,
    testing::Values(Special{"Link", "lien symbolique", [](const fs::path& p) { fs::create_symlink("/etc/passwd", p); }, What::missing},
                    Special{"LinkToFolder", "lien symbolique", [](const fs::path& p) { fs::create_symlink("/", p); }, What::missing},
                    Special{"HardLink", "lien dur", [](const fs::path& p) { write(p.string() + ".txt", "x"); fs::create_hard_link(p.string() + ".txt", p); }, What::unsettled},
                    Special{"Fifo", "tube nommé", [](const fs::path& p) { mkfifo(p.c_str(), 0600); }, What::missing},
                    Special{"FolderOfThatName", "zero.c était attendu", [](const fs::path& p) { fs::create_directory(p); }, What::missing}),
    [](const auto& one) { return one.param.name; });

TEST(HostileHandIn, ALinkedFolderIsNotFollowed) {
  const fs::path rendus = new_folder("dossier-lie"), elsewhere = new_folder("ailleurs");
  write(elsewhere / "zero.c", "// another student's\n");
  fs::create_directories(rendus / "eve");
  fs::create_symlink(elsewhere, rendus / "eve" / "07_zero");
  const grade::Submission eve = beside_an_honest_one(rendus);
  EXPECT_EQ(eve.choices[0].what, What::missing);
  EXPECT_THAT(eve.student.problems, Contains(HasSubstr("07_zero")));
}

TEST(HostileHandIn, AStudentThatIsALinkIsIgnoredAndSaid) {
  const fs::path rendus = new_folder("etudiant-lie"), elsewhere = new_folder("ailleurs");
  write(elsewhere / "zero.c", "// x\n");
  write(rendus / "zoe" / "zero.c", "// zoe\n");
  fs::create_symlink(elsewhere, rendus / "eve");
  const grade::HandedIn handed(rendus, {}, library().exercises, unpacking());
  EXPECT_EQ(handed.count(), 1u);
  EXPECT_THAT(handed.problems(), ElementsAre(HasSubstr("eve")));
}

TEST(HostileHandIn, LinksAndDevicesOfAnArchiveAreWordsOnly) {
  const fs::path rendus = new_folder("liens-archive");
  using Kind = Packed::What;
  pack(rendus / "eve.tar", {{Kind::link, "07_zero/zero.c", "/etc/passwd"}, {Kind::hard_link, "a/isolation.c", "/etc/shadow"},
                            {Kind::fifo, "tube.c", ""}, {Kind::device, "lier.c", ""}, {Kind::link, "travail", "/"}});
  const grade::Submission eve = beside_an_honest_one(rendus);
  EXPECT_EQ(eve.choices[0].what, What::missing);
  EXPECT_THAT(eve.choices[0].reason, HasSubstr("lien symbolique"));
}

TEST(HostileHandIn, PathsThatLeaveTheArchiveAreIgnored) {
  const fs::path rendus = new_folder("dehors");
  pack(rendus / "eve.tar", {{{}, "../../07_zero/zero.c", "// out\n"}, {{}, "/tmp/partage-evade/zero.c", "// out\n"}, {{}, "a/../zero.c", "// out\n"}});
  const grade::Submission eve = beside_an_honest_one(rendus);
  EXPECT_EQ(eve.choices[0].what, What::missing);
  EXPECT_THAT(eve.student.problems, Contains(HasSubstr("sortent")));
  EXPECT_FALSE(fs::exists("/tmp/partage-evade"));
}

TEST(HostileHandIn, ABombOfZeros) {
  const fs::path rendus = new_folder("bombe");
  std::string zeros(300u << 20, '\0');
  pack(rendus / "eve.tar.gz", {{{}, "rien.bin", zeros}, {{}, "zero.c", "// behind the bomb\n"}});
  EXPECT_LT(fs::file_size(rendus / "eve.tar.gz"), 1u << 20);
  const grade::Submission eve = beside_an_honest_one(rendus);
  EXPECT_EQ(eve.choices[0].what, What::unsettled);
  EXPECT_THAT(eve.student.problems, Contains(HasSubstr("trop de données")));
}

TEST(HostileHandIn, AHugeSourceIsCutBeforeItIsKept) {
  const fs::path rendus = new_folder("geant");
  pack(rendus / "eve.zip", {{{}, "zero.c", std::string(30u << 20, 'x')}});
  const grade::Submission eve = beside_an_honest_one(rendus);
  EXPECT_EQ(eve.choices[0].what, What::file);
  EXPECT_EQ(eve.choices[0].bytes.size(), (1u << 20) + 1);
}

TEST(HostileHandIn, ArchivesInArchivesInArchives) {
  const fs::path rendus = new_folder("poupees-russes");
  std::string inside = packed("a.zip", {{{}, "zero.c", "// deep\n"}});
  for (int i = 0; i < 5; ++i) inside = packed("a.zip", {{{}, "a.zip", inside}});
  write(rendus / "eve.zip", inside);
  const grade::Submission eve = beside_an_honest_one(rendus);
  EXPECT_EQ(eve.choices[0].what, What::unsettled);
  EXPECT_THAT(eve.student.problems, Contains(HasSubstr("archives dans des archives")));
}

TEST(HostileHandIn, WhatIsNotAnArchiveIsTheTeachersToSettle) {
  const fs::path rendus = new_folder("faux");
  write(rendus / "eve.zip", "PK\x03\x04 this is no zip");
  const grade::Submission eve = beside_an_honest_one(rendus);
  EXPECT_EQ(eve.choices[0].what, What::unsettled);
  EXPECT_THAT(eve.student.problems, Contains(HasSubstr("abîmée")));
}

TEST(HostileHandIn, ATruncatedArchive) {
  const fs::path rendus = new_folder("tronque");
  std::string bytes = packed("a.tar.gz", {{{}, "zero.c", solution("07")}, {{}, "isolation.c", solution("01")}});
  write(rendus / "eve.tar.gz", bytes.substr(0, bytes.size() / 2));
  const grade::Submission eve = beside_an_honest_one(rendus);
  EXPECT_THAT(eve.student.problems, testing::Not(IsEmpty()));
}

TEST(HostileHandIn, AHundredThousandFiles) {
  const fs::path rendus = new_folder("foule");
  write(rendus / "eve" / "zero.c", "// eve\n");
  const fs::path crowd = rendus / "eve" / "a" / "b";
  fs::create_directories(crowd);
  write(crowd / "0", "");
  int part = 0;
  for (int i = 1; i < 100'000; ++i) {  // names of one file: a folder of its own takes longer
    if (i % 60'000 == 0) write(crowd / ("0" + std::to_string(++part)), "");
    if (link((crowd / (part == 0 ? "0" : "0" + std::to_string(part))).c_str(), (crowd / std::to_string(i)).c_str()) != 0) GTEST_SKIP() << "hard links";
  }
  const grade::Submission eve = beside_an_honest_one(rendus);
  EXPECT_EQ(eve.choices[0].bytes, "// eve\n");
  EXPECT_THAT(eve.student.problems, ElementsAre(HasSubstr("20000")));
}

TEST(HostileHandIn, AnUnreadableFolder) {
  if (geteuid() == 0) GTEST_SKIP() << "root reads everything";
  const fs::path rendus = new_folder("illisible");
  write(rendus / "eve" / "zero.c", "// eve\n");
  chmod((rendus / "eve").c_str(), 0);
  const grade::Submission eve = beside_an_honest_one(rendus);
  chmod((rendus / "eve").c_str(), 0700);
  EXPECT_EQ(eve.choices[0].what, What::unsettled);
  EXPECT_THAT(eve.student.problems, Contains(HasSubstr("accès refusé")));
}

TEST(HostileHandIn, NothingAtAll) {
  const fs::path rendus = new_folder("rien");
  fs::create_directories(rendus / "eve");
  EXPECT_THAT(beside_an_honest_one(rendus).student.problems, ElementsAre(HasSubstr("Aucun fichier source")));
}

TEST(HostileHandIn, NoClassIsRefused) {
  const fs::path empty = new_folder("vide");
  const auto refused = [](const fs::path& rendus) { grade::HandedIn handed(rendus, {}, library().exercises, unpacking()); };
  EXPECT_THROW(refused(empty), grade::NoClass);
  EXPECT_THROW(refused(empty / "absent"), grade::NoClass);
  EXPECT_THROW(refused("/etc/passwd"), grade::NoClass);
  EXPECT_THROW(refused("/dev/zero"), grade::NoClass);
  write(empty / "faux.zip", "rien");
  EXPECT_THROW(refused(empty / "faux.zip"), grade::NoClass);
}

}  // namespace
}  // namespace partage::grade_tests
