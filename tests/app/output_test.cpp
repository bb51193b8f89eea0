#include "app/output.hpp"

#include <gtest/gtest.h>

#include <random>

namespace partage::app {
namespace {

TEST(Output, keepsNewlinesTabsAndReturns) {
  EXPECT_EQ("un\ndeux\n", inert("un\r\ndeux"));
  EXPECT_EQ("a       b\n", inert("a\tb"));
  EXPECT_EQ("100 %\n", inert(" 10 %\r100"));
  EXPECT_EQ("ac\n", inert("ab\bc"));
  EXPECT_EQ("\n\n", inert("\n\n"));
  EXPECT_EQ("", inert(""));
}

TEST(Output, dropsEscapeSequences) {
  EXPECT_EQ("rouge\n", inert("\x1b[1;31mrouge\x1b[0m"));
  EXPECT_EQ("titre\n", inert("\x1b]0;autre titre\x07titre"));
  EXPECT_EQ("lien\n", inert("\x1b]8;;http://x\x1b\\lien"));
  EXPECT_EQ("dcs\n", inert("\x1bP1$qm\x1b\\dcs"));
  EXPECT_EQ("ab\n", inert("a\x1b(0b"));
  EXPECT_EQ("ab\n", inert("a\x1b""7b"));
  EXPECT_EQ("ab\n", inert("a\x1b[?1049hb"));
}

TEST(Output, anUnfinishedSequenceLosesOnlyItsLine) {
  EXPECT_EQ("avant\nsuite\n", inert("avant\x1b]0;jamais fini\nsuite"));
  EXPECT_EQ("\nsuite\n", inert("\x1b[12;\nsuite"));
  const std::string endless = "\x1b]" + std::string(10'000, 'x');
  EXPECT_LT(5'000u, inert(endless).size());
}

TEST(Output, showsOtherControls) {
  EXPECT_EQ("␀␇␡\n", inert(std::string_view("\0\x07\x7f", 3)));
  EXPECT_EQ("a�b\n", inert("a\xff" "b"));
}

TEST(Output, joinsCharactersCutBetweenTwoReads) {
  for (std::size_t cut = 0; cut < 9; ++cut) {
    Output output;
    const std::string text = "é€🙂";
    output.feed(text.substr(0, cut));
    output.feed(text.substr(cut));
    EXPECT_EQ("é€🙂\n", output.text()) << cut;
  }
}

TEST(Output, sameWhateverTheCuts) {
  std::mt19937 random(7);
  const std::vector<std::string> parts{"mot ", "é", "\x1b[3", "1m", "\x1b]0;", "\x07", "\r", "\n", "\t", "\xe2\x82", "\xac", "\xff", "\b", "\x1b"};
  for (int round = 0; round < 2'000; ++round) {
    std::string all;
    for (std::size_t count = random() % 20; count > 0; --count) all += parts[random() % parts.size()];
    Output whole, cut;
    whole.feed(all);
    for (const char one : all) cut.feed({&one, 1});
    ASSERT_EQ(whole.text(), cut.text());
  }
}

TEST(Output, whatReordersOrHidesIsNoText) {
  EXPECT_EQ("a\uFFFD2Jb\n", inert("a\xc2\x9b" "2Jb"));       // U+009B, CSI in one character
  EXPECT_EQ("a\uFFFDb\n", inert("a\xe2\x80\xae" "b"));       // right-to-left override
  EXPECT_EQ("\uFFFD\uFFFD\n", inert("\xef\xbb\xbf\xe2\x80\x8b"));  // no width
  EXPECT_EQ("a\u00A0b\n", inert("a\u00A0b"));
}

TEST(Output, staysBounded) {
  Output output;
  const std::string line = std::string(100, 'x') + "\n";
  for (int count = 0; count < 20'000; ++count) output.feed(line);
  EXPECT_EQ(Output::kMostLines, output.line_count());
  EXPECT_EQ(20'000u - Output::kMostLines, output.forgotten());
  Output one_line;
  for (int count = 0; count < 1'000; ++count) one_line.feed(std::string(1'000, 'y'));
  EXPECT_LE(one_line.line(0).size(), Output::kLongestLine);
}

}  // namespace
}  // namespace partage::app
