#include "content/lesson.hpp"

#include <gmock/gmock.h>

#include "content/scratch.hpp"

namespace partage::content {
namespace {

using ::testing::ElementsAre;
using testing::good_lesson;
using ::testing::HasSubstr;
using testing::replaced;
using ::testing::StartsWith;

class LessonFile : public ::testing::Test {
 protected:
  LessonFile() { testing::write_library(scratch_); }
  Lesson load(std::string_view text) {
    scratch_.write("lessons/01_un/lesson.fr.md", text);
    return load_lesson(scratch_.path() / "lessons/01_un");
  }
  std::string refused(std::string_view text) {
    return testing::refusal([&] { load(text); });
  }
  std::string refused(std::string_view from, std::string_view to) { return refused(replaced(good_lesson, from, to)); }

  testing::Scratch scratch_;
};

TEST_F(LessonFile, IsReadWhole) {
  const Lesson lesson = load(good_lesson);
  EXPECT_EQ(lesson.id, "01_un");
  EXPECT_EQ(lesson.number, "01");
  EXPECT_EQ(lesson.title, "Une leçon");
  EXPECT_EQ(lesson.difficulty, 2);
  EXPECT_EQ(lesson.minutes, 10);
  EXPECT_THAT(lesson.goals, ElementsAre("Voir", "Savoir"));
  EXPECT_THAT(lesson.exercises, ElementsAre("02_deux"));
  EXPECT_THAT(lesson.programs, ElementsAre("demo"));
  ASSERT_EQ(lesson.pages.size(), 2u);
  EXPECT_EQ(lesson.pages[0].title, "Première page");
  ASSERT_EQ(lesson.pages[0].blocks.size(), 3u);
  const auto& listing = std::get<Listing>(lesson.pages[0].blocks[1]);
  EXPECT_EQ(listing.first_line, 2);
  EXPECT_THAT(listing.lines, ElementsAre("#include <stdio.h>", "int main(void) {"));
  const auto& prediction = std::get<Prediction>(lesson.pages[0].blocks[2]);
  EXPECT_EQ(prediction.capture, "x = (\\d+)");
  EXPECT_THAT(prediction.choices, ElementsAre("1", "2"));
  const auto& launch = std::get<Launch>(lesson.pages[1].blocks[0]);
  EXPECT_EQ(launch.title, "Essayons");
  EXPECT_THAT(launch.attempt, ElementsAre("Une autre"));
}

TEST_F(LessonFile, MayHaveWindowsLineEnds) {
  std::string text;
  for (const char c : good_lesson) text += c == '\n' ? "\r\n" : std::string(1, c);
  EXPECT_EQ(load(text).pages.size(), 2u);
}

TEST_F(LessonFile, NeedsItsFrontMatter) {
  EXPECT_EQ(refused(""), "lesson.fr.md:1 : le fichier doit commencer par une ligne « +++ »");
  EXPECT_EQ(refused("# Titre\n"), "lesson.fr.md:1 : le fichier doit commencer par une ligne « +++ »");
  EXPECT_EQ(refused("+++\ntitre = \"x\"\n"), "lesson.fr.md:1 : la ligne « +++ » qui ferme les métadonnées manque");
  EXPECT_EQ(refused("titre = \"Une leçon\"\n", ""), "lesson.fr.md:1 : métadonnées : « titre » manque");
  EXPECT_EQ(refused("\"Une leçon\"", "\"\""), "lesson.fr.md:2 : métadonnées : « titre » est vide");
  EXPECT_EQ(refused("\"Une leçon\"", "12"),
            "lesson.fr.md:2 : métadonnées : « titre » doit être un texte entre guillemets");
  EXPECT_THAT(refused("minutes", "minute"), StartsWith("lesson.fr.md:4 : métadonnées : clé inconnue « minute »"));
  EXPECT_THAT(refused("difficulte = 2", "difficulte = 6"),
              StartsWith("lesson.fr.md:3 : métadonnées : « difficulte » doit être entre 1 et 5"));
  EXPECT_THAT(refused("minutes = 10", "minutes = = 10"), StartsWith("lesson.fr.md:4 : TOML mal formé"));
}

TEST_F(LessonFile, HasTwoToFourGoals) {
  EXPECT_EQ(refused("buts = [\"Voir\", \"Savoir\"]\n", ""), "lesson.fr.md:1 : métadonnées : « buts » manque");
  EXPECT_EQ(refused(", \"Savoir\"", ""),
            "lesson.fr.md:5 : métadonnées : « buts » doit en donner de 2 à 4 ; il y en a 1");
  EXPECT_THAT(refused("\"Savoir\"", "\"a\", \"b\", \"c\", \"d\""), HasSubstr("il y en a 5"));
  EXPECT_THAT(refused("[\"Voir\", \"Savoir\"]", "\"Voir\""), HasSubstr("doit être une liste de textes"));
}

TEST_F(LessonFile, HasPagesWithTitlesAndContent) {
  EXPECT_THAT(refused("## Première page\n", ""), StartsWith("lesson.fr.md:9 : une page sans titre"));
  EXPECT_EQ(refused("## Seconde page", "##"), "lesson.fr.md:26 : cette page n'a pas de titre");
  EXPECT_EQ(refused("## Seconde page", "## Vide\n\n## Seconde page"), "lesson.fr.md:26 : la page « Vide » est vide");
  EXPECT_THAT(refused(good_lesson.substr(0, good_lesson.find("## Pre"))), HasSubstr(":8 : aucune page"));
  EXPECT_THAT(refused("Un *par", "# Titre\n\nUn *par"), StartsWith("lesson.fr.md:10 : un titre de niveau 1"));
  EXPECT_THAT(refused("Un *par", "#### Titre\n\nUn *par"), StartsWith("lesson.fr.md:10 : un titre de niveau 4"));
}

TEST_F(LessonFile, UsesOnlyWhatAScreenCanShow) {
  EXPECT_THAT(refused("Un *par", "![dessin](a.png)\n\nUn *par"), StartsWith("lesson.fr.md:10 : une image"));
  EXPECT_THAT(refused("Un *par", "<b>gras</b>\n\nUn *par"), StartsWith("lesson.fr.md:10 : le HTML"));
  EXPECT_THAT(refused("Un *par", "Voici <b>gras</b>.\n\nUn *par"), StartsWith("lesson.fr.md:10 : le HTML"));
  EXPECT_THAT(refused("Un *par", "---\n\nUn *par"), StartsWith("lesson.fr.md:10 : un filet"));
  EXPECT_THAT(refused("Un *par", "- a\n  - b\n\nUn *par"), StartsWith("lesson.fr.md:11 : une liste dans une liste"));
  EXPECT_THAT(refused("Un *par", "- a\n\n  b\n\nUn *par"),
              StartsWith("lesson.fr.md:12 : un élément de liste n'a qu'un paragraphe"));
  EXPECT_THAT(refused("Un *par", "> - a\n\nUn *par"),
              StartsWith("lesson.fr.md:10 : une liste ne peut être dans une citation"));
  EXPECT_THAT(refused("Un *par", "- a\n\n      code\n\nUn *par"),
              HasSubstr(":12 : un bloc de code ne peut être dans une liste"));
}

TEST_F(LessonFile, IsCleanUtf8) {
  EXPECT_EQ(refused("Parce que.", "Parce qu\xe9."),
            "lesson.fr.md:23 : le texte contient un octet qui n'est pas de l'UTF-8 (0xe9)");
  EXPECT_EQ(refused("Parce que.", "Parce \x1b[31m"),
            "lesson.fr.md:23 : le texte contient un caractère de contrôle (0x1b)");
  EXPECT_THAT(refused("Parce que.", "Parce \\u001b[31m"),
              StartsWith("lesson.fr.md:23 : bloc « prediction » : « explication » contient un caractère de contrôle"));
  EXPECT_THAT(refused("Un *par", std::string_view("\0", 1)),
              HasSubstr(":10 : le texte contient un caractère de contrôle (0x00)"));
  EXPECT_THAT(refused("Un *par", "\xed\xa0\x80"), HasSubstr("n'est pas de l'UTF-8"));
}

TEST_F(LessonFile, ClosesItsBlocks) {
  EXPECT_EQ(refused("essayer = [\"Une autre\"]\n```\n", "essayer = [\"Une autre\"]\n"),
            "lesson.fr.md:28 : ce bloc n'est pas fermé (« ``` »)");
  EXPECT_THAT(refused("Une autre\"]\n```", "Une autre\"]\n```\n\n```c\nint x;\n"),
              StartsWith("lesson.fr.md:35 : ce bloc n'est pas fermé"));
  EXPECT_THAT(refused("Une autre\"]\n```", "Une autre\"]\n```\n\n```\nint x;\n"),
              StartsWith("lesson.fr.md:35 : ce bloc n'est pas fermé"));
}

TEST_F(LessonFile, ClosesABlockBeforeTheNextOne) {
  EXPECT_THAT(refused("Un *par", "```c\nint x;\n\nUn *par"), StartsWith("lesson.fr.md:10 : ce bloc n'est pas fermé"));
}

TEST_F(LessonFile, ListsRealLines) {
  EXPECT_EQ(refused("\"2-3\"", "\"2-9\""),
            "lesson.fr.md:14 : bloc « listing » : « lignes » sort du fichier : demo.c a 5 lignes");
  EXPECT_THAT(refused("\"2-3\"", "\"0-3\""), HasSubstr(":14 : bloc « listing » : « lignes » sort du fichier"));
  EXPECT_THAT(refused("\"2-3\"", "\"3-2\""), HasSubstr("sort du fichier"));
  EXPECT_THAT(refused("\"2-3\"", "\"2 à 3\""), HasSubstr("doit être de la forme"));
  EXPECT_THAT(refused("\"2-3\"", "\"99999999999-3\""), HasSubstr("doit être de la forme"));
  EXPECT_THAT(refused("\"demo.c\"", "\"autre.c\""),
              StartsWith("lesson.fr.md:13 : bloc « listing » : « fichier » nomme un fichier qui n'existe pas"));
  EXPECT_THAT(refused("\"demo.c\"", "\"/etc/passwd\""),
              HasSubstr("doit être dans ce dossier ou dans un dossier voisin"));
  EXPECT_THAT(refused("\"demo.c\"", "\"../../exercises/02_deux/deux.c\""), HasSubstr("dossier voisin"));
  EXPECT_THAT(refused("fichier = \"demo.c\"\n", ""),
              StartsWith("lesson.fr.md:12 : bloc « listing » : « fichier » manque"));
  EXPECT_THAT(refused("lignes =", "ligne ="),
              StartsWith("lesson.fr.md:14 : bloc « listing » : clé inconnue « ligne »"));
  EXPECT_THAT(refused("lignes = \"2-3\"", "fonction = \"absente\""),
              HasSubstr(":14 : bloc « listing » : « fonction » nomme une fonction absente de demo.c"));
  EXPECT_THAT(refused("lignes = \"2-3\"", "lignes = \"2-3\"\nfonction = \"main\""), HasSubstr("s'excluent"));
}

TEST_F(LessonFile, PredictsWhatItsProgramsAnswer) {
  EXPECT_EQ(refused("programme = \"demo\"\ncapture", "programme = \"demi\"\ncapture"),
            "lesson.fr.md:21 : bloc « prediction » : « programme » nomme un programme inconnu : ni demi.c ni demi.cpp "
            "dans ce dossier");
  EXPECT_THAT(refused("programme = \"demo\"\ncapture", "programme = \"../01_un/demo\"\ncapture"),
              HasSubstr("programme inconnu"));
  EXPECT_EQ(
      refused("(\\d+)", "\\d+"),
      "lesson.fr.md:22 : bloc « prediction » : « capture » n'a pas de groupe : la réponse est ce que capture ( … )");
  EXPECT_THAT(refused("(\\d+)", "(\\d+"),
              StartsWith("lesson.fr.md:22 : bloc « prediction » : « capture » n'est pas une expression régulière"));
  EXPECT_EQ(refused("[\"1\", \"2\"]", "[\"1\"]"),
            "lesson.fr.md:20 : bloc « prediction » : « choix » doit proposer au moins deux réponses");
  EXPECT_THAT(refused("[\"1\", \"2\"]", "[\"1\", \"1\"]"), HasSubstr("propose deux fois « 1 »"));
  EXPECT_THAT(refused("explication = \"Parce que.\"\n", ""),
              StartsWith("lesson.fr.md:17 : bloc « prediction » : « explication » manque"));
  EXPECT_THAT(refused("id = \"p1\"\n", ""), HasSubstr("« id » manque"));
  EXPECT_THAT(refused("id = \"p1\"", "id = p1"), StartsWith("lesson.fr.md:18 : TOML mal formé"));
  const std::string block = good_lesson.substr(good_lesson.find("```prediction"),
                                               good_lesson.find("## Sec") - good_lesson.find("```prediction"));
  EXPECT_EQ(refused("## Seconde", block + "## Seconde"),
            "lesson.fr.md:27 : bloc « prediction » : « id » est déjà pris par une autre prédiction : p1");
}

TEST_F(LessonFile, LaunchesItsOwnPrograms) {
  EXPECT_THAT(refused("programme = \"demo\"\ntitre", "programme = \"demi\"\ntitre"),
              StartsWith("lesson.fr.md:29 : bloc « lancer » : « programme » nomme un programme inconnu"));
  EXPECT_THAT(refused("observer", "observe"),
              StartsWith("lesson.fr.md:31 : bloc « lancer » : clé inconnue « observe »"));
  EXPECT_EQ(std::get<Launch>(load(replaced(good_lesson, "titre = \"Essayons\"\n", "")).pages[1].blocks[0]).title,
            "demo");
}

const std::string capture = "capture = 'x = (\\d+)'\n";
const std::string moment = "avant = 'int   main(void) {'\nprocessus = \"fils 2\"\nvariable = \"*x\"\n";

TEST_F(LessonFile, PredictsWhatIsTrueAtAMoment) {
  const Lesson lesson = load(replaced(good_lesson, capture, moment));
  const auto& prediction = std::get<Prediction>(lesson.pages[0].blocks[2]);
  EXPECT_EQ(prediction.place, (Place{"demo.c", 3, "fils 2", "*x"}));
  EXPECT_EQ(prediction.order, "pere") << "line by line, whatever is said";
  EXPECT_EQ(prediction.capture, "");
  const auto with_order = load(replaced(good_lesson, capture, moment + "ordre = \"PF3G*\"\ninstructions = \"main\"\n"));
  EXPECT_EQ(std::get<Prediction>(with_order.pages[0].blocks[2]).order, "PF3G*");
  EXPECT_EQ(std::get<Prediction>(with_order.pages[0].blocks[2]).region, "main");
}

TEST_F(LessonFile, NamesAMomentWithoutDoubt) {
  const auto broken = [&](std::string_view from, std::string_view to) {
    return refused(capture, replaced(moment, from, to));
  };
  EXPECT_EQ(broken("int   main", "int principal"),
            "lesson.fr.md:22 : bloc « prediction » : « avant » ne se lit sur aucune ligne de demo.c : int principal(void) {");
  EXPECT_THAT(broken("int   main(void) {", "i"), HasSubstr("« avant » se lit sur plusieurs lignes de demo.c : 2, 3"));
  EXPECT_THAT(broken("fils 2", "fils 1"), HasSubstr("« processus » doit être père, fils, fils 2, petit-fils… ; lu : fils 1"));
  EXPECT_THAT(broken("processus = \"fils 2\"\n", ""), HasSubstr("« processus » manque"));
  EXPECT_THAT(broken("variable = \"*x\"\n", ""), HasSubstr("« variable » manque"));
  for (const char* text : {"x + 1", "**x", "x.", "x->y", "f(x)", "x[y]", "3"})
    EXPECT_THAT(broken("*x", text), HasSubstr("« variable » doit être un nom de variable, s.membre, *nom ou nom[3]"));
  EXPECT_THAT(refused(capture, capture + moment), HasSubstr("« capture » et « avant » s'excluent"));
  EXPECT_THAT(refused(capture, capture + "variable = \"x\"\n"), HasSubstr("« variable » ne va qu'avec « avant »"));
}

TEST_F(LessonFile, ChoosesAnOrderThatCanBeFollowed) {
  const std::string end = "essayer = [\"Une autre\"]\n";
  for (const char* order : {"pere", "fils", "alterne", "PFFP", "P3F*Z9999"}) {
    const Lesson lesson = load(replaced(good_lesson, end, end + "ordre = \"" + order + "\"\n"));
    EXPECT_EQ(std::get<Launch>(lesson.pages[1].blocks[0]).order, order);
  }
  for (const char* order : {"", "père", "pf", "P0", "P12345", "*", "P**", "P F", "3P"})
    EXPECT_THAT(refused(end, end + "ordre = \"" + order + "\"\n"),
                StartsWith("lesson.fr.md:33 : bloc « lancer » : « ordre » doit être pere, fils, alterne"));
  EXPECT_THAT(refused(end, end + "instructions = \"f\"\n"),
              StartsWith("lesson.fr.md:33 : bloc « lancer » : « instructions » nomme une fonction absente de demo.c : f"));
  const Lesson region = load(replaced(good_lesson, end, end + "instructions = \"main\"\n"));
  EXPECT_EQ(std::get<Launch>(region.pages[1].blocks[0]).region, "main");
  EXPECT_THAT(refused(end, end + "ordre = \"fils\"\nobservation = false\n"),
              HasSubstr("« observation » est nécessaire pour suivre les lignes"));
}

TEST_F(LessonFile, SaysWhichProgramsMeasure) {
  const Lesson observed = load(good_lesson);
  EXPECT_TRUE(std::get<Prediction>(observed.pages[0].blocks[2]).observed);
  EXPECT_TRUE(std::get<Launch>(observed.pages[1].blocks[0]).observed);
  const std::string launch = replaced(good_lesson, "titre = \"Essayons\"\n", "observation = false\n");
  EXPECT_FALSE(std::get<Launch>(load(launch).pages[1].blocks[0]).observed);
  const std::string prediction = replaced(good_lesson, "id = \"p1\"\n", "id = \"p1\"\nobservation = false\n");
  EXPECT_FALSE(std::get<Prediction>(load(prediction).pages[0].blocks[2]).observed);
  EXPECT_THAT(refused("titre = \"Essayons\"\n", "observation = \"non\"\n"),
              HasSubstr("bloc « lancer » : « observation » doit être true ou false"));
}

TEST_F(LessonFile, MayOfferATableOfMmapArguments) {
  const auto with = [](const std::string& keys) { return replaced(good_lesson, "titre = \"Essayons\"\n", "titre = \"Essayons\"\n" + keys); };
  const std::string six = "arguments = [\"NULL\", \"4096\", \"3\", \"33\", \"-1\", \"0\"]\n";
  EXPECT_EQ(std::get<Launch>(load(good_lesson).pages[1].blocks[0]).table, "");
  EXPECT_EQ(std::get<Launch>(load(with(six + "table = \"mmap\"\n")).pages[1].blocks[0]).table, "mmap");
  EXPECT_THAT(refused("titre = \"Essayons\"", "titre = \"Essayons\"\n" + six + "table = \"munmap\""), HasSubstr("« table » ne peut être que"));
  EXPECT_THAT(refused("titre = \"Essayons\"", "titre = \"Essayons\"\ntable = \"mmap\""), HasSubstr("« table » veut les six arguments"));
}

TEST_F(LessonFile, StaysWithinReason) {
  EXPECT_THAT(refused(good_lesson + std::string(2 << 20, 'a')), HasSubstr("dépasse 1 Mio"));
  EXPECT_THAT(refused(good_lesson + std::string(100'000, '>')), HasSubstr("une citation ne peut être"));
}

TEST(LessonFolder, MustBeThereAndWellNamed) {
  const testing::Scratch scratch;
  EXPECT_EQ(testing::refusal([&] { load_lesson(scratch.path() / "01_absent"); }),
            "01_absent : ce dossier n'existe pas");
  scratch.write("lessons/1_un/lesson.fr.md", good_lesson);
  EXPECT_THAT(testing::refusal([&] { load_lesson(scratch.path() / "lessons/1_un"); }),
              HasSubstr("doit s'appeler NN_nom"));
  testing::fs::create_directories(scratch.path() / "lessons/01_un");
  EXPECT_EQ(testing::refusal([&] { load_lesson(scratch.path() / "lessons/01_un"); }),
            "lesson.fr.md : lecture impossible (introuvable)");
  testing::fs::create_directories(scratch.path() / "lessons/01_un/lesson.fr.md");
  EXPECT_EQ(testing::refusal([&] { load_lesson(scratch.path() / "lessons/01_un"); }),
            "lesson.fr.md : c'est un dossier, pas un fichier");
}

}  // namespace
}  // namespace partage::content
