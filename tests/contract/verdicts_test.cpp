// Every known answer of every exercise gets the verdict that it must: one test a file.
#include <gmock/gmock.h>

#include <regex>

#include "contract/exercise_files.hpp"

namespace partage::contract {
namespace {

using record::Outcome;

// A name that nobody filled would reach the student as « {lu} ».
void expect_filled(const record::Diagnosis& diagnosis) {
  static const std::regex name("\\{[a-z_]+\\}");
  EXPECT_FALSE(std::regex_search(diagnosis.title + diagnosis.why, name)) << diagnosis.title << "\n" << diagnosis.why;
}

void expect_well_told(const record::Verdict& verdict) {
  ASSERT_TRUE(verdict.diagnosis.has_value());
  EXPECT_FALSE(verdict.diagnosis->title.empty());
  EXPECT_FALSE(verdict.diagnosis->why.empty());
  expect_filled(*verdict.diagnosis);
  if (verdict.diagnosis->source.known()) {
    EXPECT_EQ(verdict.diagnosis->source.file, exercise(verdict.exercise).file) << "la ligne est dans le fichier de l'étudiant";
  }
}

class Stub : public testing::TestWithParam<Answer> {};
class Solution : public testing::TestWithParam<Answer> {};
class Mistake : public testing::TestWithParam<Answer> {};
class Alternative : public testing::TestWithParam<Answer> {};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Stub);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Solution);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Mistake);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Alternative);

TEST_P(Stub, GetsItsDiagnosis) {
  const record::Verdict given = verdict(GetParam());
  EXPECT_EQ(outcome(given), exercise(GetParam().exercise).stub_diagnosis) << told(given);
  expect_well_told(given);
}

TEST_P(Solution, Passes) {
  const record::Verdict given = verdict(GetParam());
  EXPECT_EQ(outcome(given), "passe") << told(given);
  EXPECT_TRUE(given.advice.empty()) << given.advice.front().title;
  EXPECT_TRUE(given.compiler.empty()) << told(given);
  EXPECT_TRUE(given.recording.has_value());
}

TEST_P(Mistake, GetsItsDiagnosis) {
  const std::string expected = expected_code(text_of(GetParam().file));
  ASSERT_FALSE(expected.empty()) << "la première ligne doit être « /* attendu : CODE */ »";
  const record::Verdict given = verdict(GetParam());
  EXPECT_EQ(outcome(given), expected) << told(given);
  expect_well_told(given);
}

TEST_P(Alternative, Passes) {
  const record::Verdict given = verdict(GetParam());
  EXPECT_EQ(outcome(given), "passe") << told(given);
  for (const record::Diagnosis& advice : given.advice) expect_filled(advice);
}

const auto name = [](const testing::TestParamInfo<Answer>& tested) { return test_name(tested.param); };
INSTANTIATE_TEST_SUITE_P(Verdict, Stub, testing::ValuesIn(stubs()), name);
INSTANTIATE_TEST_SUITE_P(Verdict, Solution, testing::ValuesIn(solutions()), name);
INSTANTIATE_TEST_SUITE_P(Verdict, Mistake, testing::ValuesIn(mistakes()), name);
INSTANTIATE_TEST_SUITE_P(Verdict, Alternative, testing::ValuesIn(alternatives()), name);

}  // namespace
}  // namespace partage::contract
