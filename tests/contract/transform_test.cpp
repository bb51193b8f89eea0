#include "contract/transform.hpp"

#include <gmock/gmock.h>

#include "contract/exercise_files.hpp"
#include "contract/tokens.hpp"

namespace partage::contract {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Tokens, GiveTheTextBack) {
  for (const Answer& answer : mistakes()) EXPECT_EQ(joined(tokens_of(text_of(answer.file))), text_of(answer.file)) << answer;
}

TEST(Rename, VariablesAndParameters) {
  EXPECT_EQ(rename_variables("int f(int *x, size_t taille) { int a = *x, b; return a + b + taille; }"),
            "int f(int *renomme_4, size_t renomme_3) { int renomme_1 = *renomme_4, renomme_2; return renomme_1 + renomme_2 + renomme_3; }");
}

TEST(Rename, NeitherMembersNorFunctionsNorTypesNorStrings) {
  EXPECT_EQ(rename_variables("struct s { int x; }; int g(struct s *p) { return p->x + f(sizeof(int)) + \"p\"[0]; } /* p */"),
            "struct s { int x; }; int g(struct s *renomme_1) { return renomme_1->x + f(sizeof(int)) + \"p\"[0]; } /* p */");
}

TEST(Rename, NeitherTagsNorMembersThatBearAVariablesName) {
  EXPECT_EQ(rename_variables("struct x { int x; }; int f(int x) { struct x y = {x}; return y.x; }"),
            "struct x { int x; }; int f(int renomme_1) { struct x renomme_2 = {renomme_1}; return renomme_2.x; }");
}

TEST(Rename, InMacrosButNotInIncludes) {
  EXPECT_EQ(rename_variables("#include \"x.h\"\n#define DEUX (2 * x)\nstatic int x;\n"),
            "#include \"x.h\"\n#define DEUX (2 * renomme_1)\nstatic int renomme_1;\n");
}

TEST(Rename, LeavesProductsAlone) {
  EXPECT_EQ(rename_variables("int f(void) { return 4 * PAGE; }"), "int f(void) { return 4 * PAGE; }");
}

TEST(Move, KeepsTheBodyInTheHelper) {
  EXPECT_EQ(move_into_helper("#include \"x.h\"\nvoid *f(size_t n, int *p) { return g(n, p); }\n", "f"),
            "#include \"x.h\"\nstatic void *f_deplacee(size_t n, int *p) { return g(n, p); }\n\nvoid *f(size_t n, int *p) {\n  return "
            "f_deplacee(n, p);\n}\n");
}

TEST(Move, PassesAPointerToAFunction) {
  EXPECT_THAT(move_into_helper("int f(int n, long (*g)(int), long *t) { return n; }\n", "f"), HasSubstr("return f_deplacee(n, g, t);"));
}

TEST(Move, SkipsDeclarationsAndCalls) {
  const std::string moved = move_into_helper("int f(int);\nstatic int g(void) { return f(2); }\nint f(int a) { return a; }\n", "f");
  EXPECT_THAT(moved, HasSubstr("int f(int);\nstatic int g(void) { return f(2); }\nstatic int f_deplacee(int a) { return a; }\n"));
  EXPECT_THAT(moved, HasSubstr("return f_deplacee(a);"));
}

// Each known mistake, its variables renamed and its body moved into another function of the same file.
class Disguised : public testing::TestWithParam<Answer> {};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Disguised);

TEST_P(Disguised, KeepsItsDiagnosis) {
  const std::string source = text_of(GetParam().file);
  const content::Exercise& of = exercise(GetParam().exercise);
  std::string disguised = rename_variables(source);
  for (const content::ProbedFunction& function : of.functions) disguised = move_into_helper(disguised, function.name);
  ASSERT_NE(disguised, source);
  const TemporaryFile file(of.file, disguised);
  const record::Verdict given = verdict({GetParam().exercise, file.path()});
  EXPECT_EQ(outcome(given), expected_code(source)) << told(given) << disguised;
}

const auto name = [](const testing::TestParamInfo<Answer>& tested) { return test_name(tested.param); };
INSTANTIATE_TEST_SUITE_P(Renaming, Disguised, testing::ValuesIn(mistakes()), name);

}  // namespace
}  // namespace partage::contract
