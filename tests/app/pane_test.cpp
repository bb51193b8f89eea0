// The pane of a launched program shows what a terminal would, and nothing that the program writes gets out of it.
#include "app/pane.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <random>

#include "app/harmless.hpp"
#include "grid/grid.hpp"

namespace partage::app {
namespace {

using grid::Key;
using testing::HasSubstr;
using testing::Not;

Pane pane(std::string_view bytes, grid::Size size = {20, 5}) {
  Pane made(size);
  made.feed(bytes);
  return made;
}

std::string shown(std::string_view bytes, grid::Size size = {20, 5}) { return pane(bytes, size).text(); }

TEST(Pane, showsLines) {
  EXPECT_EQ("", shown(""));
  EXPECT_EQ("un\ndeux\n", shown("un\r\ndeux"));
  EXPECT_EQ("un\ndeux\n", shown("un\r\ndeux\r\n"));
  EXPECT_EQ("a       b\n", shown("a\tb"));
  EXPECT_EQ("100 %\n", shown(" 10 %\r100"));
  EXPECT_EQ("ac\n", shown("ab\bc"));
  EXPECT_EQ("été 漢字 🙂\n", shown("été 漢字 🙂"));
  EXPECT_EQ("a�b\n", shown("a\xff" "b"));
}

TEST(Pane, showsWhatAProgramDraws) {
  EXPECT_EQ("  milieu\n", shown("rien\x1b[2J\x1b[1;3Hmilieu"));
  EXPECT_EQ("\n\n  bas\n", shown("\x1b[3;3Hbas"));
  EXPECT_EQ("abX\n", shown("abcdef\x1b[3G\x1b[KX"));
  EXPECT_EQ("un\ntrois\n", shown("un\r\ndeux\x1b[2K\rtrois"));
  EXPECT_EQ("┌─┐\n", shown("\x1b(0lqk\x1b(B")) << "line drawing";
}

TEST(Pane, keepsColours) {
  const Line line = pane("\x1b[1;31mrouge\x1b[0m \x1b[7mvidéo\x1b[0m \x1b[38;5;208;48;2;255;0;0mx\x1b[0m").line(0);
  ASSERT_EQ(5u, line.pieces.size());
  EXPECT_EQ("rouge", line.pieces[0].text);
  EXPECT_TRUE(line.pieces[0].attributes.bold);
  EXPECT_EQ(1, line.pieces[0].attributes.ink);
  EXPECT_TRUE(line.pieces[2].attributes.reverse);
  EXPECT_EQ(208, line.pieces[4].attributes.ink);
  EXPECT_EQ(196, line.pieces[4].attributes.paper);
  EXPECT_EQ(Attributes{}, line.pieces[1].attributes);
}

TEST(Pane, keepsWhatScrolledAway) {
  std::string all;
  for (int line = 1; line <= 30; ++line) all += "ligne " + std::to_string(line) + "\r\n";
  const Pane made = pane(all);
  ASSERT_EQ(30u, made.line_count());
  EXPECT_EQ("ligne 1", made.line(0).text());
  EXPECT_EQ("ligne 30", made.line(29).text());
  EXPECT_EQ((grid::Position{0, 30}), made.cursor());
}

TEST(Pane, aScreenThatWasErasedIsShownWhole) {
  std::string all;
  for (int line = 1; line <= 30; ++line) all += "ligne " + std::to_string(line) + "\r\n";
  const Pane made = pane(all + "\x1b[2J\x1b[Hmenu");
  EXPECT_EQ("menu", made.line(made.line_count() - 5).text());
  EXPECT_EQ("", made.line(made.line_count() - 1).text());
}

TEST(Pane, theAlternateScreenIsApart) {
  Pane made = pane("avant\r\n\x1b[?1049h\x1b[H\x1b[2Jpleine page");
  EXPECT_TRUE(made.alternate());
  EXPECT_EQ("pleine page\n\n\n\n\n", made.text());
  made.feed("\x1b[?1049l");
  EXPECT_EQ("avant\n", made.text());
}

TEST(Pane, titlesClipboardAndDeviceStringsAreInert) {
  EXPECT_EQ("titre\n", shown("\x1b]0;autre titre\x07titre"));
  EXPECT_EQ("lien\n", shown("\x1b]8;;http://x\x1b\\lien"));
  EXPECT_EQ("presse\n", shown("\x1b]52;c;cGFydGFnZQ==\x07presse"));
  EXPECT_EQ("dcs\n", shown("\x1bP1$qm\x1b\\dcs"));
  EXPECT_EQ("apc\n", shown("\x1b_Gf=100;AAAA\x1b\\apc"));
  EXPECT_EQ("cloche\n", shown("\x07" "cloche"));
  EXPECT_EQ("", pane("\x1b]52;c;?\x07\x1bP+q544e\x1b\\").take_answers());
  EXPECT_EQ("avant\nsuite\n", shown("avant\x1b]0;jamais fini\r\nsuite")) << "loses only its line";
}

TEST(Pane, nothingThatComesOutIsAControl) {
  std::mt19937 random(3);
  for (int round = 0; round < 300; ++round) {
    Pane made({20, 5});
    std::string bytes;
    for (int count = 0; count < 200; ++count) bytes += random() % 3 == 0 ? "\x1b[];?0m\x9b\x90"[random() % 9] : static_cast<char>(random() % 256);
    made.feed(bytes);
    grid::Grid grid({20, 5});
    for (std::size_t index = 0; index < made.line_count() && index < 5; ++index) draw(grid, 0, static_cast<int>(index), 20, made.line(index));
    for (const char one : grid.text()) ASSERT_TRUE(one == '\n' || static_cast<unsigned char>(one) >= 0x20) << round;
  }
}

TEST(Pane, answersOnlyWhatATerminalIsAsked) {
  Pane made = pane("ab\x1b[6n");
  EXPECT_EQ("\x1b[1;3R", made.take_answers());
  EXPECT_EQ("", made.take_answers());
  for (int count = 0; count < 10'000; ++count) made.feed("\x1b[6n");
  EXPECT_LE(made.take_answers().size(), 4'096u);
}

TEST(Pane, keysGoInTheModesThatTheProgramAskedFor) {
  Pane made({20, 5});
  EXPECT_EQ("\x1b[A", made.key({Key::up, "", false}));
  EXPECT_EQ("\x03", made.key({Key::character, "c", true}));
  EXPECT_EQ(std::string(1, '\0'), made.key({Key::character, " ", true}));
  EXPECT_EQ("é", made.key({Key::character, "é", false}));
  EXPECT_EQ("\x1b", made.key({Key::escape, "", false}));
  EXPECT_EQ("\r", made.key({Key::enter, "", false}));
  EXPECT_EQ("\x7f", made.key({Key::backspace, "", false}));
  EXPECT_EQ("\x1b[Z", made.key({Key::backtab, "", false}));
  EXPECT_EQ("\x1b[5~", made.key({Key::page_up, "", false}));
  EXPECT_EQ("", made.key({Key::other, "", false}));
  made.feed("\x1b[?1h");
  EXPECT_EQ("\x1bOA", made.key({Key::up, "", false}));
}

TEST(Pane, pasteIsBracketedOnlyWhenAsked) {
  Pane made({20, 5});
  EXPECT_EQ("a\rb", made.paste("a\nb"));
  made.feed("\x1b[?2004h");
  EXPECT_EQ("\x1b[200~ls[201~\x1b[201~", made.paste("ls\x1b[201~")) << "a paste cannot end itself";
}

TEST(Pane, narrowingLosesNothing) {
  Pane made = pane("une ligne assez longue\r\nsaisie : ", {30, 5});
  made.resize({10, 5});
  EXPECT_EQ("une ligne\nassez long\nue\nsaisie :\n", made.text());
  EXPECT_EQ((grid::Position{9, 3}), made.cursor());
  made.feed("x");
  EXPECT_THAT(made.text(), HasSubstr("saisie : x\n"));
  made.resize({30, 8});
  EXPECT_THAT(made.text(), HasSubstr("saisie : x\n"));
}

TEST(Pane, growingBringsBackWhatScrolledAway) {
  Pane made = pane("1\r\n2\r\n3\r\n4\r\n5\r\n6\r\n7", {20, 4});
  made.resize({20, 10});
  EXPECT_EQ("1\n2\n3\n4\n5\n6\n7\n", made.text());
  made.resize({20, 3});
  EXPECT_EQ("1\n2\n3\n4\n5\n6\n7\n", made.text());
  EXPECT_EQ((grid::Position{1, 6}), made.cursor());
}

TEST(Pane, sameWhateverTheCuts) {
  std::mt19937 random(7);
  const std::vector<std::string> parts{"mot ", "é", "\x1b[3", "1m", "\x1b]0;", "\x07", "\r", "\n", "\t", "\xe2\x82", "\xac", "\xff", "\b", "\x1b",
                                       "\x1b[2;3H", "\x1b[?1049h", "\x1b[?1049l", "\x1b[2J", "\x1b[5L", "\x1b[99999999999999999999C"};
  for (int round = 0; round < 1'000; ++round) {
    std::string all;
    for (std::size_t count = random() % 25; count > 0; --count) all += parts[random() % parts.size()];
    Pane whole({20, 5}), cut({20, 5});
    whole.feed(all);
    for (const char one : all) cut.feed({&one, 1});
    ASSERT_EQ(whole.text(), cut.text());
    ASSERT_EQ(whole.cursor(), cut.cursor());
  }
}

TEST(Pane, aCopyShowsTheSameAndGoesOnTheSame) {
  for (const char* bytes : {"un\r\n\x1b[1;34mdeux", "\x1b[?1049h\x1b[3;4Hici\x1b[1;1H", "1\r\n2\r\n3\r\n4\r\n5\r\n6\r\n7\r\n", "a\x1b[3", "\xe2\x82"}) {
    Pane made = pane(bytes);
    Pane copy = made;
    for (const char* next : {"", "5mx", "\xac", "\r\nfin"}) {
      made.feed(next);
      copy.feed(next);
      EXPECT_EQ(made.text(), copy.text()) << bytes << next;
      EXPECT_EQ(made.cursor(), copy.cursor()) << bytes << next;
      for (std::size_t index = 0; index < made.line_count(); ++index) EXPECT_EQ(made.line(index), copy.line(index)) << bytes << next;
    }
    copy.feed("autre");
    EXPECT_THAT(made.text(), Not(HasSubstr("autre"))) << "apart";
  }
}

TEST(Pane, sequencesOutOfBoundsDoNoHarm) {
  std::string many = "\x1b[";
  for (int count = 0; count < 1'000; ++count) many += "1;";
  EXPECT_EQ("x\n", shown(many + "mx"));
  EXPECT_EQ("x", std::string(shown("\x1b[99999999999999999999999;2147483648Hx")).substr(4 + 19, 1));
  EXPECT_EQ("\n", shown("\x1b[-5Gz", {20, 5}).substr(1)) << "not a parameter: dropped";
  for (const char* scrolled : {"\x1b[60S", "\x1b[60T", "\x1b[60L", "\x1b[2;3r\x1b[2;1H\x1b[60M", "\x1b[2;3r\x1b[9S"}) shown(std::string("a\r\nb\r\nc") + scrolled, {20, 5});
  std::string marks = "e";
  for (int count = 0; count < 100; ++count) marks += "\xcc\x81";
  EXPECT_LE(shown(marks + "x").size(), 12u);
}

// In the pieces that a pipe gives; 200 MB take ten times as long. The time is a safety net, far above what it takes.
TEST(Pane, hugeOutputStaysBounded) {
  Pane made({120, 40});
  std::string block;
  while (block.size() < 64 * 1024) block += "une ligne de sortie, puis une autre, \x1b[32mparfois verte\x1b[0m, sans fin\r\n";
  const auto start = std::chrono::steady_clock::now();
  for (std::size_t sent = 0; sent < 20'000'000; sent += block.size()) made.feed(block);
  const auto elapsed = std::chrono::steady_clock::now() - start;
  EXPECT_LE(made.line_count(), Pane::kMostHistory + 40);
  EXPECT_GT(made.forgotten(), 200'000u);
  EXPECT_LT(elapsed, std::chrono::seconds(30));
  RecordProperty("milliseconds", static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(elapsed).count()));
}

}  // namespace
}  // namespace partage::app
