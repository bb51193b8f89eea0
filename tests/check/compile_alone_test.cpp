// The student's file under other flags and other headers, as exercise 03 does.
#include "check/small_world.hpp"

namespace partage::check {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::vector<std::string> strict = {"-std=c99", "-Wall", "-Wextra", "-pedantic", "-Werror"};
const std::map<std::string, std::string> other_system = {
    {"sys/mman.h", "#include_next <sys/mman.h>\n#undef MAP_ANONYMOUS\n#define MAP_ANONYMOUS 0x1000\n"}};

std::string zone(const std::string& first) {
  return first + "#include <sys/mman.h>\n/* commentaire */\nvoid *essai(unsigned long n) {\n"
                 "  return mmap(0, n, PROT_READ, MAP_SHARED | MAP_ANONYMOUS, -1, 0);\n}\n";
}

class CompileAlone : public SmallWorld {
 protected:
  Trial& asked() { return trial(); }
  CompileTry compile(const std::string& source, const std::map<std::string, std::string>& headers = {}) {
    place_.write("essai.c", source);
    return asked().compile(strict, headers);
  }
};

TEST_F(CompileAlone, TheFlagsDecide) {
  EXPECT_TRUE(compile(zone("#define _DEFAULT_SOURCE\n")).ok);
  const CompileTry bare = compile(zone(""));
  EXPECT_FALSE(bare.ok);
  ASSERT_FALSE(bare.messages.empty());
  EXPECT_THAT(bare.messages[0].text, HasSubstr("MAP_ANONYMOUS"));
  EXPECT_EQ(bare.messages[0].line, 4);
  EXPECT_FALSE(bare.messages[0].excerpt.empty());
  EXPECT_TRUE(asked().compile({"-std=gnu99"}).ok) << "les autres options n'y sont pas";
}

TEST_F(CompileAlone, AWarningIsAMessage) {
  place_.write("essai.c", "static int seule;\n");
  const CompileTry warned = asked().compile({"-std=c99", "-Wall"});
  EXPECT_FALSE(warned.ok);
  ASSERT_EQ(warned.messages.size(), 1u);
  EXPECT_EQ(warned.messages[0].severity, "avertissement");
}

TEST_F(CompileAlone, HeadersStandBeforeTheSystems) {
  place_.write("essai.c", zone("#define _DEFAULT_SOURCE\n"));
  EXPECT_THAT(asked().preprocess(strict, other_system), HasSubstr("0x1000"));
  EXPECT_THAT(asked().preprocess(strict), Not(HasSubstr("0x1000"))) << "ceux de la fois précédente n'y sont plus";
  EXPECT_TRUE(compile(zone("#define _DEFAULT_SOURCE\n"), other_system).ok);
  EXPECT_FALSE(compile(zone("#define MAP_ANONYMOUS 0x20\n"), {{"sys/mman.h", "#error ailleurs\n"}}).ok);
  EXPECT_ANY_THROW(compile(zone(""), {{"../mman.h", ""}}));
}

TEST_F(CompileAlone, OnlyWithoutItsComments) {
  place_.write("essai.c", zone("#define _DEFAULT_SOURCE\n"));
  const std::string text = asked().preprocess({"-fpreprocessed", "-dD"});
  EXPECT_THAT(text, HasSubstr("#include <sys/mman.h>"));
  EXPECT_THAT(text, HasSubstr("#define _DEFAULT_SOURCE"));
  EXPECT_THAT(text, Not(HasSubstr("commentaire")));
  EXPECT_EQ(asked().source(), zone("#define _DEFAULT_SOURCE\n"));
}

TEST_F(CompileAlone, WhatFailsGivesNoText) {
  place_.write("essai.c", "#error non\n");
  EXPECT_EQ(asked().preprocess(strict), "");
}

TEST_F(CompileAlone, ABombMeetsALimit) {
  place_.write("essai.c", "#include \"/dev/zero\"\n");
  try {
    asked().compile(strict);
    FAIL() << "aucun diagnostic";
  } catch (const Failed& failed) {
    EXPECT_EQ(failed.diagnosis.code, "G-compile-limite");
  }
}

TEST_F(CompileAlone, WithoutNamespacesAsWell) {
  tier_ = sandbox::Tier::lite;
  EXPECT_TRUE(compile(zone("#define _GNU_SOURCE\n"), other_system).ok);
}

}  // namespace
}  // namespace partage::check
