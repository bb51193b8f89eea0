#include "content/library.hpp"

#include <gmock/gmock.h>

#include "content/plain_text.hpp"
#include "content/scratch.hpp"

namespace partage::content {
namespace {

using testing::good_exercise;
using testing::good_lesson;
using ::testing::HasSubstr;
using testing::replaced;
using ::testing::StartsWith;

class LibraryFolders : public ::testing::Test {
 protected:
  LibraryFolders() { testing::write_library(scratch_); }
  Library load() { return load_library(scratch_.path()); }
  std::string refused() {
    return testing::refusal([&] { load(); });
  }
  testing::Scratch scratch_;
};

TEST_F(LibraryFolders, FindByNumberOrName) {
  const Library library = load();
  ASSERT_EQ(library.lessons.size(), 1u);
  for (const char* name : {"1", "01", "001", "01_un"}) EXPECT_EQ(library.lesson(name), &library.lessons[0]) << name;
  for (const char* name : {"", "2", "un", "01_u", "1x", "-1", "99999999999999999999"})
    EXPECT_EQ(library.lesson(name), nullptr) << name;
  EXPECT_EQ(library.exercise("2"), &library.exercises[0]);
  EXPECT_EQ(library.exercise("01"), nullptr);
}

TEST_F(LibraryFolders, AreSortedByNumber) {
  for (const char* id : {"10_dix", "03_trois"}) {
    scratch_.write(std::string("lessons/") + id + "/lesson.fr.md",
                   replaced(good_lesson, "exercices = [\"02_deux\"]\n", ""));
    scratch_.write(std::string("lessons/") + id + "/demo.c", "int main(void) {\n  return 0;\n}\n");
  }
  scratch_.write("lessons/common/outils.h", "");
  const Library library = load();
  ASSERT_EQ(library.lessons.size(), 3u);
  EXPECT_EQ(library.lessons[1].id, "03_trois");
  EXPECT_EQ(library.lessons[2].id, "10_dix");
}

TEST_F(LibraryFolders, HoldTogether) {
  scratch_.write("exercises/02_deux/exercise.toml",
                 replaced(good_exercise, "lecon = \"01_un\"\npoints", "lecon = \"09_neuf\"\npoints"));
  EXPECT_THAT(refused(), StartsWith("lesson.fr.md:6 : l'exercice 02_deux se dit d'une autre leçon : 09_neuf"));

  scratch_.write("lessons/01_un/lesson.fr.md", replaced(good_lesson, "[\"02_deux\"]", "[]"));
  EXPECT_EQ(refused(), "exercise.toml:2 : « lecon » nomme une leçon inconnue : 09_neuf");

  scratch_.write("exercises/02_deux/exercise.toml", good_exercise);
  EXPECT_EQ(refused(), "exercise.toml:2 : la leçon 01_un ne cite pas cet exercice dans « exercices »");

  scratch_.write("lessons/01_un/lesson.fr.md", replaced(good_lesson, "02_deux", "05_cinq"));
  EXPECT_EQ(refused(), "lesson.fr.md:6 : « exercices » nomme un exercice inconnu : 05_cinq");

  scratch_.write("lessons/01_un/lesson.fr.md", good_lesson);
  scratch_.write("exercises/02_deux/exercise.toml",
                 replaced(good_exercise, "lecon = \"01_un\"\nnon", "lecon = \"08_x\"\nnon"));
  EXPECT_EQ(refused(), "exercise.toml:24 : [diagnostics.E02-autre] : « lecon » nomme une leçon inconnue : 08_x");
}

TEST_F(LibraryFolders, RefuseTheSameNumberTwice) {
  scratch_.write("lessons/01_autre/lesson.fr.md", replaced(good_lesson, "[\"02_deux\"]", "[]"));
  scratch_.write("lessons/01_autre/demo.c", "int main(void) {\n  return 0;\n}\n");
  EXPECT_EQ(refused(), "01_un : le numéro 01 est déjà pris par 01_autre");
}

TEST_F(LibraryFolders, RefuseAMisnamedFolder) {
  testing::fs::create_directories(scratch_.path() / "lessons/2_deux");
  EXPECT_THAT(refused(), HasSubstr("2_deux : ce dossier doit s'appeler NN_nom"));
}

TEST(LibraryFolder, MustBeThere) {
  const testing::Scratch scratch;
  EXPECT_EQ(testing::refusal([&] { load_library(scratch.path()); }),
            "lessons : lecture du dossier impossible (introuvable)");
}

// The repository's own content. Every fault is named with its file and line.
TEST(RealContent, HasNoFault) {
  Library library;
  ASSERT_NO_THROW(library = load_library(PARTAGE_SOURCE_DIR));
  EXPECT_NE(library.lesson("07"), nullptr);
  EXPECT_NE(library.lesson("01"), nullptr);
  EXPECT_NE(library.exercise("08"), nullptr);
  EXPECT_NE(library.exercise("01"), nullptr);
}

TEST(RealContent, IsWholeAsPlainText) {
  const Library library = load_library(PARTAGE_SOURCE_DIR);
  for (const Lesson& lesson : library.lessons) {
    const std::string text = plain_text(lesson);
    for (const Page& page : lesson.pages) {
      EXPECT_THAT(text, HasSubstr(page.title));
      for (const Block& block : page.blocks) {
        const auto* listing = std::get_if<Listing>(&block);
        if (listing == nullptr) continue;
        for (const std::string& line : listing->lines) EXPECT_THAT(text, HasSubstr(line));
      }
    }
  }
}

}  // namespace
}  // namespace partage::content
