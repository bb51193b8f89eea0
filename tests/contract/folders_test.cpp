// What each exercise's folder, its check and its known answers owe each other.
#include <gmock/gmock.h>

#include <regex>
#include <set>

#include "contract/exercise_files.hpp"
#include "phrases/diagnoses.hpp"
#include "phrases/typography.hpp"

namespace partage::contract {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

using Codes = std::set<std::string>;

Codes codes_in_check(const std::string& folder) {
  static const std::regex code("\"(E[0-9][0-9]-[a-z0-9_-]+)\"");
  const std::string text = text_of(source_dir() / "exercises" / folder / "check.cpp");
  Codes found;
  for (auto match = std::sregex_iterator(text.begin(), text.end(), code); match != std::sregex_iterator(); ++match)
    found.insert((*match)[1].str());
  return found;
}

Codes worded_codes(const std::string& folder) {
  Codes found;
  for (const auto& [code, text] : exercise(folder).diagnoses) found.insert(code);
  return found;
}

Codes codes_of_mistakes(const std::string& folder) {
  Codes found;
  for (const Answer& answer : of_exercise(mistakes(), folder)) found.insert(expected_code(text_of(answer.file)));
  return found;
}

Codes minus(const Codes& all, const Codes& some) {
  Codes left;
  std::set_difference(all.begin(), all.end(), some.begin(), some.end(), std::inserter(left, left.end()));
  return left;
}

class Folder : public testing::TestWithParam<std::string> {};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Folder);

TEST_P(Folder, HasAStubAndASolution) {
  EXPECT_THAT(of_exercise(stubs(), GetParam()), SizeIs(1));
  EXPECT_THAT(of_exercise(solutions(), GetParam()), SizeIs(1));
}

TEST_P(Folder, HasItsCheckInThisProgram) { EXPECT_THAT(check::compiled_checks(), Contains(GetParam())); }

TEST_P(Folder, HasFiveMistakesAndTwoAlternatives) {
  EXPECT_GE(of_exercise(mistakes(), GetParam()).size(), 5u);
  EXPECT_GE(of_exercise(alternatives(), GetParam()).size(), 2u);
}

TEST_P(Folder, WordsEveryCodeOfItsCheck) {
  EXPECT_THAT(minus(codes_in_check(GetParam()), worded_codes(GetParam())), IsEmpty()) << "codes de check.cpp sans texte dans exercise.toml";
}

TEST_P(Folder, UsesEveryCodeItWords) {
  Codes worded = worded_codes(GetParam());
  std::erase_if(worded, [&](const std::string& code) {
    return code == exercise(GetParam()).stub_diagnosis || phrases::common_diagnosis(code) != nullptr;
  });
  EXPECT_THAT(minus(worded, codes_in_check(GetParam())), IsEmpty()) << "codes d'exercise.toml que check.cpp n'emploie pas";
}

TEST_P(Folder, HasAMistakeForEveryCode) {
  Codes unproven = minus(worded_codes(GetParam()), codes_of_mistakes(GetParam()));
  std::erase_if(unproven, [&](const std::string& code) {
    return code == exercise(GetParam()).stub_diagnosis || !exercise(GetParam()).diagnoses.at(code).untested.empty();
  });
  EXPECT_THAT(unproven, IsEmpty()) << "codes qu'aucun fichier de tests/mistakes/" << GetParam() << " n'obtient, sans non_teste";
}

TEST_P(Folder, ClaimsNoCodeUntestedThatAMistakeGets) {
  for (const std::string& code : codes_of_mistakes(GetParam())) {
    const auto found = exercise(GetParam()).diagnoses.find(code);
    if (found != exercise(GetParam()).diagnoses.end()) {
      EXPECT_THAT(found->second.untested, IsEmpty()) << code;
    }
  }
}

// non_teste = "… tests/alternatives/NN_nom/fichier.c": an advice, shown by that right answer.
TEST_P(Folder, ShowsItsAdvice) {
  static const std::regex file("tests/alternatives/[^ ]+\\.c");
  for (const auto& [code, text] : exercise(GetParam()).diagnoses) {
    std::smatch match;
    if (!std::regex_search(text.untested, match, file)) continue;
    const record::Verdict given = verdict({GetParam(), source_dir() / match.str()});
    std::vector<std::string> advised;
    for (const record::Diagnosis& advice : given.advice) advised.push_back(advice.code);
    EXPECT_THAT(advised, Contains(code)) << match.str();
  }
}

TEST_P(Folder, HasCodesThatNameTheExercise) {
  for (const std::string& code : worded_codes(GetParam()))
    EXPECT_TRUE(phrases::common_diagnosis(code) != nullptr || code.starts_with("E" + GetParam().substr(0, 2) + "-")) << code;
}

TEST_P(Folder, IsWellTypeset) {
  for (const char* name : {"exercise.toml", "enonce.fr.md"}) {
    const auto kind = std::string(name).ends_with(".toml") ? phrases::TextKind::toml : phrases::TextKind::markdown;
    for (const auto& fault : phrases::typography_faults(text_of(source_dir() / "exercises" / GetParam() / name), kind))
      ADD_FAILURE() << name << ":" << fault.line << ": " << fault.reason << " : " << fault.excerpt;
  }
}

const auto name = [](const testing::TestParamInfo<std::string>& tested) { return readable(tested.param); };
INSTANTIATE_TEST_SUITE_P(Exercise, Folder, testing::ValuesIn(exercise_folders()), name);

TEST(Folders, SomeAreFound) { EXPECT_FALSE(exercise_folders().empty()); }

TEST(Folders, KnownAnswersAreOfAnExercise) {
  for (const auto& answers : {mistakes(), alternatives()})
    for (const Answer& answer : answers) EXPECT_THAT(exercise_folders(), Contains(answer.exercise)) << answer;
}

TEST(Folders, AgreeWithThisProgram) { EXPECT_EQ(check::mismatch(exercise_folders()), ""); }

TEST(Folders, WithoutCheckAreRefusedWithTheCommandThatRebuilds) {
  std::vector<std::string> more = exercise_folders();
  more.push_back("99_nouveau");
  EXPECT_THAT(check::mismatch(more), testing::AllOf(HasSubstr("99_nouveau"), HasSubstr("./partage")));
}

TEST(Folders, ThatAreGoneAreRefusedWithTheCommandThatRebuilds) {
  const std::vector<std::string> none;
  EXPECT_THAT(check::mismatch(none), testing::AllOf(HasSubstr(exercise_folders().front()), HasSubstr("./partage")));
}

TEST(Folders, AnExerciseWithoutCheckIsNotJudged) {
  content::Exercise unknown = exercise(exercise_folders().front());
  unknown.id = "99_nouveau";
  const record::Verdict given = check::verify(unknown, {.source = solutions().front().file, .seed = {}});
  EXPECT_EQ(given.outcome, record::Outcome::could_not_judge);
  EXPECT_EQ(check::exit_code(given), 77);
  EXPECT_THAT(told(given), HasSubstr("./partage"));
}

}  // namespace
}  // namespace partage::contract
