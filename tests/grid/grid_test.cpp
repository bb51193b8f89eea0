#include "grid/grid.hpp"

#include <gtest/gtest.h>

#include <clocale>
#include <random>

#include "grid/utf8.hpp"

namespace partage::grid {
namespace {

TEST(Width, countsColumnsNotBytes) {
  EXPECT_EQ(0, width(""));
  EXPECT_EQ(5, width("leçon"));
  EXPECT_EQ(5, width("lec\u0327on"));  // a combining cedilla
  EXPECT_EQ(4, width("日本"));
  EXPECT_EQ(2, width("🙂"));
  EXPECT_EQ(5, width("a\u00a0b\u202fc"));
  EXPECT_EQ(6, width("●◐○★✔✘"));
  EXPECT_EQ(4, width("┌─▶…"));
}

TEST(Width, dependsOnNoLocale) {
  const char* before = std::setlocale(LC_ALL, nullptr);
  ASSERT_STREQ("C", before);
  EXPECT_EQ(1, width("é"));
}

TEST(Width, controlAndBrokenCharactersTakeOneColumnEach) {
  EXPECT_EQ(1, width("\x07"));
  EXPECT_EQ(1, width("\n"));
  EXPECT_EQ(1, width("\xff"));
  EXPECT_EQ(1, width("\u0301"));  // a mark with nothing to sit on
}

TEST(Decode, refusesWhatRfc3629Refuses) {
  for (const char* broken : {"\xc0\xaf", "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80", "\x80"}) {
    EXPECT_FALSE(decode(broken).valid) << broken;
    EXPECT_EQ(kReplacement, decode(broken).code);
  }
  EXPECT_EQ(2u, decode("\xe2\x82").bytes) << "a cut character is one replacement, not one for each byte";
  EXPECT_EQ(U'€', decode("\xe2\x82\xac").code);
  EXPECT_EQ(U'🙂', decode("🙂x").code);
}

TEST(Decode, encodesBackEveryCharacter) {
  for (char32_t code = 0; code < 0x110000; code += code < 0x3000 ? 1 : 61) {
    if (code >= 0xD800 && code < 0xE000) continue;
    const std::string text = encode(code);
    const Decoded decoded = decode(text);
    ASSERT_TRUE(decoded.valid);
    ASSERT_EQ(code, decoded.code);
    ASSERT_EQ(text.size(), decoded.bytes);
  }
}

TEST(Cluster, nothingReachesTheTerminalThatActsOnIt) {
  EXPECT_EQ("␛", next_cluster("\x1b[31m").text);
  EXPECT_EQ("␡", next_cluster("\x7f").text);
  EXPECT_EQ("�", next_cluster("\u009b").text) << "C1 control: an 8-bit CSI";
  EXPECT_EQ("�", next_cluster("\u202e").text) << "right-to-left override";
  EXPECT_EQ("�", next_cluster("\u2066").text);
  EXPECT_EQ("e\u0301", next_cluster("e\u0301f").text);
}

TEST(Cluster, keepsFewMarks) {
  std::string text = "e";
  for (int mark = 0; mark < 200; ++mark) text += "\u0301";
  const Cluster cluster = next_cluster(text);
  EXPECT_EQ(text.size(), cluster.bytes);
  EXPECT_EQ(1u + 4 * 2, cluster.text.size());
}

TEST(Grid, clipsAtBothSides) {
  Grid grid({5, 2});
  EXPECT_EQ(7, grid.put(3, 0, "abcd"));
  EXPECT_EQ(2, grid.put(-2, 1, "abcd"));
  grid.put(0, 7, "dehors");
  grid.put(0, -1, "dehors");
  EXPECT_EQ("   ab\ncd", grid.text());
}

TEST(Grid, aWideCharacterThatDoesNotFitIsABlank) {
  Grid grid({3, 1});
  grid.put(2, 0, "日");
  EXPECT_EQ("", grid.text());
  grid.put(0, 0, "a日");
  EXPECT_EQ("a日", grid.text());
  EXPECT_EQ("", grid.at(2, 0).text);
}

TEST(Grid, overwritingHalfOfAWideCharacterLeavesNoHalf) {
  Grid grid({4, 1});
  grid.put(0, 0, "日本");
  grid.put(1, 0, "x");
  EXPECT_EQ(" x本", grid.text());
  grid.put(2, 0, "y");
  EXPECT_EQ(" xy", grid.text());
  grid.put(0, 0, "日本");
  grid.fill(3, 0, 1, 1, {"z", {}});
  EXPECT_EQ("日 z", grid.text());
}

TEST(Grid, outOfRangeIsBlank) {
  Grid grid({-3, 4});
  EXPECT_EQ((Size{0, 4}), grid.size());
  EXPECT_EQ(" ", grid.at(0, 0).text);
  grid.put(0, 0, "a");
  grid.fill(-5, -5, 100, 100, {"x", {}});
  grid.style(0, 0, 9, {Tone::bad});
  EXPECT_EQ("\n\n\n", grid.text());
}

TEST(Grid, styleKeepsTheText) {
  Grid grid({3, 1});
  grid.put(0, 0, "abc");
  grid.style(1, 0, 9, {Tone::accent, true});
  EXPECT_EQ("abc", grid.text());
  EXPECT_EQ(Tone::normal, grid.at(0, 0).attributes.tone);
  EXPECT_EQ(Tone::accent, grid.at(2, 0).attributes.tone);
}

TEST(Fit, cutsBetweenCharactersAndSaysSo) {
  EXPECT_EQ("leçon", fit("leçon", 5));
  EXPECT_EQ("leç…", fit("leçon", 4));
  EXPECT_EQ("…", fit("leçon", 1));
  EXPECT_EQ("", fit("leçon", 0));
  EXPECT_EQ("", fit("leçon", -3));
  EXPECT_EQ("日…", fit("日本語", 4));
  EXPECT_EQ("e\u0301…", fit("e\u0301fgh", 2));
  EXPECT_EQ("leç", clip("leçon", 3));
}

using Words = std::vector<std::string>;

TEST(Wrap, cutsAtSpaces) {
  EXPECT_EQ((Words{"le père", "attend son", "fils"}), wrap("le père attend son fils", 10));
  EXPECT_EQ((Words{""}), wrap("", 10));
  EXPECT_EQ((Words{"un", "", "deux"}), wrap("un\n\ndeux", 10));
}

TEST(Wrap, neverAtANoBreakSpace) {
  EXPECT_EQ((Words{"il dit", "«\u00a0quoi\u202f?\u00a0»"}), wrap("il dit «\u00a0quoi\u202f?\u00a0»", 12));
}

TEST(Wrap, cutsAWordLongerThanTheLine) {
  EXPECT_EQ((Words{"abcde", "f gh"}), wrap("abcdef gh", 5));
  EXPECT_EQ((Words{"日", "本"}), wrap("日本", 1));
  EXPECT_EQ((Words{"a", "b"}), wrap("ab", 0));
}

TEST(Wrap, keepsTheIndentation) { EXPECT_EQ((Words{"  un", "deux"}), wrap("  un deux", 6)); }

// Whatever the bytes: no line is too wide (but for a wide character alone), and no letter is lost.
TEST(Wrap, losesNothing) {
  std::mt19937 random(20260);
  const std::vector<std::string> parts{"a", "bc", " ", "  ", "é", "日", "\u00a0", "\n", "\xff", "e\u0301", "\x1b", "mot", "🙂"};
  for (int round = 0; round < 3'000; ++round) {
    std::string text;
    for (std::size_t count = random() % 30; count > 0; --count) text += parts[random() % parts.size()];
    const int columns = static_cast<int>(random() % 12);
    std::string expected, kept;
    for (const char one : text)
      if (one != ' ' && one != '\n') expected += one;
    for (const std::string& line : wrap(text, columns)) {
      ASSERT_LE(width(line), std::max(columns, 2)) << text;
      for (const char one : line)
        if (one != ' ') kept += one;
    }
    ASSERT_EQ(expected, kept);
  }
}

}  // namespace
}  // namespace partage::grid
