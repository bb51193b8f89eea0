// Commands that show content and keep progress: lecons, lecon, enonce, indice, environnement, and `partage` in a pipe.
#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "cli/command.hpp"

namespace partage::cli_tests {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

Options private_state(const std::string& name) {
  Options options;
  options.environment["XDG_STATE_HOME"] = (home() / name).string();
  return options;
}

TEST(Contents, WithoutATerminalItSaysHowToStart) {
  const Result result = partage({});
  EXPECT_EQ(result.code, 0);
  EXPECT_THAT(result.err, IsEmpty());
  EXPECT_THAT(result.out, HasSubstr("Leçon 07      create_shared_memory"));
  EXPECT_THAT(result.out, HasSubstr("partage lecon 01 --texte"));
}

TEST(Contents, Lessons) {
  const Result result = partage({"lecons"});
  EXPECT_EQ(result.code, 0);
  EXPECT_THAT(result.out, HasSubstr("Leçon 01"));
  EXPECT_THAT(result.out, HasSubstr("exercice 08"));
}

TEST(Contents, LessonsAsJson) {
  const Result result = partage({"lecons", "--json"});
  EXPECT_EQ(result.code, 0);
  const json lessons = json::parse(result.out).at("lessons");
  ASSERT_GE(lessons.size(), 2u);
  EXPECT_EQ(lessons[0].at("id"), "01_chacun_chez_soi");
  EXPECT_EQ(lessons[0].at("exercises")[0].at("id"), "01_isolation");
}

TEST(Contents, ALessonByAnyOfItsNames) {
  const Result result = partage({"lecon", "07", "--texte"});
  EXPECT_EQ(result.code, 0);
  EXPECT_THAT(result.out, HasSubstr("Leçon 07."));
  for (const char* name : {"7", "07_create_shared_memory"}) EXPECT_EQ(partage({"lecon", name}).out, result.out);
  EXPECT_THAT(result.out, Not(HasSubstr("\033")));
}

TEST(Contents, ATableOfTheScreenIsSaidInTextToo) {
  const Result result = partage({"lecon", "04", "--texte"});
  EXPECT_EQ(result.code, 0);
  EXPECT_THAT(result.out, HasSubstr("partage lancer 04/demo_six -- NULL 4096 'PROT_READ|PROT_WRITE'"));
  EXPECT_THAT(result.out, HasSubstr("À l'écran, un tableau"));
}

TEST(Contents, AStatementAndTheFileToComplete) {
  const Result result = partage({"enonce", "08"});
  EXPECT_EQ(result.code, 0);
  EXPECT_THAT(result.out, HasSubstr("create_shared_memory.c"));
  EXPECT_TRUE(std::filesystem::exists(home() / "travail/08_create_shared_memory/create_shared_memory.c"));
}

TEST(Contents, HintsComeOneByOneAndAreCounted) {
  const Options state = private_state("indices");
  for (const char* number : {"1/3", "2/3", "3/3"}) {
    const Result result = partage({"indice", "08"}, state);
    EXPECT_EQ(result.code, 0);
    EXPECT_THAT(result.out, HasSubstr(number));
  }
  const Result all = partage({"indice", "08"}, state);
  EXPECT_EQ(all.code, 0);
  EXPECT_THAT(all.out, testing::AllOf(HasSubstr("1/3"), HasSubstr("3/3"), HasSubstr("tous les indices")));
  const json lessons = json::parse(partage({"lecons", "--json"}, state).out).at("lessons");
  for (const json& lesson : lessons)
    for (const json& exercise : lesson.at("exercises"))
      EXPECT_EQ(exercise.at("hints"), exercise.at("id") == "08_create_shared_memory" ? 3 : 0) << exercise;
}

TEST(Contents, AHintIsGivenEvenWhenItCannotBeCounted) {
  Options options;
  options.environment["XDG_STATE_HOME"] = "/proc/nulle-part";
  const Result result = partage({"indice", "08"}, options);
  EXPECT_EQ(result.code, 0);
  EXPECT_THAT(result.out, HasSubstr("1/3"));
  EXPECT_THAT(result.err, Not(IsEmpty()));
}

TEST(Contents, ACorruptProgressFileIsKeptAside) {
  const Options state = private_state("abime");
  write_file("abime/partage/progression.json", "{\"version\": 1, \"lessons\": [[[");
  const Result result = partage({"lecons"}, state);
  EXPECT_EQ(result.code, 0);
  EXPECT_THAT(result.out, HasSubstr("Leçon 01"));
  EXPECT_THAT(result.err, HasSubstr("abime-"));
  int kept = 0;
  for (const auto& entry : std::filesystem::directory_iterator(home() / "abime/partage"))
    kept += entry.path().filename().string().find("abime-") != std::string::npos ? 1 : 0;
  EXPECT_EQ(kept, 1);
}

TEST(Contents, AFullDiskIsSaid) {
  Options options;
  options.output_file = "/dev/full";
  const Result result = partage({"lecon", "07", "--texte"}, options);
  EXPECT_EQ(result.code, 77);
  EXPECT_THAT(result.err, HasSubstr("disque plein"));
}

TEST(Contents, AMalformedLessonIsRefusedWithItsPlace) {
  write_file("racine/lessons/01_casse/lesson.fr.md", "+++\ntitre = 12\n+++\n\n## Page\n\nTexte.\n");
  std::filesystem::create_directories(home() / "racine/exercises");
  Options options;
  options.environment["PARTAGE_RACINE"] = (home() / "racine").string();
  const Result result = partage({"lecons"}, options);
  EXPECT_EQ(result.code, 77);
  EXPECT_THAT(result.err, HasSubstr("lesson.fr.md:2"));
}

TEST(Contents, AWorkFolderThatCannotBeMadeIsSaid) {
  Options options;
  options.environment["PARTAGE_TRAVAIL"] = "/proc/nulle-part";
  const Result result = partage({"verifier", "08"}, options);
  EXPECT_EQ(result.code, 77);
  EXPECT_THAT(result.err, HasSubstr("/proc/nulle-part"));
}

TEST(Environment, SaysWhatTheMachineAllows) {
  const Result result = partage({"environnement"});
  EXPECT_EQ(result.code, 0);
  for (const char* field : {"Noyau", "Isolation", "Landlock", "ptrace", "Compilateur", "Travail"})
    EXPECT_THAT(result.out, HasSubstr(field));
}

TEST(Environment, SaysHowToGetTheStrongIsolation) {
  Options options;
  options.environment["PARTAGE_SANS_ESPACES"] = "1";
  const Result result = partage({"environnement"}, options);
  EXPECT_EQ(result.code, 0);
  EXPECT_THAT(result.out, HasSubstr("Ce qui manque"));
  EXPECT_THAT(result.out, HasSubstr("espaces de noms utilisateur"));
}

TEST(Environment, ListsWhatTheWeakerIsolationChanges) {
  Options options;
  options.environment["PARTAGE_SANS_ESPACES"] = "1";
  const Result result = partage({"environnement"}, options);
  for (const char* subject : {"Landlock", "réseau", "/dev/shm", "/proc", "inotify", "pas pour noter celui des autres"})
    EXPECT_THAT(result.out, HasSubstr(subject));
  EXPECT_THAT(partage({"environnement"}).out, testing::Not(HasSubstr("isolation légère")));
}

TEST(Environment, SaysThatTheCompilerIsMissing) {
  Options options;
  options.environment["PATH"] = home().string();
  const Result result = partage({"environnement"}, options);
  EXPECT_EQ(result.code, 0);
  EXPECT_THAT(result.out, HasSubstr("apt-get install gcc"));
}

TEST(Environment, ALocaleWithoutUtf8ChangesNothing) {
  Options options;
  for (const char* locale : {"C", "POSIX", "fr_FR.ISO-8859-1", "nulle.part"}) {
    options.environment["LC_ALL"] = locale;
    const Result result = partage({"lecons"}, options);
    EXPECT_EQ(result.code, 0) << locale;
    EXPECT_THAT(result.out, HasSubstr("Leçon 01")) << locale;
  }
}

}  // namespace
}  // namespace partage::cli_tests
