// The kit itself on a real pseudo-terminal, with a lesson of this folder whose programs use their terminal.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <filesystem>
#include <fstream>

#include "grid/grid.hpp"
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
    launch.environment["PARTAGE_THEME"] = "";
    launch.unset = {"TMUX", "ZELLIJ"};
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
  /// Opens the lesson and turns to that page.
  static void turn_to(Session& session, int page) {
    see(session, "Entrée");
    session.type("\r");
    see(session, "page 1/6");
    for (int at = 2; at <= page; ++at) {
      session.type("\033OC");
      see(session, "page " + std::to_string(at) + "/6");
    }
  }
  /// Then launches its program.
  static void launch(Session& session, int page) {
    turn_to(session, page);
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
  EXPECT_TRUE(session.until([&] { return session.shows("│ rendu") && !session.shows("derniere ligne"); })) << "its own screen is gone with it";
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

TEST_F(Kit, StopsAndComesBackWhereItWas) {
  Session session(home_.launch());
  turn_to(session, 3);
  for (int time = 0; time < 3; ++time) {
    session.type("\032");
    ASSERT_TRUE(session.wait_stopped());
    EXPECT_FALSE(session.alternate_screen());
    EXPECT_TRUE(same_modes(session.modes_before(), session.modes_now()));
    session.continue_job();
    ASSERT_TRUE(session.until([&] { return session.alternate_screen() && session.shows("page 3/6"); })) << session.text();
  }
  session.resize(100, 30);
  session.type("\033OC");
  see(session, "page 4/6");
}

// Whatever the way it ends, what was read is kept, and one comes back there.
TEST_F(Kit, AnyEndKeepsTheProgress) {
  int page = 1;
  for (const int end : {SIGHUP, SIGTERM, SIGKILL, 0}) {
    {
      Session session(home_.launch());
      see(session, page == 1 ? "À suivre" : "Reprendre");
      session.type("\r");
      see(session, "page " + std::to_string(page) + "/6");
      session.type("\033OC");
      see(session, "page " + std::to_string(++page) + "/6");
      if (end == SIGKILL) {  // what is on the disk stays there; it is written as soon as the page is shown
        ASSERT_TRUE(session.until([&] { return home_.progress().find("\"page\": " + std::to_string(page - 1)) != std::string::npos; }, std::chrono::seconds(5)));
      }
      if (end == 0) session.hang_up();
      else session.signal(end);
      ASSERT_TRUE(session.wait_end()) << end;
    }
    EXPECT_THAT(home_.progress(), HasSubstr("\"page\": " + std::to_string(page - 1))) << end;
  }
}

TEST_F(Kit, AStormOfResizesDuringAProgramEndsAtTheLastSize) {
  Session session(home_.launch());
  launch(session, 4);
  see(session, "pret");
  for (int step = 0; step < 200; ++step) session.resize(1 + step * 7 % 220, 1 + step * 5 % 60);
  session.resize(90, 25);
  see(session, "taille 84x");
  session.type("\003");
  see(session, "SIGINT recu");
  session.type("x");
  see(session, "arrêté à votre demande");
}

TEST_F(Kit, APasteIsNeverKeys) {
  Session session(home_.launch());
  see(session, "Entrée ouvrir");
  const std::string keys = "q\nn?xle/\033OC\003";
  session.paste(keys);
  session.type("?");
  see(session, "Touches");
  session.paste(keys);
  session.type("q\r");
  see(session, "page 1/6");
  session.paste(keys);
  session.type("\033OC");
  see(session, "page 2/6");
  session.type("\033OC\033OCl");
  see(session, "pret");
  session.paste(keys);
  session.type("\003");
  see(session, "SIGINT recu");
  EXPECT_THAT(session.text(), Not(HasSubstr("ne fait rien")));
}

TEST_F(Kit, UnknownKeysLeaveTheScreenAsItIs) {
  Session session(home_.launch());
  turn_to(session, 3);
  for (const char* sequence : {"\033[1;99~", "\033[57441;5u", "\033Oz", "\033[?1;2c", "\033[200;1~", "\xff\xfe", "\0"}) session.type(sequence);
  session.type("\033OC");
  see(session, "page 4/6");
}

// ---- for everyone

TEST_F(Kit, ADumbTerminalGetsText) {
  Launch launch = home_.launch();
  launch.environment["TERM"] = "dumb";
  Session session(launch);
  EXPECT_EQ(session.wait_end(), 0);
  EXPECT_TRUE(session.shows("partage lecon 01 --texte"));
  EXPECT_EQ(std::string::npos, session.written().find('\033'));
}

TEST_F(Kit, AsciiWithoutColoursLosesNothing) {
  Launch launch = home_.launch();
  launch.environment["PARTAGE_ASCII"] = "1";
  launch.environment["NO_COLOR"] = "1";
  Session session(launch);
  see(session, "> .  01  Des programmes");
  session.type("\r");
  see(session, "A la fin de cette lecon, vous saurez");
  session.type("q");
  see(session, "quitter");
  for (const char one : session.written()) ASSERT_LT(static_cast<unsigned char>(one), 0x80);
  EXPECT_THAT(session.written(), Not(HasSubstr("38;5;")));
  EXPECT_THAT(session.written(), Not(HasSubstr("\033[36m")));
}

TEST_F(Kit, HighContrastIsWhiteOnBlackEverywhere) {
  Launch launch = home_.launch();
  launch.environment["PARTAGE_THEME"] = "contraste";
  Session session(launch);
  see(session, "quitter");
  for (int row = 0; row < 24; ++row)
    for (int column = 0; column < 80; ++column) {
      const VTermScreenCell cell = session.cell(column, row);
      ASSERT_TRUE(VTERM_COLOR_IS_INDEXED(&cell.bg) && !VTERM_COLOR_IS_DEFAULT_BG(&cell.bg)) << column << "," << row;
    }
}

// What did not change is not written again: a screen reader would read it again.
TEST_F(Kit, AKeyThatMovesOneLineWritesThatLine) {
  Launch launch = home_.launch(120, 40);
  launch.environment["PARTAGE_RACINE"] = PARTAGE_SOURCE_DIR;
  Session session(launch);
  see(session, "quitter");
  const std::size_t whole = session.written().size();
  // A frame comes in several pieces; its cursor comes last.
  const auto on_the_choice = [&](int above) { return session.cursor().row > above && session.row(session.cursor().row).find("▸") != std::string::npos; };
  ASSERT_TRUE(session.until([&] { return session.cursor_visible() && on_the_choice(0); })) << session.text();
  for (int step = 0; step < 5; ++step) {
    const std::size_t before = session.written().size();
    const grid::Position former = session.cursor();
    session.type("j");
    ASSERT_TRUE(session.until([&] { return on_the_choice(former.row); })) << session.text();
    EXPECT_LT(session.written().size() - before, whole / 5) << "of " << whole;
  }
  const std::size_t before = session.written().size();
  session.type("\033[1;99~");
  session.type("j");
  ASSERT_TRUE(session.until([&] { return session.written().size() > before; }));
}

}  // namespace
}  // namespace partage::terminal
