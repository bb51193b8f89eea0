// term/ alone: a small program of this test draws and reads through term::Terminal, on a real pseudo-terminal.
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <variant>

#include "term/terminal.hpp"
#include "terminal/session.hpp"

namespace partage::terminal {
namespace {

using grid::Input;
using grid::Key;

std::string describe(const grid::KeyPress& press) {
  static const char* const names[] = {"character", "enter", "escape", "tab",  "backtab", "backspace", "up", "down",
                                      "left",      "right", "home",   "end",  "page_up", "page_down", "f1", "other"};
  return std::string(press.control ? "^" : "") + names[static_cast<int>(press.key)] + "(" + press.text + ")";
}
std::string describe(const grid::MousePress& press) {
  return "mouse " + std::to_string(press.position.column) + "," + std::to_string(press.position.row) + " b" +
         std::to_string(press.button) + (press.wheel_up ? " up" : "") + (press.wheel_down ? " down" : "");
}
std::string describe(const grid::Resize& resize) {
  return "resize " + std::to_string(resize.size.columns) + "x" + std::to_string(resize.size.rows);
}
std::string describe(const grid::Paste& paste) { return "paste[" + paste.text + "]"; }

void draw(term::Terminal& terminal, const std::string& last) {
  grid::Grid grid(terminal.size());
  grid.put(0, 0, "┌─ prêt ─┐ « été » 漢字 fin", {});
  grid.put(0, 1, "rouge", {grid::Tone::bad});
  grid.put(0, 2, last);
  grid.put(grid.size().columns - 1, grid.size().rows - 1, "#");
  terminal.draw(grid);
}

// Echoes every input on the third row. Keys that do something: q leaves, s and o crash, x throws, e lends the screen.
int echo() {
  try {
    term::Terminal terminal;
    std::string last = "rien";
    draw(terminal, last);
    for (;;) {
      std::vector<pollfd> watched;
      for (const int fd : terminal.fds()) watched.push_back({fd, POLLIN, 0});
      poll(watched.data(), watched.size(), -1);
      const term::News news = terminal.read();
      if (news.end_signal != 0) return 100 + news.end_signal;
      for (const Input& input : news.inputs) {
        last = std::visit([](const auto& one) { return describe(one); }, input);
        if (last == "character(q)") return 0;
        if (last == "character(s)") std::abort();
        if (last == "character(o)") *static_cast<volatile int*>(nullptr) = 1;  // NOLINT: the point of the test
        if (last == "character(x)") throw std::runtime_error("thrown");
        if (last == "character(y)") std::exit(7);
        if (last == "character(e)") {
          terminal.suspend();
          if (std::system("printf 'editeur>'; read line; printf 'lu %s\\n' \"$line\"") != 0) return 90;
          terminal.resume();
        }
        if (last == "^character(z)") terminal.stop();
        if (last == "character(f)") {
          const pid_t child = fork();
          if (child == 0) {
            raise(SIGSEGV);
            _exit(0);
          }
          int status = 0;
          waitpid(child, &status, 0);
          last = "fils mort de " + std::to_string(WTERMSIG(status));
        }
      }
      draw(terminal, last);
    }
  } catch (const term::Unusable& reason) {
    std::fputs(reason.what(), stderr);
    return 3;
  } catch (const std::runtime_error& error) {
    return 4;
  }
}

Launch echo_launch() {
  Launch launch;
  launch.body = echo;
  return launch;
}

// The last cell drawn is the last of the screen, and the modes follow the first drawing.
struct Echo : Session {
  explicit Echo(const Launch& launch = echo_launch()) : Session(launch) {
    const int column = launch.columns - 1, row = launch.rows - 1;
    EXPECT_TRUE(until([&] { return shows("rien") && cell(column, row).chars[0] == U'#'; })) << text();
  }
  /// What the echo row says, once it is that or at the deadline.
  std::string after(std::string_view bytes, std::string_view expected) {
    type(bytes);
    until([&] { return row(2) == expected; });
    return row(2);
  }
};

#define EXPECT_ECHO(session, bytes, expected) EXPECT_EQ(session.after(bytes, expected), expected)

bool default_colour(const VTermScreenCell& cell) { return VTERM_COLOR_IS_DEFAULT_FG(&cell.fg); }

void expect_given_back(Session& session) {
  EXPECT_FALSE(session.alternate_screen()) << session.text();
  EXPECT_TRUE(session.cursor_visible());
  EXPECT_FALSE(session.mouse_on());
  EXPECT_FALSE(session.paste_on());
  EXPECT_TRUE(same_modes(session.modes_before(), session.modes_now()));
}

TEST(Term, DrawsEveryCell) {
  Echo session;
  EXPECT_EQ(session.row(0), "┌─ prêt ─┐ « été » 漢字 fin");
  EXPECT_TRUE(session.alternate_screen());
  EXPECT_FALSE(session.cursor_visible());
}

TEST(Term, KeysBecomeInputs) {
  Echo session;
  EXPECT_ECHO(session, "é", "character(é)");
  EXPECT_ECHO(session, "\033OA", "up()");
  EXPECT_ECHO(session, "\033[6~", "page_down()");
  EXPECT_ECHO(session, "\033[Z", "backtab()");
  EXPECT_ECHO(session, "\r", "enter()");
  EXPECT_ECHO(session, "\177", "backspace()");
  EXPECT_ECHO(session, "\003", "^character(c)");
  EXPECT_ECHO(session, "\033OP", "f1()");
  EXPECT_ECHO(session, "\033", "escape()");
  EXPECT_ECHO(session, "\t", "tab()");
}

TEST(Term, AnUnknownKeyIsOneKeyThatDoesNothing) {
  Echo session;
  for (const char* sequence : {"\033[1;99~", "\033[57441;5u", "\033Oz", "\033[?1;2c"}) {
    EXPECT_ECHO(session, sequence, "other()") << sequence;
    EXPECT_ECHO(session, "z", "character(z)");
  }
  EXPECT_ECHO(session, "\033[A", "up()") << "the other mode of the arrows";
  EXPECT_ECHO(session, "\033OA", "up()");
  EXPECT_ECHO(session, "\033", "escape()");
}

TEST(Term, ACharacterCutBetweenTwoReadsIsWhole) {
  Echo session;
  session.type("a\303");
  session.until_shows("character(a)");
  EXPECT_ECHO(session, "\251", "character(é)");
}

TEST(Term, BytesThatAreNotTextAreDropped) {
  Echo session;
  EXPECT_ECHO(session, "\377\376\303b", "character(b)");
}

TEST(Term, PasteIsOneInput) {
  Echo session;
  ASSERT_TRUE(session.until([&] { return session.paste_on(); }));
  session.paste("q\rété");
  EXPECT_TRUE(session.until_shows("paste[q")) << session.text();
  EXPECT_TRUE(session.shows("été]")) << "q inside a paste is text, not a key";
}

TEST(Term, MouseAndWheel) {
  Echo session;
  ASSERT_TRUE(session.until([&] { return session.mouse_on(); }));
  session.click(12, 5);
  EXPECT_TRUE(session.until_shows("mouse 12,5 b1")) << session.text();
  EXPECT_ECHO(session, "\033[<65;3;4M", "mouse 2,3 b1 down");
}

TEST(Term, ResizeIsAnInput) {
  Echo session;
  session.resize(100, 30);
  EXPECT_TRUE(session.until([&] { return session.row(2) == "resize 100x30" && session.cell(99, 29).chars[0] == U'#'; }))
      << session.text();
}

TEST(Term, AStormOfResizesEndsAtTheLastSize) {
  Echo session;
  for (int i = 0; i < 300; ++i) session.resize(1 + i % 130, 1 + i % 47);
  session.resize(90, 20);
  EXPECT_TRUE(session.until([&] { return session.row(2) == "resize 90x20" && session.cell(89, 19).chars[0] == U'#'; }))
      << session.text();
}

TEST(Term, NormalEndGivesTheTerminalBack) {
  Echo session;
  session.type("q");
  EXPECT_EQ(session.wait_end(), 0);
  expect_given_back(session);
}

TEST(Term, ExceptionGivesTheTerminalBack) {
  Echo session;
  session.type("x");
  ASSERT_TRUE(session.wait_end());
  expect_given_back(session);
}

TEST(Term, ExitGivesTheTerminalBack) {
  Echo session;
  session.type("y");
  const auto status = session.wait_end();
  ASSERT_TRUE(status);
  EXPECT_EQ(WEXITSTATUS(*status), 7);
  expect_given_back(session);
}

class TermFatal : public testing::TestWithParam<int> {};

TEST_P(TermFatal, SignalGivesTheTerminalBackAndStillKills) {
  Echo session;
  session.signal(GetParam());
  const auto status = session.wait_end();
  ASSERT_TRUE(status);
  ASSERT_TRUE(WIFSIGNALED(*status));
  EXPECT_EQ(WTERMSIG(*status), GetParam());
  EXPECT_TRUE(session.shows("erreur interne")) << session.text();
  expect_given_back(session);
}

INSTANTIATE_TEST_SUITE_P(All, TermFatal, testing::Values(SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL));

TEST(Term, OurOwnCrashGivesTheTerminalBack) {
  for (const char* key : {"s", "o"}) {
    Echo session;
    session.type(key);
    const auto status = session.wait_end();
    ASSERT_TRUE(status);
    EXPECT_TRUE(WIFSIGNALED(*status));
    expect_given_back(session);
  }
}

class TermEnd : public testing::TestWithParam<int> {};

TEST_P(TermEnd, SignalIsReportedNotObeyed) {
  Echo session;
  session.signal(GetParam());
  const auto status = session.wait_end();
  ASSERT_TRUE(status);
  EXPECT_EQ(WEXITSTATUS(*status), 100 + GetParam());
  expect_given_back(session);
}

INSTANTIATE_TEST_SUITE_P(All, TermEnd, testing::Values(SIGTERM, SIGHUP, SIGINT));

TEST(Term, AForkedChildThatCrashesLeavesTheScreenAlone) {
  Echo session;
  EXPECT_ECHO(session, "f", "fils mort de " + std::to_string(SIGSEGV));
  EXPECT_TRUE(session.alternate_screen());
  EXPECT_TRUE(session.until([&] { return session.mouse_on(); }));
}

TEST(Term, StopsAndContinues) {
  for (const bool by_key : {true, false}) {
    Echo session;
    if (by_key) session.type("\032");
    else session.signal(SIGTSTP);
    ASSERT_TRUE(session.wait_stopped());
    ASSERT_TRUE(session.until([&] { return !session.alternate_screen(); }));
    expect_given_back(session);
    session.resize(70, 22);
    session.continue_job();
    EXPECT_TRUE(session.until([&] { return session.row(2) == "resize 70x22" && session.cell(69, 21).chars[0] == U'#'; }))
        << session.text();
    EXPECT_EQ(session.row(0), "┌─ prêt ─┐ « été » 漢字 fin");
    EXPECT_TRUE(session.until([&] { return session.mouse_on(); }));
    EXPECT_ECHO(session, "\033OB", "down()");
  }
}

TEST(Term, LendsTheScreenToAnEditor) {
  Echo session;
  session.type("e");
  ASSERT_TRUE(session.until_shows("editeur>"));
  EXPECT_FALSE(session.alternate_screen());
  EXPECT_FALSE(session.paste_on());
  session.type("bonjour\n");
  // The return looks at the window's size again, which is what is shown last.
  ASSERT_TRUE(session.until([&] { return session.alternate_screen() && session.shows("resize 80x24"); })) << session.text();
  EXPECT_NE(session.written().find("lu bonjour"), std::string::npos);
}

TEST(Term, AStopDuringTheEditorStopsBoth) {
  Echo session;
  session.type("e");
  ASSERT_TRUE(session.until_shows("editeur>"));
  session.type("\032");
  ASSERT_TRUE(session.wait_stopped());
  session.continue_job();
  session.type("bonjour\n");
  EXPECT_TRUE(session.until([&] { return session.alternate_screen(); }));
}

TEST(Term, WithoutColoursMeaningStays) {
  Launch launch = echo_launch();
  launch.environment["NO_COLOR"] = "1";
  Echo session(launch);
  EXPECT_TRUE(session.cell(0, 1).attrs.bold);
  EXPECT_TRUE(default_colour(session.cell(0, 1)));
  Echo coloured;
  EXPECT_FALSE(default_colour(coloured.cell(0, 1)));
}

TEST(Term, EveryKindOfTerminalDraws) {
  for (const char* name : {"xterm", "xterm-mono", "vt100", "linux", "screen", "tmux-256color", "ansi"}) {
    Launch launch = echo_launch();
    launch.environment["TERM"] = name;
    Echo session(launch);
    EXPECT_TRUE(session.shows("prêt")) << name << "\n" << session.text();
    session.type("q");
    EXPECT_EQ(session.wait_end(), 0) << name;
    EXPECT_TRUE(same_modes(session.modes_before(), session.modes_now())) << name;
  }
}

TEST(Term, LocalesWithoutUtf8) {
  struct Case {
    const char *locale, *ascii, *expected;
  };
  for (const Case& one : {Case{"C", "", "┌─ prêt ─┐ « été » 漢字 fin"}, Case{"fr_FR.ISO-8859-1", "", "┌─ prêt ─┐ « été » 漢字 fin"},
                          Case{"C", "1", "+- pret -+ \" ete \" ? ?  fin"}}) {
    Launch launch = echo_launch();
    launch.environment["LC_ALL"] = one.locale;
    launch.environment["PARTAGE_ASCII"] = one.ascii;
    Echo session(launch);
    EXPECT_EQ(session.row(0), one.expected) << one.locale;
  }
}

TEST(Term, UnusableTerminalsAreRefusedInWords) {
  struct Case {
    const char *name, *words;
  };
  for (const Case& one : {Case{"inconnu-42", "inconnu"}, Case{"dumb", "placer le curseur"}, Case{"", "TERM"}}) {
    Launch launch = echo_launch();
    launch.environment["TERM"] = one.name;
    Session session(launch);
    const auto status = session.wait_end();
    ASSERT_TRUE(status);
    EXPECT_EQ(WEXITSTATUS(*status), 3) << one.name;
    EXPECT_TRUE(session.shows(one.words)) << session.text();
    expect_given_back(session);
  }
}

TEST(Term, ATinyTerminalIsDrawnTo) {
  for (const auto& [columns, rows] : {std::pair{10, 5}, {3, 3}, {1, 1}}) {
    Launch launch = echo_launch();
    launch.columns = columns;
    launch.rows = rows;
    Session session(launch);
    ASSERT_TRUE(session.until([&] { return session.cell(columns - 1, rows - 1).chars[0] == U'#'; })) << session.text();
    session.type("q");
    EXPECT_EQ(session.wait_end(), 0);
  }
}

TEST(Term, ATerminalThatGoesAwayEndsTheProgram) {
  Echo session;
  session.hang_up();
  const auto status = session.wait_end();
  ASSERT_TRUE(status);
  EXPECT_EQ(WEXITSTATUS(*status), 100 + SIGHUP);
}

}  // namespace
}  // namespace partage::terminal
