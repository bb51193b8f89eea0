#include "phrases/roles.hpp"

#include <gtest/gtest.h>

namespace partage::phrases {
namespace {

record::Recording family(std::vector<record::Process> processes) {
  record::Recording recording;
  recording.processes = std::move(processes);
  return recording;
}

const record::Recording generations = family({{10, 1, 0, {}, false},
                                              {11, 2, 10, {}, false},
                                              {12, 3, 11, {}, false},
                                              {13, 4, 10, {}, false},
                                              {14, 5, 12, {}, false},
                                              {15, 6, 14, {}, false},
                                              {16, 7, 13, {}, false}});

TEST(Role, FollowsGenerationsAndBirths) {
  EXPECT_EQ(role(generations, 10), "père");
  EXPECT_EQ(role(generations, 11), "fils");
  EXPECT_EQ(role(generations, 13), "fils 2");
  EXPECT_EQ(role(generations, 12), "petit-fils");
  EXPECT_EQ(role(generations, 16), "petit-fils 2");
  EXPECT_EQ(role(generations, 14), "arrière-petit-fils");
  EXPECT_EQ(role(generations, 15), "descendant");
  EXPECT_EQ(role(generations, 99), "processus 99");
}

TEST(Role, OfALoneProcessIsProgramme) {
  EXPECT_EQ(role(family({{10, 1, 0, {}, false}}), 10), "programme");
}

TEST(Role, SurvivesACircleOfParents) {
  EXPECT_NE(role(family({{1, 1, 2, {}, false}, {2, 2, 1, {}, false}}), 1), "");
}

TEST(Role, TakesItsArticle) {
  EXPECT_EQ(with_article("fils 2"), "le fils 2");
  EXPECT_EQ(subject(generations, 10), "Le père");
  EXPECT_EQ(subject(generations, 14), "L'arrière-petit-fils");
  EXPECT_EQ(of(generations, 10), "du père");
  EXPECT_EQ(of(generations, 14), "de l'arrière-petit-fils");
}

TEST(Relation, IsWhatTheOtherIsToOne) {
  EXPECT_EQ(relation(generations, 11, 10), "père");
  EXPECT_EQ(relation(generations, 10, 11), "fils");
  EXPECT_EQ(relation(generations, 11, 13), "frère");
  EXPECT_EQ(relation(generations, 12, 10), "grand-père");
  EXPECT_EQ(relation(generations, 10, 16), "petit-fils");
  EXPECT_EQ(relation(generations, 12, 13), "oncle");
  EXPECT_EQ(relation(generations, 13, 12), "neveu");
  EXPECT_EQ(relation(generations, 10, 10), "");
  EXPECT_EQ(relation(generations, 10, 99), "");
  EXPECT_EQ(relation(generations, 15, 10), "");
}

}  // namespace
}  // namespace partage::phrases
