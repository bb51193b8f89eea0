#include "content/exercise.hpp"

#include <gmock/gmock.h>

#include "content/scratch.hpp"

namespace partage::content {
namespace {

using ::testing::ElementsAre;
using testing::good_exercise;
using ::testing::HasSubstr;
using testing::replaced;
using ::testing::StartsWith;

class ExerciseFile : public ::testing::Test {
 protected:
  ExerciseFile() { testing::write_library(scratch_); }
  Exercise load(std::string_view description) {
    scratch_.write("exercises/02_deux/exercise.toml", description);
    return load_exercise(scratch_.path() / "exercises/02_deux");
  }
  std::string refused(std::string_view from, std::string_view to) {
    return testing::refusal([&] { load(replaced(good_exercise, from, to)); });
  }
  testing::Scratch scratch_;
};

TEST_F(ExerciseFile, IsReadWhole) {
  const Exercise exercise = load(good_exercise);
  EXPECT_EQ(exercise.id, "02_deux");
  EXPECT_EQ(exercise.number, "02");
  EXPECT_EQ(exercise.title, "Un exercice");
  EXPECT_EQ(exercise.lesson, "01_un");
  EXPECT_EQ(exercise.file, "deux.c");
  EXPECT_EQ(exercise.points, 2);
  EXPECT_EQ(exercise.difficulty, 3);
  EXPECT_THAT(exercise.hints, ElementsAre("vague", "moins vague", "précis"));
  EXPECT_THAT(exercise.compile_flags, ElementsAre("-std=gnu17", "-g", "-O0", "-Wall", "-Wextra"));
  EXPECT_EQ(exercise.stub_diagnosis, "E02-vide");
  ASSERT_EQ(exercise.functions.size(), 1u);
  EXPECT_EQ(exercise.functions[0].name, "deux");
  EXPECT_EQ(exercise.functions[0].arguments, 2);
  EXPECT_EQ(exercise.functions[0].watched_argument, 1);
  EXPECT_EQ(exercise.limits.memory, 65536u);
  EXPECT_EQ(exercise.limits.cpu, std::chrono::milliseconds(3000));
  EXPECT_EQ(exercise.limits.wall.count(), 0);
  ASSERT_EQ(exercise.diagnoses.size(), 2u);
  EXPECT_EQ(exercise.diagnoses.at("E02-autre").untested, "demande une autre machine");
  EXPECT_EQ(exercise.diagnoses.at("E02-vide").lesson, "");
  EXPECT_EQ(exercise.statement.at(0).title, "À faire");
}

TEST_F(ExerciseFile, MayNameItsFileAndFlags) {
  scratch_.write("exercises/02_deux/autre.c", "");
  const Exercise exercise = load("fichier = \"autre.c\"\noptions = [\"-std=c99\", \"-DX=\"]\n" + good_exercise);
  EXPECT_EQ(exercise.file, "autre.c");
  EXPECT_THAT(exercise.compile_flags, ElementsAre("-std=c99", "-DX="));
  EXPECT_THAT(refused("points = 2", "fichier = \"absent.c\""),
              StartsWith("exercise.toml:3 : description : « fichier » nomme un fichier absent"));
  EXPECT_THAT(refused("points = 2", "fichier = \"../02_deux/deux.c\""), HasSubstr("absent de ce dossier"));
  EXPECT_THAT(refused("points = 2", "options = [1]"), HasSubstr("doit être un texte"));
}

TEST_F(ExerciseFile, HasATitleALessonAndThreeHints) {
  EXPECT_EQ(refused("titre = \"Un exercice\"\n", ""), "exercise.toml:1 : description : « titre » manque");
  EXPECT_EQ(refused("lecon = \"01_un\"\npoints", "points"), "exercise.toml:1 : description : « lecon » manque");
  EXPECT_EQ(refused(", \"précis\"", ""),
            "exercise.toml:5 : description : « indices » doit en donner exactement trois ; il y en a 2");
  EXPECT_THAT(refused("\"précis\"", "\"précis\", \"trop\""), HasSubstr("il y en a 4"));
  EXPECT_THAT(refused("\"précis\"", "\" \""), HasSubstr("est vide"));
}

TEST_F(ExerciseFile, RefusesTypos) {
  EXPECT_THAT(refused("points", "point"), StartsWith("exercise.toml:3 : description : clé inconnue « point »"));
  EXPECT_THAT(refused("arguments = 2", "argument = 2"),
              StartsWith("exercise.toml:10 : [[fonctions]] : clé inconnue « argument »"));
  EXPECT_THAT(refused("cpu_ms", "cpu"), StartsWith("exercise.toml:15 : [limites] : clé inconnue « cpu »"));
  EXPECT_THAT(refused("pourquoi", "pourqoi"),
              StartsWith("exercise.toml:19 : [diagnostics.E02-vide] : clé inconnue « pourqoi »"));
  EXPECT_THAT(refused("points = 2", "points = deux"), StartsWith("exercise.toml:3 : TOML mal formé"));
  EXPECT_THAT(refused("points = 2", "points = 2\npoints = 3"), StartsWith("exercise.toml:4 : TOML mal formé"));
}

TEST_F(ExerciseFile, HasSoundFunctionsAndLimits) {
  EXPECT_THAT(refused("argument_observe = 1", "argument_observe = 2"),
              StartsWith("exercise.toml:11 : [[fonctions]] : « argument_observe » doit être entre 0 et 1"));
  EXPECT_THAT(refused("arguments = 2", "arguments = 0"), HasSubstr("n'a pas de sens sans argument"));
  EXPECT_THAT(refused("arguments = 2", "arguments = 7"), HasSubstr("doit être entre 0 et 6"));
  EXPECT_THAT(refused("nom = \"deux\"", "nom = \"2x\""), HasSubstr("identificateur C"));
  EXPECT_THAT(refused("[[fonctions]]", "[fonctions]"), HasSubstr("liste de tables"));
  EXPECT_THAT(refused("64 Kio", "64 Ko"),
              StartsWith("exercise.toml:14 : [limites] : « memoire » doit être un nombre d'octets"));
  EXPECT_THAT(refused("64 Kio", "99999999999 Gio"), HasSubstr("« memoire »"));
  EXPECT_THAT(refused("cpu_ms = 3000", "cpu_ms = -1"), HasSubstr("doit être entre"));
  EXPECT_THAT(refused("cpu_ms = 3000", "cpu_ms = 1.5"), HasSubstr("nombre entier"));
}

TEST_F(ExerciseFile, HasCodesOfItsOwn) {
  EXPECT_THAT(refused("diagnostics.E02-autre", "diagnostics.E03-autre"),
              StartsWith("exercise.toml:21 : [diagnostics] : « E03-autre » n'est pas un code"));
  EXPECT_THAT(refused("diagnostics.E02-autre", "diagnostics.E02-"), HasSubstr("n'est pas un code"));
  EXPECT_THAT(
      refused("diagnostic_souche = \"E02-vide\"", "diagnostic_souche = \"E02-rien\""),
      StartsWith("exercise.toml:6 : description : « diagnostic_souche » nomme un code sans [diagnostics.E02-rien]"));
  EXPECT_EQ(load(replaced(good_exercise, "\"E02-vide\"", "\"G-boucle\"")).stub_diagnosis, "G-boucle");
  EXPECT_THAT(refused("phrase = \"La fonction est vide.\"\n", ""), HasSubstr("« phrase » manque"));
}

TEST_F(ExerciseFile, HasAStatementThatLaunchesNothing) {
  scratch_.write("exercises/02_deux/enonce.fr.md", "Sans titre.\n");
  EXPECT_THAT(testing::refusal([&] { load(good_exercise); }), StartsWith("enonce.fr.md:1 : une page sans titre"));
  scratch_.write("exercises/02_deux/enonce.fr.md", "## A\n\n```lancer\nprogramme = \"deux\"\n```\n");
  EXPECT_THAT(testing::refusal([&] { load(good_exercise); }),
              HasSubstr("un énoncé n'a ni « lancer » ni « prediction »"));
  testing::fs::remove(scratch_.path() / "exercises/02_deux/enonce.fr.md");
  EXPECT_EQ(testing::refusal([&] { load(good_exercise); }), "enonce.fr.md : lecture impossible (introuvable)");
}

}  // namespace
}  // namespace partage::content
