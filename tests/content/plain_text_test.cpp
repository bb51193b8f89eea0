#include "content/plain_text.hpp"

#include <gtest/gtest.h>

#include "content/scratch.hpp"
#include "content/wrap.hpp"

namespace partage::content {
namespace {

TEST(PlainText, OfALessonIsLinearAndWhole) {
  const testing::Scratch scratch;
  testing::write_library(scratch);
  EXPECT_EQ(plain_text(load_lesson(scratch.path() / "lessons/01_un")), R"(Leçon 01. Une leçon
Difficulté : 2 sur 5, environ 10 minutes.

Buts :
  - Voir
  - Savoir

Exercices :
  - 02_deux

Page 1 sur 2. Première page

Un paragraphe avec du `code`.

demo.c, lignes 2 à 3 :
  2  #include <stdio.h>
  3  int main(void) {

Prédiction. Que vaut x ?
  1. 1
  2. 2
Engagez-vous, puis lancez le programme :
  ./partage lancer 01/demo
Explication. Parce que.

Page 2 sur 2. Seconde page

Programme. Essayons
  ./partage lancer 01/demo
À observer :
  - Une chose
À essayer :
  - Une autre
)");
}

TEST(PlainText, OfAnExerciseSaysHowToGoOn) {
  const testing::Scratch scratch;
  testing::write_library(scratch);
  EXPECT_EQ(plain_text(load_exercise(scratch.path() / "exercises/02_deux")), R"(Exercice 02. Un exercice
Difficulté : 3 sur 5.
Fichier à compléter : deux.c
Leçon : 01_un

Page 1 sur 1. À faire

Complétez.

Vérifier : ./partage verifier 02
Un indice : ./partage indice 02
)");
}

TEST(PlainText, TablesNameTheirColumnsInEveryRow) {
  Lesson lesson;
  lesson.number = "01";
  lesson.pages = parse_pages("## P\n\n| appel | rend |\n|---|---|\n| `fork` | 0 |\n", "x.md");
  EXPECT_NE(plain_text(lesson).find("  - appel\u00a0: `fork`\u202f; rend\u00a0: 0\n"), std::string::npos)
      << plain_text(lesson);
}

TEST(Wrap, CutsAtBlanksOnly) {
  EXPECT_EQ(wrapped("un deux trois", 7), (std::vector<std::string>{"un deux", "trois"}));
  EXPECT_EQ(wrapped("un deux\u00a0trois", 7), (std::vector<std::string>{"un", "deux\u00a0trois"}));
  EXPECT_EQ(wrapped("été été", 7), (std::vector<std::string>{"été été"}));
  EXPECT_EQ(wrapped("a b", 4, "- ", "  "), (std::vector<std::string>{"- a", "  b"}));
  EXPECT_EQ(wrapped("", 7), (std::vector<std::string>{""}));
}

}  // namespace
}  // namespace partage::content
