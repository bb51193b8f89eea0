// The kit itself on a real pseudo-terminal, with a lesson of this folder whose programs use their terminal.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <filesystem>
#include <fstream>

#include "terminal/session.hpp"

namespace partage::terminal {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kLesson = "01_terminal";

// A library of that lesson alone, and the private folders of one session.
class Home {
 public:
  Home() {
    std::string name = (fs::temp_directory_path() / "partage-kit-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp");
    folder_ = name;
    fs::create_directories(folder_ / "racine/exercises");
    fs::create_directories(folder_ / "racine/lessons");
    fs::create_directory_symlink(fs::path(PARTAGE_SOURCE_DIR) / "tests/terminal/lesson", folder_ / "racine/lessons" / kLesson);
  }
  ~Home() {
    std::error_code error;
    fs::remove_all(folder_, error);
  }
  Home(const Home&) = delete;
  Home& operator=(const Home&) = delete;

  Launch launch(int columns = 80, int rows = 24) const {
    Launch launch;
    launch.argv = {std::string(PARTAGE_BINARY_DIR) + "/bin/partage"};
    launch.columns = columns;
    launch.rows = rows;
    launch.environment = {{"PARTAGE_RACINE", folder_ / "racine"},
                          {"PARTAGE_PROGRAMMES", std::string(PARTAGE_BINARY_DIR) + "/tests/programs"},
                          {"PARTAGE_TRAVAIL", folder_ / "travail"},
                          {"XDG_STATE_HOME", folder_ / "etat"},
                          {"XDG_CACHE_HOME", folder_ / "cache"}};
    launch.unset = {"TMUX", "ZELLIJ", "PARTAGE_THEME"};
    return launch;
  }
  std::string progress() const {
    std::ifstream file(folder_ / "etat/partage/progression.json");
    return {std::istreambuf_iterator<char>(file), {}};
  }

 private:
  fs::path folder_;
};

class Kit : public ::testing::Test {
 protected:
  /// A failure ends the test: what follows would only wait in vain.
  static void see(Session& session, const std::string& text) {
    if (!session.until_shows(text)) throw std::runtime_error("« " + text + " » ne vient pas :\n" + session.text());
  }
  /// Opens the lesson, turns to that page and launches its program.
  static void launch(Session& session, int page) {
    see(session, "Entrée");
    session.type("\r");
    see(session, "page 1/6");
    for (int at = 2; at <= page; ++at) {
      session.type("\033OC");
      see(session, "page " + std::to_string(at) + "/6");
    }
    session.type("l");
  }

  Home home_;
};

TEST_F(Kit, AProgramThatDrawsIsShownInsideItsPane) {
  Session session(home_.launch());
  launch(session, 2);
  see(session, "derniere ligne");
  const std::string text = session.text();
  EXPECT_THAT(text, HasSubstr("│  en-tete"));
  EXPECT_THAT(text, HasSubstr("rouge 74x"));
  EXPECT_THAT(session.row(0), HasSubstr("draws")) << "our own title is untouched";
  bool red = false;
  for (int row = 0; row < 24; ++row)
    for (int column = 0; column < 80; ++column) {
      const VTermScreenCell cell = session.cell(column, row);
      if (cell.chars[0] == 'r' && cell.attrs.bold && VTERM_COLOR_IS_INDEXED(&cell.fg) && cell.fg.indexed.idx == 1) red = true;
    }
  EXPECT_TRUE(red) << "its colours are shown";
  session.type("i");
  see(session, "Ctrl+G reprendre le clavier");
  session.type("\033");
  see(session, "octet 1b");
  session.type("\003");
  see(session, "octet 03");
  session.type("q");
  see(session, "octet 71");
  session.type("\033OA");
  see(session, "octet 41");
  session.paste("Z");
  see(session, "octet 7e");
  session.type("\007");
  see(session, "x arrêter");
  session.type("if");
  see(session, "terminé\u00a0: code 0");
  EXPECT_THAT(session.text(), HasSubstr("│ rendu"));
  EXPECT_THAT(session.text(), Not(HasSubstr("derniere ligne"))) << "its own screen is gone with it";
}

TEST_F(Kit, AProgramThatReadsHasTheKeyboard) {
  Session session(home_.launch(60, 16));
  launch(session, 3);
  see(session, "nom :");
  session.type("i");
  see(session, "Ctrl+G");
  EXPECT_TRUE(session.cursor_visible());
  session.type("Zo\177oé\r");
  see(session, "bonjour Zoé");
  session.paste("Lise\nMarc\n");
  see(session, "bonjour Marc");
  session.type("\004");
  see(session, "fin de fichier");
  see(session, "terminé\u00a0: code 0");
}

TEST_F(Kit, ControlCGoesToTheProgram) {
  Session session(home_.launch());
  launch(session, 4);
  see(session, "pret");
  session.type("\003");
  see(session, "SIGINT recu");
  session.resize(100, 30);
  see(session, "taille 94x");
  session.type("i");
  see(session, "Ctrl+G");
  session.type("\034");
  see(session, "SIGQUIT recu");
  see(session, "code 0");
}

TEST_F(Kit, AFloodIsBoundedAndTheScreenGoesOn) {
  Session session(home_.launch());
  launch(session, 5);
  see(session, "il écrivait trop");
  session.type("\033OH");
  ASSERT_TRUE(session.until([&] { return session.shows("▼"); })) << session.text();
  session.type("q");
  see(session, "page 5/6");
}

TEST_F(Kit, NothingOfAProgramReachesOurTerminal) {
  Session session(home_.launch());
  launch(session, 6);
  see(session, "intact");
  see(session, "terminé");
  for (const char* stolen : {"TITRE-VOLE", "UFJFU1NF", "+q544e", "Gf=100", "#ffffff", "\033[8;10;10t", "\033[?1003h", "\033[!p", "\033[18t", "jamais fini"})
    EXPECT_THAT(session.written(), Not(HasSubstr(stolen)));
  EXPECT_EQ(std::string::npos, session.written().find('\007'));
  EXPECT_TRUE(session.alternate_screen());
}

}  // namespace
}  // namespace partage::terminal
