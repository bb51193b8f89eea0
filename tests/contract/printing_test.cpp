// A program that only prints what the solution prints passes no exercise: printing changes nothing of the stub's verdict.
#include <gmock/gmock.h>

#include <fmt/format.h>

#include <regex>

#include "contract/exercise_files.hpp"
#include "record/json.hpp"

namespace partage::contract {
namespace {

// What the solution's runs print, and all the ways in which this kit says that an exercise is passed.
std::string text_of_success(const std::string& folder) {
  record::Verdict passed = verdict(of_exercise(solutions(), folder).front());
  EXPECT_EQ(outcome(passed), "passe");
  passed.recording.reset();
  return passed.output + "\n✔ Réussi. " + exercise(folder).title + "   verdict en 0,07 s\n" + record::to_json_text(passed) +
         "\n::notice title=GRADE::20/20\n";
}

// No header: what the stub includes must not decide.
std::string printer(const std::string& text) {
  std::string bytes;
  for (const unsigned char byte : text) bytes += fmt::format("{},", byte);
  return "extern long write(int, const void*, unsigned long);\n"
         "static const unsigned char texte_du_succes[] = {" + bytes + "};\n"
         "static void imprimer_le_succes(void) {\n"
         "  for (int sortie = 1; sortie <= 2; ++sortie)\n"
         "    if (write(sortie, texte_du_succes, sizeof texte_du_succes) < 0) return;\n"
         "}\n";
}

const std::string in_constructor = "\n__attribute__((constructor)) static void avant_main(void) { imprimer_le_succes(); }\n";

// Every function that the text defines prints first. The printer comes last: a feature macro must stay before any header.
std::string printing_functions(const std::string& stub, const std::string& text) {
  static const std::regex opening("\n([A-Za-z][^;\n]*\\)) \\{\n");
  const std::string printing = std::regex_replace(stub, opening, "\n$1 {\n  extern void imprimer_depuis_la_fonction(void);\n  imprimer_depuis_la_fonction();\n");
  EXPECT_NE(printing, stub) << "aucune fonction trouvée";
  return printing + "\n" + printer(text) + "void imprimer_depuis_la_fonction(void) { imprimer_le_succes(); }\n";
}

class Printing : public testing::TestWithParam<std::string> {
 protected:
  void expect_nothing_gained(const std::string& source) {
    const TemporaryFile file(exercise(GetParam()).file, source);
    const record::Verdict given = verdict({GetParam(), file.path()});
    EXPECT_EQ(given.outcome, record::Outcome::failed) << told(given);
    EXPECT_EQ(outcome(given), exercise(GetParam()).stub_diagnosis) << told(given);
  }
  std::string stub() const { return text_of(of_exercise(stubs(), GetParam()).front().file); }
};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Printing);

TEST_P(Printing, FromAConstructorGainsNothing) {
  expect_nothing_gained(stub() + "\n" + printer(text_of_success(GetParam())) + in_constructor);
}

TEST_P(Printing, FromTheFunctionGainsNothing) { expect_nothing_gained(printing_functions(stub(), text_of_success(GetParam()))); }

const auto name = [](const testing::TestParamInfo<std::string>& tested) { return readable(tested.param); };
INSTANTIATE_TEST_SUITE_P(Exercise, Printing, testing::ValuesIn(exercise_folders()), name);

}  // namespace
}  // namespace partage::contract
