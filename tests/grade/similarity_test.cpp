// Hand-ins that look alike: found whatever was renamed, not found because of what the exercise gave.
#include "grade/similarity.hpp"

#include <gmock/gmock.h>

#include <regex>

#include "grade/small_class.hpp"

namespace partage::grade_tests {
namespace {

using grade::Similar;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(Similarity, WhatWasGivenIsTakenOut) {
  EXPECT_EQ(grade::without_given("#include <a.h>\n  int x;\nint y;\n", "\tint x;  \n#include <a.h>\n"), "int y;\n");
  EXPECT_EQ(grade::without_given("", "x"), "");
}

TEST(Similarity, BothDirectionsMakeOnePair) {
  const std::string said = "File s001.c: 173 tokens, 32 lines\n\ns002.c consists for 87 % of s001.c material\n"
                           "s001.c consists for 61 % of s002.c material\ns003.c consists for 99 % of s001.c material\n";
  EXPECT_THAT(grade::read_percentages(said, "13_agrandir"),
              ElementsAre(Similar{"13_agrandir", "s001", "s003", 0, 99}, Similar{"13_agrandir", "s001", "s002", 61, 87}));
}

TEST(Similarity, TwoThatAreEachOtherComeBeforeOneInsideTheOther) {
  const std::string said = "s001.c consists for 100 % of s002.c material\n"
                           "s003.c consists for 100 % of s004.c material\ns004.c consists for 90 % of s003.c material\n";
  EXPECT_THAT(grade::read_percentages(said, "x"), ElementsAre(Similar{"x", "s003", "s004", 100, 90}, Similar{"x", "s001", "s002", 100, 0}));
}

TEST(Similarity, AnythingElseIsNoPair) {
  EXPECT_THAT(grade::read_percentages("s001.c consists for 59 % of s002.c material\n", "x"), IsEmpty());
  EXPECT_THAT(grade::read_percentages("s001.c consists for 99 % of s001.c material\n", "x"), IsEmpty());
  EXPECT_THAT(grade::read_percentages("s001.c consists for 9999999999 % of s002.c material\n\xff\n", "x"), IsEmpty());
}

TEST(Similarity, ACopyWithOtherNamesIsFound) {
  if (!grade::can_compare()) GTEST_SKIP() << "sim_c";
  const fs::path rendus = new_folder("ressemblances"), sortie = new_folder("ressemblances-notes");
  const std::string number = "13", file = exercise(number).file, one = solution(number);
  const std::string renamed = "/* mine */\n" + std::regex_replace(one, std::regex("\\b(taille|adresse|zone|fd)\\b"), "mon_$1");
  write(rendus / "ada" / file, one);
  write(rendus / "bob" / file, renamed);
  write(rendus / "eve" / file, "void ajouter_rien(void) { for (int i = 0; i < 10; i++) continue; }\n");
  grade::NotesFolder notes = grade::NotesFolder::open_or_make(sortie);
  const grade::HandedIn handed(rendus, {}, library().exercises, unpacking());
  const content::Exercise& only = exercise(number);
  const grade::Plan plan = grade::make_plan(handed, notes, {only}, {{only.id, only.number, only.title, only.file, only.lesson, 1}}, [](std::size_t) {});
  const grade::Similarities found = grade::compare(plan, notes, sandbox::capabilities().best, [](std::size_t) {});
  EXPECT_THAT(found.problems, IsEmpty());
  ASSERT_EQ(found.pairs.size(), 1u) << grade::to_json_text(found);
  EXPECT_GT(std::min(found.pairs[0].first_percent, found.pairs[0].second_percent), 90);  // in both directions
  EXPECT_THAT(found.exercises, ElementsAre(grade::Compared{only.id, 3}));
  EXPECT_THAT(grade::to_text(found, plan), testing::AllOf(HasSubstr("1 paire sur 3"), HasSubstr("ada (s001)"), HasSubstr("bob (s002)"),
                                                          Not(HasSubstr("eve")), HasSubstr("pas une preuve")));
}

}  // namespace
}  // namespace partage::grade_tests
