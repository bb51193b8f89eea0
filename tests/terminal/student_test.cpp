// A student's first session, on a pseudo-terminal, with the real program: everything that is waited for is on the screen.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "terminal/session.hpp"

namespace partage::terminal {
namespace {

namespace fs = std::filesystem;

fs::path source_dir() { return PARTAGE_SOURCE_DIR; }

std::string content_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::stringstream text;
  text << stream.rdbuf();
  return text.str();
}

/// A fresh home for each test.
class Student : public testing::Test {
 protected:
  Student() {
    fs::remove_all(home_);
    fs::create_directories(home_);
    launch_.argv = {std::string(PARTAGE_BINARY_DIR) + "/bin/partage"};
    launch_.environment = {{"PARTAGE_TRAVAIL", (home_ / "travail").string()},
                           {"XDG_STATE_HOME", (home_ / "etat").string()},
                           {"XDG_CACHE_HOME", (home_ / "cache").string()}};
  }
  // As vim and VS Code do: another file, then its name.
  void save(const std::string& text) const {
    std::ofstream(work_ / ".isolation.c.swp") << text;
    fs::rename(work_ / ".isolation.c.swp", work_ / "isolation.c");
  }
  void save_mistake(const std::string& name) const { save(content_of(source_dir() / "tests/mistakes/01_isolation" / (name + ".c"))); }
  void save_solution() const { save(content_of(source_dir() / "solutions/01_isolation/isolation.c")); }

  const fs::path home_ = fs::path(std::getenv("HOME")) / "etudiant", work_ = home_ / "travail/01_isolation";
  Launch launch_;
};

#define EXPECT_SHOWS(session, words) EXPECT_TRUE(session.until_shows(words)) << session.text()

void quit(Session& session) {
  session.signal(SIGTERM);
  session.wait_end();
}

TEST_F(Student, FromAFreshHomeToASolvedExerciseAndBack) {
  {
    Session session(launch_);
    EXPECT_SHOWS(session, "Chacun chez soi");
    session.type("\r");
    EXPECT_SHOWS(session, "page 1/");
    session.type("n");
    EXPECT_SHOWS(session, "Entrée répondre");
    session.type("2\r");
    EXPECT_SHOWS(session, "Une adresse n'est qu'un numéro");
    EXPECT_SHOWS(session, "le fils a écrit chez lui");
    session.type("nnl");
    EXPECT_SHOWS(session, "père, après l'attente");
    session.type("q");
    EXPECT_SHOWS(session, "page 4/");

    session.type("e");
    EXPECT_SHOWS(session, "Exercice 01");
    EXPECT_SHOWS(session, "[suit le fichier]");
    // From here on, three verdicts come without any key.
    save_mistake("ecrit_avant_fork");
    EXPECT_SHOWS(session, "E01-avant-fork");
    save_mistake("fils_rend_sa_valeur");
    EXPECT_SHOWS(session, "E01-deux-retours");
    save_mistake("echec_rend_zero");
    EXPECT_SHOWS(session, "E01-echec-ignore");
    EXPECT_SHOWS(session, "essai 3");
    session.type("i");
    EXPECT_SHOWS(session, "Indice 1/3");
    save_solution();
    EXPECT_SHOWS(session, "✔ Réussi");
    EXPECT_SHOWS(session, "✔ Réparé\u00a0: «\u00a0fork a échoué");
    session.type("qqqq");
    EXPECT_EQ(session.wait_end(), 0);
  }
  Session again(launch_);
  EXPECT_SHOWS(again, "réussi");
  again.type("\r");
  EXPECT_SHOWS(again, "Leçon 01");
  quit(again);
}

TEST_F(Student, ResumesOnTheExerciseWithItsHintAndItsAttempts) {
  {
    Session session(launch_);
    EXPECT_SHOWS(session, "Chacun chez soi");
    session.type("j\r");
    EXPECT_SHOWS(session, "[suit le fichier]");
    save_mistake("ecrit_avant_fork");
    EXPECT_SHOWS(session, "E01-avant-fork");
    session.type("i");
    EXPECT_SHOWS(session, "Indice 1/3");
    session.type("\003");
    EXPECT_EQ(session.wait_end(), 0);
  }
  Session again(launch_);
  EXPECT_SHOWS(again, "▸ ");
  again.type("\r");
  EXPECT_SHOWS(again, "Exercice 01");
  again.type("s");
  EXPECT_SHOWS(again, "il reste 2 indices à lire et 2 essais à faire");
  again.type("a");
  EXPECT_SHOWS(again, "1 essai gardé");
  again.type("\r");
  EXPECT_SHOWS(again, "Aucune différence.");
  quit(again);
}

TEST_F(Student, ASaveDuringAVerificationTakesItsPlace) {
  Session session(launch_);
  EXPECT_SHOWS(session, "Chacun chez soi");
  session.type("j\r");
  EXPECT_SHOWS(session, "[suit le fichier]");
  const std::string endless = "#include \"isolation.h\"\nint modifier_dans_le_fils(int* x, int nouvelle) {\n  for (;;) *x = nouvelle;\n}\n";
  save(endless);
  EXPECT_SHOWS(session, "Vérification en cours");
  save_solution();
  EXPECT_SHOWS(session, "✔ Réussi");
  EXPECT_EQ(session.written().find("G-boucle"), std::string::npos) << "a verdict on a text that is no longer the file's";
  quit(session);
}

TEST_F(Student, AVerdictIsNotShownAgainOnAFileThatChangedMeanwhile) {
  Session session(launch_);
  EXPECT_SHOWS(session, "Chacun chez soi");
  session.type("j\r");
  EXPECT_SHOWS(session, "[suit le fichier]");
  save_solution();
  EXPECT_SHOWS(session, "✔ Réussi");
  session.type("q");
  EXPECT_SHOWS(session, "voir et comprendre");
  save_mistake("ecrit_avant_fork");
  session.type("gj\r");
  EXPECT_SHOWS(session, "E01-avant-fork");
  quit(session);
}

TEST_F(Student, AnAttemptIsBroughtBackAndJudged) {
  Session session(launch_);
  EXPECT_SHOWS(session, "Chacun chez soi");
  session.type("j\r");
  EXPECT_SHOWS(session, "[suit le fichier]");
  save_solution();
  EXPECT_SHOWS(session, "✔ Réussi");
  save_mistake("ecrit_avant_fork");
  EXPECT_SHOWS(session, "E01-avant-fork");
  session.type("a");
  EXPECT_SHOWS(session, "2 essais gardés");
  session.type("jr");
  EXPECT_SHOWS(session, "Votre fichier est celui de l'essai 1");
  EXPECT_SHOWS(session, "✔ Réussi");
  EXPECT_EQ(content_of(work_ / "isolation.c"), content_of(source_dir() / "solutions/01_isolation/isolation.c"));
  quit(session);
}

}  // namespace
}  // namespace partage::terminal
