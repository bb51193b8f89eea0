// What honest students hand in all the same: archives cut short or locked, PDF files, odd names. Nobody is forgotten, nobody
// gets a zero for what the kit could not read.
#include <gmock/gmock.h>

#include "grade/small_class.hpp"

namespace partage::grade_tests {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using What = grade::Choice::What;

std::vector<std::string> names(const std::vector<grade::Submission>& all) {
  std::vector<std::string> found;
  for (const grade::Submission& one : all) found.push_back(one.student.name);
  return found;
}

// The only student of a class whose hand-in is this archive.
grade::Submission archive_of(const std::string& name, const std::string& bytes) {
  const fs::path rendus = new_folder("seule-archive");
  write(rendus / name, bytes);
  const auto all = gathered(rendus, {"07"});
  EXPECT_EQ(all.size(), 1u);
  return all.at(0);
}

std::string long_solution() {  // more than one block of any format, and no compression shortens it to nothing
  std::string text = solution("07") + "// ";
  unsigned seed = 1;
  for (int i = 0; i < 60'000; ++i) text += static_cast<char>('a' + (seed = seed * 1103515245u + 12345u) / 65536u % 26u);
  return text;
}

class CutShort : public testing::TestWithParam<std::string> {};

TEST_P(CutShort, HalfAFileIsNotJudged) {
  const std::string bytes = packed("a" + GetParam(), {{{}, "07_zero/zero.c", long_solution()}});
  const grade::Submission eve = archive_of("eve" + GetParam(), bytes.substr(0, bytes.size() / 2));
  EXPECT_EQ(eve.choices[0].what, What::unsettled) << eve.choices[0].bytes.size();
  EXPECT_THAT(eve.student.problems, Contains(HasSubstr("abîmée")));
}

INSTANTIATE_TEST_SUITE_P(Formats, CutShort, testing::Values(".zip", ".tar", ".tar.gz", ".tar.xz", ".tar.zst", ".7z"),
                         [](const auto& one) { std::string name; for (const char c : one.param) if (c != '.') name += c; return name; });

TEST(OddHandIn, AnAlteredFileOfAnArchiveIsNotJudged) {
  std::string bytes = packed("a.zip", {{{}, "zero.c", long_solution()}});
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 0x55);
  EXPECT_EQ(archive_of("eve.zip", bytes).choices[0].what, What::unsettled);
}

TEST(OddHandIn, AnArchiveUnderAPassword) {
  std::string bytes = packed("a.zip", {{{}, "zero.c", solution("07")}});
  for (const auto& [mark, flags] : {std::pair{std::string("PK\3\4"), 6u}, {std::string("PK\1\2"), 8u}})
    bytes[bytes.find(mark) + flags] = static_cast<char>(bytes[bytes.find(mark) + flags] | 1);  // the flag that says so
  const grade::Submission eve = archive_of("eve.zip", bytes);
  EXPECT_EQ(eve.choices[0].what, What::unsettled);
  EXPECT_THAT(eve.student.problems, Contains(HasSubstr("mot de passe")));
}

TEST(OddHandIn, AnEmptyArchiveIsOfSomeoneWhoHandedInNothing) {
  for (const std::string name : {"eve.zip", "eve.tar", "eve.tar.gz", "eve.7z"}) {
    const grade::Submission eve = archive_of(name, packed(name, {}));
    EXPECT_EQ(eve.choices[0].what, What::missing) << name;
    EXPECT_THAT(eve.student.problems, ElementsAre("Aucun fichier source n'a été rendu.")) << name;
  }
}

TEST(OddHandIn, ARarThatCannotBeReadIsTheTeachersToSettle) {
  for (const std::string& head : {std::string("Rar!\x1a\x07\x00", 7), std::string("Rar!\x1a\x07\x01\x00", 8)})
    for (const std::size_t size : {40u, 200u})  // the library takes the shorter ones for archives of nothing
      EXPECT_EQ(archive_of("eve.rar", head + std::string(size, 'x')).choices[0].what, What::unsettled) << size;
}

TEST(OddHandIn, AZipNamedRarIsRead) {
  EXPECT_EQ(archive_of("eve.rar", packed("a.zip", {{{}, "zero.c", "// eve\n"}})).choices[0].bytes, "// eve\n");
}

TEST(OddHandIn, WhoHandedInNoSourceIsOfTheClass) {
  const fs::path rendus = new_folder("classe-pdf") / "TP.zip";
  for (const std::string top : {"", "TP mémoire-4242/"}) {
    pack(rendus, {{{}, top + "Ada_1_assignsubmission_file_/zero.c", "// ada\n"},
                  {{}, top + "Bob_2_assignsubmission_file_/rapport.pdf", "x"},
                  {{}, top + "Cyd_3_assignsubmission_onlinetext_/onlinetext.html", "<p>voici</p>"},
                  {{}, top + "Dan_4_assignsubmission_file_rapport.pdf", "x"},
                  {{}, top + "Eve_5_assignsubmission_file_/a/b/c/rapport.odt", "x"},
                  {{}, top + "__MACOSX/._x", "x"}});
    const auto all = gathered(rendus, {"07"});
    ASSERT_THAT(names(all), ElementsAre("Ada", "Bob", "Cyd", "Dan", "Eve"));
    for (std::size_t i = 1; i < all.size(); ++i) {
      EXPECT_EQ(all[i].choices[0].what, What::missing);
      EXPECT_THAT(all[i].student.problems, Contains("Aucun fichier source n'a été rendu."));
    }
    EXPECT_THAT(all[2].student.problems, Contains(HasSubstr("saisi dans Moodle")));
  }
}

TEST(OddHandIn, ACrowdInAnArchiveHidesNobody) {
  const fs::path rendus = new_folder("classe-foule") / "TP.tar";
  std::vector<Packed> all{{{}, "Ada_1_assignsubmission_file_/zero.c", "// ada\n"}};
  for (int i = 0; i < 60'000; ++i) all.push_back({{}, "Bob_2_assignsubmission_file_/" + std::to_string(i), ""});
  all.push_back({{}, "Zoe_3_assignsubmission_file_/a/rapport.pdf", "x"});
  pack(rendus, all);
  EXPECT_THAT(names(gathered(rendus, {"07"})), ElementsAre("Ada", "Bob", "Zoe"));
}

TEST(OddHandIn, AFileThatNobodyCanOpenIsSaid) {
  const fs::path rendus = new_folder("classe-docs");
  write(rendus / "ada" / "zero.c", "// ada\n");
  write(rendus / "Bob_2_assignsubmission_file_rapport.pdf", "x");
  for (const char* name : {"dupont.pdf", "durand.tar.lz", "martin.docx", "petit.gz", "Thumbs.db"}) write(rendus / name, "x");
  const grade::HandedIn handed(rendus, {}, library().exercises, unpacking());
  EXPECT_EQ(handed.count(), 2u);
  EXPECT_THAT(handed.problems(), ElementsAre(testing::AllOf(HasSubstr("dupont.pdf"), HasSubstr("et un autre"), HasSubstr("au nom de l'étudiant"))));
}

TEST(OddHandIn, TheFolderAboveTheClassIsNoStudentWithoutAWord) {
  const fs::path above = new_folder("au-dessus");
  write(above / "autre" / "zero.c", "// autre\n");
  for (const std::string who : {"ada", "bob"}) write(above / "rendus" / who / place("07"), "// x\n");
  pack(above / "rendus" / "cyd.zip", {{{}, "zero.c", "// x\n"}});
  for (const std::string who : {"Ida_1", "Léo_2"}) write(above / "TP" / (who + "_assignsubmission_file_") / "zero.c", "// x\n");
  write(above / "versions" / "v1" / "zero.c", "// x\n");
  write(above / "versions" / "v2" / "zero.c", "// x\n");
  const auto all = gathered(above, {"07"});
  ASSERT_THAT(names(all), ElementsAre("TP", "autre", "rendus", "versions"));
  EXPECT_THAT(all[0].student.problems, ElementsAre(HasSubstr("Plusieurs étudiants")));
  EXPECT_THAT(all[1].student.problems, IsEmpty());
  EXPECT_THAT(all[2].student.problems, ElementsAre(HasSubstr("«\u00a0ada\u00a0», «\u00a0bob\u00a0», «\u00a0cyd.zip\u00a0»…")));
  EXPECT_THAT(all[3].student.problems, IsEmpty());
}

TEST(OddHandIn, ThreeOfOneStudentAreSaidInOneLine) {
  const fs::path rendus = new_folder("triples");
  for (const char* name : {"Jean Dupont", "jean_dupont", "JEAN-DUPONT"}) write(rendus / name / "zero.c", "// x\n");
  for (const grade::Submission& one : gathered(rendus, {"07"})) EXPECT_THAT(one.student.problems, ElementsAre(HasSubstr("2 autres rendus")));
}

TEST(OddHandIn, NamesThatProgramsTakeForSomethingElse) {
  const fs::path rendus = new_folder("noms-pieges");
  const std::vector<std::string> raw{"-rf", "--sortie", "CON", "nul.", "~", "$(id)", "%s%n", "*", ";", "\\", "#", "onlinetext",
                                     "\u05d0\u05d1", std::string(255, 'a'), "x\u202etxt.c"};
  for (const std::string& name : raw) write(rendus / name / "zero.c", "// x\n");
  const auto all = gathered(rendus, {"07"});
  EXPECT_EQ(all.size(), raw.size());
  for (const grade::Submission& one : all) {
    EXPECT_EQ(one.choices[0].bytes, "// x\n") << one.student.name;
    EXPECT_THAT(one.student.name, Not(IsEmpty()));
    EXPECT_THAT(one.student.problems, IsEmpty());
  }
}

TEST(OddHandIn, WhatIsNoClassIsRefused) {
  const fs::path notes = new_folder("des-notes");
  write(notes / "cle", "x");
  write(notes / "etudiants.json", "[]");
  try {
    const grade::HandedIn handed(notes, {}, library().exercises, unpacking());
    ADD_FAILURE();
  } catch (const grade::NoClass& reason) {
    EXPECT_THAT(reason.what(), HasSubstr("dossier de notes"));
  }
}

TEST(OddHandIn, ACloneOfTheKitIsOneStudents) {
  const fs::path clone = new_folder("partage");
  for (const std::string folder : {"exercises/", "solutions/"}) write(clone / (folder + place("07")), "// " + folder + "\n");
  write(clone / "lessons/01_x/x.c", "");
  write(clone / "build/x.c", "");
  EXPECT_THAT(names(gathered(clone, {"07"})), ElementsAre("partage"));
}

}  // namespace
}  // namespace partage::grade_tests
