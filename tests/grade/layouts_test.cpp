// Each student's files are found in the layouts that teachers get, and nothing else is.
#include <gmock/gmock.h>

#include "grade/small_class.hpp"

namespace partage::grade_tests {
namespace {

using grade::Choice;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using What = grade::Choice::What;

const std::vector<std::string> numbers{"01", "07", "08"};

std::vector<std::string> bytes(const grade::Submission& one) {
  std::vector<std::string> all;
  for (const Choice& choice : one.choices) all.push_back(choice.what == What::file ? choice.bytes : choice.reason);
  return all;
}

// What each of the four students hands in: their own mark is in each file.
std::vector<Packed> files_of(const std::string& who, const std::string& before = "") {
  std::vector<Packed> files;
  for (const std::string& number : numbers) files.push_back({{}, before + place(number), "// " + who + number + "\n"});
  return files;
}

void expect_class(const fs::path& rendus, const std::vector<std::string>& names) {
  const auto all = gathered(rendus, numbers);
  std::vector<std::string> found;
  for (const grade::Submission& one : all) {
    found.push_back(one.student.name);
    EXPECT_THAT(one.student.problems, IsEmpty()) << one.student.name;
    const std::string who = one.student.name;
    EXPECT_THAT(bytes(one), ElementsAre("// " + who + "01\n", "// " + who + "07\n", "// " + who + "08\n"));
  }
  EXPECT_EQ(found, names);
}

const std::vector<std::string> people{"D'Arc Jeanne", "Lovelace Ada", "Noël Zoé", "dupont"};

std::string number_of(const std::string& who) {
  return std::to_string(4210 + (std::find(people.begin(), people.end(), who) - people.begin()));
}

void put(const fs::path& folder, const std::vector<Packed>& files) {
  for (const Packed& one : files) write(folder / one.path, one.bytes);
}

std::vector<Packed> flat(std::vector<Packed> files) {
  for (Packed& one : files) one.path = fs::path(one.path).filename();
  return files;
}

TEST(Layouts, ClonesWithOrWithoutTravail) {
  const fs::path rendus = new_folder("clones");
  put(rendus / people[0], files_of(people[0]));
  put(rendus / people[1], files_of(people[1], "travail/"));
  put(rendus / people[2], files_of(people[2], "projet/"));
  put(rendus / people[3], files_of(people[3]));
  write(rendus / people[3] / ".git/08_create_shared_memory/create_shared_memory.c", "// hidden\n");
  expect_class(rendus, people);
}

TEST(Layouts, FlatFolders) {
  const fs::path rendus = new_folder("plats");
  for (const std::string& who : people) put(rendus / who, flat(files_of(who)));
  expect_class(rendus, people);
}

TEST(Layouts, FilesCalledByTheirNumber) {
  const fs::path rendus = new_folder("numeros");
  write(rendus / "dupont/01_Isolation.C", "// dupont01\n");
  write(rendus / "dupont/exo7.c", "// dupont07\n");
  write(rendus / "dupont/08_v2.c", "// dupont08\n");
  write(rendus / "dupont/18_v2.c", "// 18\n");
  expect_class(rendus, {"dupont"});
}

TEST(Layouts, CaseAndCopyNumbersOfBrowsers) {
  const fs::path rendus = new_folder("casse");
  write(rendus / "dupont/ISOLATION.C", "// dupont01\n");
  write(rendus / "dupont/zero (1).c", "// dupont07\n");
  write(rendus / "dupont/Create_Shared_Memory.c", "// dupont08\n");
  expect_class(rendus, {"dupont"});
}

TEST(Layouts, MoodleFolders) {
  const fs::path rendus = new_folder("moodle");
  for (const std::string& who : people) {
    const std::string name = who + "_" + number_of(who) + "_assignsubmission_";
    put(rendus / (name + "file_"), flat(files_of(who)));
    write(rendus / (name + "onlinetext_") / "onlinetext.html", "<p>bonjour</p>");
  }
  expect_class(rendus, people);
  EXPECT_EQ(gathered(rendus, numbers)[1].student.number, "4211");
}

TEST(Layouts, MoodleFilesWithoutFolders) {
  const fs::path rendus = new_folder("moodle-plat");
  for (const std::string& who : people)
    for (const Packed& one : flat(files_of(who))) write(rendus / (who + "_" + number_of(who) + "_assignsubmission_file_" + one.path), one.bytes);
  expect_class(rendus, people);
}

class Archives : public testing::TestWithParam<std::string> {};

TEST_P(Archives, OnePerStudent) {
  const fs::path rendus = new_folder("archives");
  pack(rendus / (people[0] + GetParam()), files_of(people[0]));
  pack(rendus / (people[1] + GetParam()), files_of(people[1], "./travail/"));
  pack(rendus / (people[2] + GetParam()), flat(files_of(people[2])));
  pack(rendus / (people[3] + GetParam()), files_of(people[3], "dupont-main/"));
  expect_class(rendus, people);
}

TEST_P(Archives, TheWholeClassInOne) {
  const fs::path rendus = new_folder("classe") / ("rendus" + GetParam());
  std::vector<Packed> all;
  for (const std::string& who : people)
    for (const Packed& one : files_of(who, who + "_" + number_of(who) + "_assignsubmission_file_/")) all.push_back(one);
  pack(rendus, all);
  expect_class(rendus, people);
  for (Packed& one : all) one.path = "TP mémoire-4242/" + one.path;
  pack(rendus, all);
  expect_class(rendus, people);
}

TEST_P(Archives, ArchivesInsideTheArchiveOfTheClass) {
  std::vector<Packed> all;
  for (const std::string& who : people) all.push_back({{}, who + "_" + number_of(who) + "_assignsubmission_file_/tp" + GetParam(), packed("x" + GetParam(), files_of(who))});
  const fs::path rendus = new_folder("poupees") / ("rendus" + GetParam());
  pack(rendus, all);
  expect_class(rendus, people);
}

INSTANTIATE_TEST_SUITE_P(Formats, Archives, testing::Values(".zip", ".tar", ".tar.gz", ".tar.xz", ".tar.zst", ".7z"),
                         [](const auto& one) { std::string name; for (const char c : one.param) if (c != '.') name += c; return name; });

// A zip without the mark of UTF-8: its host says which code; the names are those of people, in the class's own archive.
struct OldZip {
  const char* name;
  char host;
  std::string raw;
  std::string end = ".zip";
};

class OldNames : public testing::TestWithParam<OldZip> {};

TEST_P(OldNames, AreReadInTheCodeOfTheirTime) {
  const fs::path rendus = new_folder("vieux") / ("rendus" + GetParam().end);
  const bool zip = GetParam().end == ".zip";
  const std::string written = zip ? std::string(GetParam().raw.size(), 'Z') : GetParam().raw;
  pack(rendus, {{{}, written + "_12_assignsubmission_file_/zero.c", "// 1\n"}, {{}, "Autre_13_assignsubmission_file_/zero.c", "// 2\n"}});
  if (zip) rewrite_names(rendus, written, GetParam().raw, GetParam().host);
  const auto all = gathered(rendus, {"07"});
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[1].student.name, "Zoé Noël");
  EXPECT_EQ(all[1].student.number, "12");
  EXPECT_EQ(all[1].choices[0].bytes, "// 1\n");
}

INSTANTIATE_TEST_SUITE_P(Codes, OldNames,
                         testing::Values(OldZip{"WindowsExplorer", 0, "Zo\x82 No\x89l"}, OldZip{"Ntfs", 11, "Zo\x82 No\x89l"},
                                         OldZip{"Unix", 3, "Zo\xe9 No\xebl"}, OldZip{"UnixWithoutTheMark", 3, "Zo\xc3\xa9 No\xc3\xabl"},
                                         OldZip{"WindowsWithoutTheMark", 0, "Zo\xc3\xa9 No\xc3\xabl"},
                                         OldZip{"Tar", 0, "Zo\xe9 No\xebl", ".tar"}),
                         [](const auto& one) { return std::string(one.param.name); });

TEST(Layouts, AnArchiveInAMoodleFolder) {
  const fs::path rendus = new_folder("moodle-zip");
  pack(rendus / "dupont_9_assignsubmission_file_" / "mon travail.zip", files_of("dupont"));
  expect_class(rendus, {"dupont"});
}

TEST(Layouts, OneStudentsOwnFolder) {
  const fs::path rendus = new_folder("seul");
  put(rendus, files_of("seul"));
  expect_class(rendus, {"seul"});
  const fs::path work = new_folder("seul2");
  put(work, files_of("seul2", "travail/"));
  expect_class(work, {"seul2"});
  const fs::path files = new_folder("seul3");
  put(files, flat(files_of("seul3")));
  expect_class(files, {"seul3"});
}

TEST(Layouts, TheKitsOwnSolutionsAreNobodysWork) {
  const fs::path rendus = new_folder("kit");
  for (const std::string folder : {"exercises/", "solutions/", "tests/mistakes/"})
    for (const std::string& number : numbers) write(rendus / "dupont" / (folder + place(number)), "// " + folder + "\n");
  write(rendus / "dupont" / "travail" / place("08"), "// travail\n");
  const auto all = gathered(rendus, numbers);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_THAT(bytes(all[0]), ElementsAre("// exercises/\n", "// exercises/\n", "// travail\n"));
  EXPECT_THAT(all[0].student.problems, IsEmpty());
}

TEST(Layouts, AFileOfOneExerciseInTheFolderOfAnother) {
  const fs::path rendus = new_folder("melange");
  write(rendus / "dupont" / "09_bulletins" / "create_shared_memory.c", "// an aid of exercise 09\n");
  write(rendus / "dupont" / place("08"), "// dupont08\n");
  EXPECT_EQ(gathered(rendus, {"08"})[0].choices[0].bytes, "// dupont08\n");
}

TEST(Layouts, TwoDifferentFilesAreTheTeachersToSettle) {
  const fs::path rendus = new_folder("ambigu");
  write(rendus / "dupont" / "a" / place("08"), "// a\n");
  write(rendus / "dupont" / "b" / place("08"), "// b\n");
  write(rendus / "martin" / "a" / place("08"), "// same\n");
  write(rendus / "martin" / "b" / place("08"), "// same\n");
  write(rendus / "durand" / place("08"), "// near\n");
  write(rendus / "durand" / "vieux" / place("08"), "// far\n");
  const auto all = gathered(rendus, {"08"});
  EXPECT_EQ(all[0].choices[0].what, What::unsettled);
  EXPECT_THAT(all[0].choices[0].reason, HasSubstr("b/08_create_shared_memory"));
  EXPECT_EQ(all[1].choices[0].bytes, "// near\n");
  EXPECT_THAT(all[1].student.problems, ElementsAre(HasSubstr("vieux")));
  EXPECT_EQ(all[2].choices[0].bytes, "// same\n");
  EXPECT_THAT(all[2].student.problems, IsEmpty());
}

TEST(Layouts, TwoFoldersOfOneStudentAreBothGradedAndSaid) {
  const fs::path rendus = new_folder("doubles");
  write(rendus / "Noël Zoé_12_assignsubmission_file_" / "zero.c", "// 1\n");
  write(rendus / "Noël Zoé_12_assignsubmission_file_v2" / "zero.c", "// 2\n");
  write(rendus / "Autre_13_assignsubmission_file_" / "zero.c", "// 3\n");
  write(rendus / "Autre_14_assignsubmission_file_" / "zero.c", "// 4\n");
  const auto all = gathered(rendus, {"07"});
  ASSERT_EQ(all.size(), 4u);
  EXPECT_THAT(all[0].student.problems, IsEmpty());  // of the same name, of another number
  EXPECT_THAT(all[2].student.problems, ElementsAre(HasSubstr("du même étudiant")));
  EXPECT_EQ(all[3].choices[0].bytes, "// 2\n");
}

TEST(Layouts, NamesOfEveryKindAreReadable) {
  const fs::path rendus = new_folder("noms");
  const std::vector<std::string> names{"=1+1", "No\xebl", "a\nb", "\x1b[31mrouge", "\u202erevers", "espace \"cité\" 'x';", "dupont jean (j.d@univ.fr)",
                                       "Zoe\u0301"};
  for (const std::string& name : names) write(rendus / name / "zero.c", "// x\n");
  std::map<std::string, grade::Student> found;
  for (const grade::Submission& one : gathered(rendus, {"07"})) {
    found[one.student.source] = one.student;
    EXPECT_EQ(one.choices[0].what, What::file) << one.student.name;
    EXPECT_THAT(one.student.name, Not(testing::AnyOf(HasSubstr("\n"), HasSubstr("\x1b"), HasSubstr("\u202e"), HasSubstr("\xebl"))));
  }
  EXPECT_EQ(found.size(), names.size());
  EXPECT_EQ(found[names[1]].name, "No\uFFFDl");
  EXPECT_EQ(found[names[2]].name, "a␊b");
  EXPECT_EQ(found[names[6]].name, "dupont jean");
  EXPECT_EQ(found[names[7]].name, "Zoé");
  EXPECT_EQ(found[names[6]].email, "j.d@univ.fr");
}

}  // namespace
}  // namespace partage::grade_tests
