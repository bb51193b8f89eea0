// What differs between two texts.
#include "app/diff.hpp"

#include <gmock/gmock.h>

#include <random>

#include "app/edit_script.hpp"

namespace partage::test {
namespace {

using app::DiffRow;
using testing::ElementsAre;
using testing::HasSubstr;
using Kind = DiffRow::Kind;

std::string text_of(const app::Lines& lines) {
  std::string all;
  for (const app::Line& line : lines) all += line.text() + "\n";
  return all;
}

TEST(Diff, ALineThatChanges) {
  EXPECT_THAT(app::diff("a;\nb;\nc;\n", "a;\nB;\nc;\n"), ElementsAre(DiffRow{Kind::same, 1, 1}, DiffRow{Kind::changed, 2, 2}, DiffRow{Kind::same, 3, 3}));
  EXPECT_THAT(app::diff("a;\n", "a;\nb;\n"), ElementsAre(DiffRow{Kind::same, 1, 1}, DiffRow{Kind::right, 0, 2}));
  EXPECT_THAT(app::diff("a;\nb;\n", ""), ElementsAre(DiffRow{Kind::left, 1, 0}, DiffRow{Kind::left, 2, 0}));
  EXPECT_TRUE(app::diff("", "").empty());
}

TEST(Diff, CommentsAndBlanksAreNoDifference) {
  EXPECT_THAT(app::diff("int  x=1; // un\n\ny;\n", "int x = 1;\ny;\n"),
              ElementsAre(DiffRow{Kind::calm, 1, 1}, DiffRow{Kind::calm, 2, 0}, DiffRow{Kind::same, 3, 2}));
  EXPECT_THAT(app::diff("x;\n", "/* deux\n lignes */\nx;\n"), ElementsAre(DiffRow{Kind::calm, 0, 1}, DiffRow{Kind::calm, 0, 2}, DiffRow{Kind::same, 1, 3}));
  EXPECT_THAT(text_of(app::diff_lines("x;\n", "x; // y\n", {"votre fichier", "la solution"}, 76)), HasSubstr("commentaires et blancs à part"));
  EXPECT_THAT(app::diff("p(\"// a\");\n", "p(\"// b\");\n"), ElementsAre(DiffRow{Kind::changed, 1, 1})) << "inside a string it is no comment";
}

TEST(Diff, MarksEveryChangeByACharacter) {
  const app::DiffNames names{"votre fichier", "la solution"};
  const std::string narrow = text_of(app::diff_lines("a;\nb;\n", "a;\nc;\nd;\n", names, 76));
  EXPECT_THAT(narrow, HasSubstr("-   2 │ b;\n+   2 │ c;\n+   3 │ d;\n"));
  const std::string wide = text_of(app::diff_lines("a;\nb;\n", "a;\nc;\nd;\n", names, app::kSideBySide));
  EXPECT_THAT(wide, HasSubstr("≠"));
  EXPECT_THAT(wide, HasSubstr(">"));
  EXPECT_THAT(wide, HasSubstr("la solution"));
}

TEST(Diff, WhatATerminalWouldObeyIsInert) {
  EXPECT_EQ(text_of(app::diff_lines("\x1b[31mx;\r\n", "\x1b]0;t\x07y;\n", {"a", "b"}, 76)).find('\x1b'), std::string::npos);
}

// Whatever the texts, the pairs grow on both sides and join equal lines; and there are as many as there can be.
TEST(EditScript, IsTheShortest) {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    std::vector<std::string> left(random() % 12), right(random() % 12);
    for (auto* side : {&left, &right})
      for (std::string& line : *side) line = std::string(1, static_cast<char>('a' + random() % 4));
    const auto pairs = app::common_lines(left, right);
    std::vector<std::vector<std::size_t>> best(left.size() + 1, std::vector<std::size_t>(right.size() + 1));
    for (std::size_t i = 1; i <= left.size(); ++i)
      for (std::size_t j = 1; j <= right.size(); ++j)
        best[i][j] = left[i - 1] == right[j - 1] ? best[i - 1][j - 1] + 1 : std::max(best[i - 1][j], best[i][j - 1]);
    ASSERT_EQ(pairs.size(), best[left.size()][right.size()]) << "round " << round;
    for (std::size_t k = 0; k < pairs.size(); ++k) {
      ASSERT_EQ(left[pairs[k].first], right[pairs[k].second]);
      if (k > 0) {
        ASSERT_LT(pairs[k - 1].first, pairs[k].first);
        ASSERT_LT(pairs[k - 1].second, pairs[k].second);
      }
    }
  }
}

TEST(EditScript, GivesUpOnTextsThatHaveNothingInCommon) {
  std::vector<std::string> left, right;
  for (int line = 0; line < 3'000; ++line) {
    left.push_back("l" + std::to_string(line));
    right.push_back("r" + std::to_string(line));
  }
  left.front() = right.front() = "début";
  EXPECT_EQ(app::common_lines(left, right).size(), 1u);
}

}  // namespace
}  // namespace partage::test
