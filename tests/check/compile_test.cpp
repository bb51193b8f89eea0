#include "check/compile.hpp"

#include <gmock/gmock.h>

#include "check/cannot_judge.hpp"
#include "check/exercise_08.hpp"
#include "check/replaced_symbols.hpp"

namespace partage::check {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string good =
    "#include <sys/mman.h>\n"
    "#include \"create_shared_memory.h\"\n"
    "void *create_shared_memory(size_t size) {\n"
    "  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);\n"
    "}\n";

struct Compiled {
  Place place;
  Build build;
  explicit Compiled(const std::string& source)
      : build(compile(exercise_08(), source, place, sandbox::capabilities().best)) {}
  std::string code() const { return build.diagnosis ? build.diagnosis->code : "compilé"; }
  std::string said() const {
    std::string text = build.diagnosis ? build.diagnosis->title + "\n" + build.diagnosis->why + "\n" : "";
    for (const auto& message : build.messages)
      text += message.severity + " " + message.file + ":" + std::to_string(message.line) + " " + message.text + " | " +
              message.excerpt + " | " + message.hint + "\n";
    return text;
  }
};

TEST(Compile, MakesAProgram) {
  const Compiled one(good);
  EXPECT_EQ(one.code(), "compilé") << one.said();
  EXPECT_TRUE(std::filesystem::exists(one.place.program()));
  EXPECT_TRUE(one.build.messages.empty()) << one.said();
}

TEST(Compile, KeepsWarnings) {
  const Compiled one(good + "static int seule;\n");
  EXPECT_EQ(one.code(), "compilé");
  ASSERT_EQ(one.build.messages.size(), 1u) << one.said();
  EXPECT_EQ(one.build.messages[0].severity, "avertissement");
  EXPECT_EQ(one.build.messages[0].line, 6);
}

TEST(Compile, ShowsLineCaretAndHint) {
  const Compiled one("#include <stddef.h>\nvoid *create_shared_memory(size_t size) {\n  return mmap(NULL, size, PROT_READ, 0, -1, 0);\n}\n");
  EXPECT_EQ(one.code(), "G-compile");
  ASSERT_FALSE(one.build.messages.empty());
  const record::CompilerMessage& first = one.build.messages[0];
  EXPECT_EQ(first.severity, "erreur");
  EXPECT_EQ(first.file, "create_shared_memory.c");
  EXPECT_EQ(first.line, 3);
  EXPECT_EQ(first.excerpt, "  return mmap(NULL, size, PROT_READ, 0, -1, 0);\n                          ^");
  EXPECT_THAT(first.hint, HasSubstr("<sys/mman.h>"));
  EXPECT_EQ(one.build.diagnosis->source.line, 3);
}

TEST(Compile, MissingFunctionIsForTheLinker) {
  const Compiled one("int autre;\n");
  EXPECT_EQ(one.code(), "G-lien") << one.said();
  EXPECT_THAT(one.said(), HasSubstr("ne définit pas"));
  EXPECT_THAT(one.said(), Not(HasSubstr("/")));
}

TEST(Compile, AMainOfOnesOwnIsForTheLinker) {
  const Compiled one(good + "int main(void) { return 0; }\n");
  EXPECT_EQ(one.code(), "G-lien") << one.said();
  EXPECT_THAT(one.said(), HasSubstr("n'écrivez que la fonction demandée"));
}

TEST(Compile, UnknownFunctionIsForTheLinker) {
  const Compiled one(good + "int aide(void);\nint autre(void) { return aide(); }\n");
  EXPECT_EQ(one.code(), "G-lien") << one.said();
  EXPECT_EQ(one.build.diagnosis->source.line, 7);
}

TEST(Compile, ReadsNothingOfTheProject) {
  for (const std::string path : {source_dir() / "solutions/08_create_shared_memory/create_shared_memory.c",
                                 source_dir() / "exercises/08_create_shared_memory/check.cpp", source_dir() / "README.fr.md"}) {
    ASSERT_TRUE(std::filesystem::exists(path)) << path;
    EXPECT_EQ(Compiled("#include \"" + path + "\"\n").code(), "G-compile") << path;
    const Compiled included(good + "__asm__(\".incbin \\\"" + path + "\\\"\");\n");
    EXPECT_EQ(included.code(), "G-compile") << included.said();
    const Compiled asked(good + "#if __has_include(\"" + path + "\")\n#error vu\n#endif\n");
    EXPECT_EQ(asked.code(), "compilé") << asked.said();
  }
}

TEST(Compile, EndlessInputsMeetALimit) {
  EXPECT_EQ(Compiled("#include \"/dev/zero\"\n").code(), "G-compile-limite");
  EXPECT_EQ(Compiled(good + "__asm__(\".incbin \\\"/dev/zero\\\"\");\n").code(), "G-compile");  // as refuses what it cannot measure
  EXPECT_EQ(Compiled(good + "__asm__(\".fill 0x7fffffff, 8, 1\");\n").code(), "G-compile-limite");
  std::string bomb = "#define A0 x x x x x x x x x x\n";
  for (int i = 1; i < 9; ++i) {
    const std::string before = " A" + std::to_string(i - 1);
    bomb += "#define A" + std::to_string(i);
    for (int times = 0; times < 10; ++times) bomb += before;
    bomb += "\n";
  }
  EXPECT_EQ(Compiled(bomb + "A8\n").code(), "G-compile-limite");
}

TEST(Compile, AFloodOfErrorsIsBounded) {
  std::string flood;
  for (int i = 0; i < 5000; ++i) flood += "oups" + std::to_string(i) + " x\n";
  const Compiled one(flood);
  EXPECT_EQ(one.code(), "G-compile");
  EXPECT_LE(one.build.messages.size(), 30u);
}

TEST(Compile, AnInvalidByteIsShownAsAQuestionMark) {
  const Compiled one("int \xff\x1b[31m;\n");
  EXPECT_EQ(one.code(), "G-compile");
  EXPECT_THAT(one.said(), Not(HasSubstr("\x1b")));
  EXPECT_THAT(one.said(), Not(HasSubstr("\xff")));
}

TEST(Compile, AScenarioThatWasNotBuiltIsOurFault) {
  content::Exercise unknown = exercise_08();
  unknown.id = "99_inconnu";
  const Place place;
  try {
    compile(unknown, good, place, sandbox::capabilities().best);
    FAIL() << "aucune erreur";
  } catch (const CannotJudge& reason) {
    EXPECT_EQ(reason.code, "M-kit");
    EXPECT_THAT(reason.reason, HasSubstr("./partage"));
  }
}

std::optional<std::string> replaced(const std::string& more) {
  const Compiled one(good + more);
  EXPECT_EQ(one.code(), "compilé") << one.said();
  return replaced_function(scenario_object(exercise_08()), one.place.program(), {"create_shared_memory"});
}

TEST(ReplacedSymbols, AreFound) {
  EXPECT_EQ(replaced("#include <unistd.h>\npid_t fork(void) { return 7; }\n"), "fork");
  EXPECT_EQ(replaced("#include <sys/wait.h>\npid_t waitpid(pid_t p, int *s, int o) { (void)s; (void)o; return p; }\n"), "waitpid");
  EXPECT_EQ(replaced(""), std::nullopt);
  EXPECT_EQ(replaced("int aide(void) { return 0; }\nstatic int fork(void) { return aide(); }\nint b(void) { return fork(); }\n"),
            std::nullopt);
}

TEST(ReplacedSymbols, SurviveAnythingThatIsNotElf) {
  const Folder folder;
  const auto text = folder.write("texte", "pas un fichier ELF");
  std::string damaged = "\x7f" "ELF\x02\x01\x01";
  damaged.resize(200, '\xff');
  const auto broken = folder.write("abîmé", damaged);
  EXPECT_EQ(replaced_function(text, broken, {}), std::nullopt);
  EXPECT_EQ(replaced_function("/inexistant", text, {}), std::nullopt);
}

}  // namespace
}  // namespace partage::check
