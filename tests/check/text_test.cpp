#include <gmock/gmock.h>

#include "check/exercise_08.hpp"
#include "check/gcc_messages.hpp"
#include "check/source_text.hpp"
#include "check/wording.hpp"
#include "phrases/compiler.hpp"
#include "phrases/diagnoses.hpp"
#include "phrases/typography.hpp"

namespace partage::check {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

TEST(Wording, FillsNamesAndLeavesOtherBraces) {
  const Words words{{"lu", "0"}, {"écrit", "7"}};
  EXPECT_EQ(fill("lu {lu}, écrit {écrit}, {inconnu}, if (x) { y(); }", words), "lu 0, écrit 7, {inconnu}, if (x) { y(); }");
  EXPECT_EQ(fill("{", words), "{");
  EXPECT_EQ(fill("{lu", words), "{lu");
  EXPECT_EQ(fill("{{lu}}", words), "{0}");
}

TEST(Wording, AgreesTheNoun) {
  const auto said = [](const char* n) { return fill("{n} {n|octet|octets}", {{"n", n}}); };
  EXPECT_EQ(said("0"), "0 octet");
  EXPECT_EQ(said("1"), "1 octet");
  EXPECT_EQ(said("2"), "2 octets");
  EXPECT_EQ(said("65537"), "65\u202f537 octets");
  EXPECT_EQ(fill("{x|a|b} {n|a}", {{"n", "2"}}), "{x|a|b} {n|a}");
}

TEST(Wording, GroupsLongNumbersAndNothingElse) {
  const auto said = [](const char* n) { return fill("{n}", {{"n", n}}); };
  EXPECT_EQ(said("4096"), "4096");
  EXPECT_EQ(said("-1234567"), "-1\u202f234\u202f567");
  EXPECT_EQ(said("0x7f1234"), "0x7f1234");
  EXPECT_EQ(said("00600"), "00600");
  EXPECT_EQ(said("12345 octets"), "12345 octets");
}

TEST(Wording, DoesNotFillWhatAWordBrings) { EXPECT_EQ(fill("{a}", {{"a", "{b}"}, {"b", "non"}}), "{b}"); }

TEST(Wording, UnknownCodeHasNone) { EXPECT_FALSE(worded(exercise_08(), "E08-n-existe-pas", {}, {})); }

TEST(Wording, KnowsTheLine) {
  content::Exercise exercise;
  exercise.file = "f.c";
  exercise.diagnoses["E99-x"] = {"à la ligne {ligne} de {fichier}", "", "", ""};
  EXPECT_EQ(worded(exercise, "E99-x", {}, {"f.c", 12, ""})->title, "à la ligne 12 de f.c");
}

std::string faults_of(std::string_view text) {
  std::string said;
  for (const auto& fault : phrases::typography_faults(text, phrases::TextKind::prose)) said += fault.reason + " : " + fault.excerpt + "\n";
  return said;
}

TEST(Wording, CommonDiagnosesAreWellTypeset) {
  for (const auto& one : phrases::common_diagnoses()) {
    EXPECT_THAT(faults_of(one.title), IsEmpty()) << one.code;
    EXPECT_THAT(faults_of(one.why), IsEmpty()) << one.code;
  }
}

TEST(SourceText, ExcerptPointsAtTheColumn) {
  const std::string source = "int a;\n\tint b = oups;\n";
  EXPECT_EQ(excerpt(source, 2, 17), "        int b = oups;\n                ^");
  EXPECT_EQ(excerpt(source, 1, 0), "int a;");
  EXPECT_EQ(excerpt(source, 9, 1), "");
}

TEST(SourceText, LongLinesAreCutAroundTheColumn) {
  const std::string source = std::string(500, 'a') + "X" + std::string(500, 'b');
  const std::string shown = excerpt(source, 1, 501);
  const std::size_t end = shown.find('\n');
  ASSERT_NE(end, std::string::npos);
  EXPECT_LE(end, 130u);
  const std::size_t caret = shown.size() - 1 - (end + 1);
  ASSERT_LT(caret, end);
  EXPECT_EQ(shown[caret], 'X');
}

TEST(SourceText, NothingActsOnATerminal) {
  EXPECT_EQ(printable("a\x1b[31mb\xff\xc2\x9b c\té"), "a?[31mb?? c é");
  EXPECT_EQ(printable("\xed\xa0\x80"), "???");
}

TEST(GccMessages, KeepWhatIsNotUnderstood) {
  const BuildLog log = read_build_log("pas du JSON\n[{\"kind\": 3}]\n[{]\n", "", "f.c", "f");
  ASSERT_FALSE(log.messages.empty());
  EXPECT_EQ(log.messages.front().text, "pas du JSON");
}

TEST(GccMessages, AnUnknownTypeIsNotAnOpenParenthesis) {
  const auto message = [](const char* text) {
    return std::string("[{\"kind\": \"error\", \"message\": \"") + text +
           "\", \"locations\": [{\"caret\": {\"file\": \"f.c\", \"line\": 1, \"column\": 1}}]}]\n";
  };
  const BuildLog log = read_build_log(message("'size_t' undeclared (first use in this function)") + message("expected ')' before 'n'"), "x\n", "f.c", "f");
  ASSERT_EQ(log.messages.size(), 2u);
  EXPECT_THAT(log.messages[0].hint, HasSubstr("<stddef.h>"));
  EXPECT_THAT(log.messages[1].hint, IsEmpty());
}

TEST(Hints, NameTheHeader) {
  EXPECT_THAT(phrases::compiler_hint("'O_RDWR' undeclared (first use in this function)"), HasSubstr("<fcntl.h>"));
  EXPECT_THAT(phrases::compiler_hint("'PROT_READ' undeclared (first use in this function)"), HasSubstr("<sys/mman.h>"));
  EXPECT_THAT(phrases::compiler_hint("'MAP_ANONYMOUS' undeclared (first use in this function)"), HasSubstr("_DEFAULT_SOURCE"));
  EXPECT_THAT(phrases::compiler_hint("implicit declaration of function 'waitpid'; did you mean 'getpid'?"), HasSubstr("<sys/wait.h>"));
  EXPECT_THAT(phrases::compiler_hint("unknown type name 'size_t'"), HasSubstr("<stddef.h>"));
  EXPECT_THAT(phrases::compiler_hint("something new"), IsEmpty());
}

TEST(Hints, OfTheLinker) {
  EXPECT_THAT(phrases::linker_hint("undefined reference to `f'", "f"), HasSubstr("ne définit pas"));
  EXPECT_THAT(phrases::linker_hint("multiple definition of `main'", "f"), HasSubstr("main"));
  EXPECT_THAT(phrases::linker_hint("multiple definition of `aide'", "f"), HasSubstr("aide"));
}

TEST(Hints, AreWellTypeset) {
  for (const char* message :
       {"'O_RDWR' undeclared", "'MAP_ANONYMOUS' undeclared", "'truc' undeclared", "implicit declaration of function 'fork'",
        "implicit declaration of function 'truc'", "x.h: No such file or directory", "expected ';' before '}' token",
        "expected declaration or statement at end of input", "expected identifier or '(' before '{' token",
        "conflicting types for 'f'; have 'int'", "redefinition of 'f'", "too few arguments to function 'mmap'",
        "too many arguments to function 'mmap'", "stray '\\302' in program", "control reaches end of non-void function",
        "passing argument 1 of 'f' discards 'const' qualifier from pointer target type", "pointer 'p' used after 'free'",
        "suggest parentheses around assignment used as truth value", "suggest parentheses around comparison in operand of '&'",
        "expected '=', ',', ';', 'asm' or '__attribute__' before 'return'", "'return' with no value, in function returning non-void",
        "unused variable 'x'", "'x' is used uninitialized", "lvalue required as left operand of assignment",
        "returning 'void *' from a function with return type 'int' makes integer from pointer without a cast"}) {
    const std::string hint = phrases::compiler_hint(message);
    EXPECT_FALSE(hint.empty()) << message;
    EXPECT_THAT(faults_of(hint), IsEmpty()) << message;
  }
}

}  // namespace
}  // namespace partage::check
