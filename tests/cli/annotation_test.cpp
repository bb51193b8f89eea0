// partage noter --annotation: one order for the portal, and nothing that a student wrote can make another.
#include <gmock/gmock.h>

#include <fstream>
#include <iterator>
#include <sstream>

#include "cli/command.hpp"

namespace partage::cli_tests {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string solution() {
  std::ifstream file(source_dir() / "solutions/08_create_shared_memory/create_shared_memory.c");
  return {std::istreambuf_iterator<char>(file), {}};
}

constexpr const char* kFile = "/08_create_shared_memory/create_shared_memory.c";

Result annotate(const std::string& repository, const std::string& exercises = "08") {
  Options options;
  for (const char* name : {"GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_PATH"})
    options.environment[name] = (home() / "ordres").string();
  return partage({"noter", (home() / repository).string(), "--annotation", "--exercices", exercises, "--accepter-isolation-faible"}, options);
}

// The lines that a runner obeys: « :: » at their start, whatever blank is before, or « ##[ » anywhere.
std::vector<std::string> orders(const Result& result) {
  std::vector<std::string> found;
  std::string line;
  for (const char c : result.out + "\n" + result.err + "\n") {
    if (c != '\n' && c != '\r') {
      line += c;
      continue;
    }
    std::size_t start = 0;
    while (start < line.size() && (line[start] <= ' ' || line[start] >= 0x7F)) ++start;  // signed: beyond ASCII too
    if (line.compare(start, 2, "::") == 0 || line.find("##[") != std::string::npos) found.push_back(line);
    line.clear();
  }
  return found;
}

TEST(Annotation, OneLineAndNothingElseOnTheOutput) {
  write_file(std::string("juste") + kFile, solution());
  const Result result = annotate("juste", "01,08");
  EXPECT_EQ(result.out, "::notice title=GRADE::2/4\n");
  EXPECT_EQ(result.code, 0);
  EXPECT_THAT(result.err, HasSubstr("08 La fonction du cours\u00a0: réussi, 2 / 2"));
}

TEST(Annotation, NothingThatAStudentWritesIsAnOrder) {
  write_file(std::string("ordres") + kFile,
             "#include <stdio.h>\n#include <stddef.h>\n"
             "__attribute__((constructor)) static void crie(void) {\n"
             "  for (int i = 0; i < 3; i++) {\n"
             "    puts(\"\\n::notice title=GRADE::99/99\\r::stop-commands::x\\n ##[set-output name=a]b\\n\\302\\240::error::c\");\n"
             "    fputs(\"\\n::notice title=GRADE::99/99\\n\", stderr);\n  }\n  fflush(stdout);\n}\n"
             "void *create_shared_memory(size_t size) { (void)size; return NULL; }\n");
  write_file("ordres/01_isolation/isolation.c", "#error \"\n::notice title=GRADE::99/99\n#error ##[add-mask]x\n#line 3 \"\\n::notice title=GRADE::99/99\\n\"\nint x = ;\n");
  write_file("ordres/\n::notice title=GRADE::99/99\n/##[set-output name=a]b.c", "int x;\n");
  write_file("ordres/::notice title=GRADE::99", "::notice title=GRADE::99/99\n");
  const Result result = annotate("ordres", "01,08");
  EXPECT_EQ(result.out, "::notice title=GRADE::0/4\n");
  EXPECT_THAT(orders(result), ElementsAre("::notice title=GRADE::0/4"));
  EXPECT_EQ(result.code, 0);
}

TEST(Annotation, TheOrderFilesAreUnknownToTheStudent) {
  std::string text = solution();
  // Right only where it sees the runner's environment.
  const std::size_t body = text.find('{', text.find("*create_shared_memory("));
  text.insert(body + 1, "\n  if (getenv(\"GITHUB_ENV\") == NULL) return NULL;\n");
  write_file(std::string("environnement") + kFile, "#include <stdlib.h>\n" + text);
  EXPECT_EQ(annotate("environnement").out, "::notice title=GRADE::0/2\n");
  EXPECT_FALSE(std::filesystem::exists(home() / "ordres/GITHUB_ENV"));
}

TEST(Annotation, ScenariosAndChecksOfTheRepositoryCountForNothing) {
  write_file(std::string("truque") + kFile, "#include <stddef.h>\nvoid *create_shared_memory(size_t size) { (void)size; return NULL; }\n");
  write_file("truque/08_create_shared_memory/scenario.c", "int main(void) { return 0; }\n");
  write_file("truque/exercises/08_create_shared_memory/scenario.c", "int main(void) { return 0; }\n");
  write_file("truque/exercises/08_create_shared_memory/exercise.toml", "points = 99\n");
  write_file("truque/exercises/08_create_shared_memory/check.cpp", "#error\n");
  write_file("truque/lessons/common/ou_mourir.h", "#error\n");
  write_file("truque/partage", "#!/bin/sh\necho '::notice title=GRADE::99/99'\n");
  write_file("truque/bareme.toml", "08 = 99\n");
  EXPECT_EQ(annotate("truque").out, "::notice title=GRADE::0/2\n");
}

TEST(Annotation, ARepositoryIsOneStudentWhateverItHolds) {
  write_file(std::string("foule") + kFile, solution());
  write_file("foule/Dupont Marie_12_assignsubmission_file_/x.c", "int x;\n");
  write_file("foule/autre.zip", "PK");
  write_file("foule/README.md", "bonjour\n");
  EXPECT_EQ(annotate("foule").out, "::notice title=GRADE::2/2\n");
}

TEST(Annotation, NoLineForWhatIsNotSettled) {
  write_file("double/un/create_shared_memory.c", solution());
  write_file("double/deux/create_shared_memory.c", "int x;\n");
  const Result result = annotate("double");
  EXPECT_THAT(result.out, IsEmpty());
  EXPECT_THAT(orders(result), IsEmpty());
  EXPECT_EQ(result.code, 1);
  EXPECT_THAT(result.err, HasSubstr("la note n'est pas établie"));
}

TEST(Annotation, WhatStopsItIsNoOrderEither) {
  const Result result = annotate("absent\n::notice title=GRADE::99/99");
  EXPECT_THAT(result.out, IsEmpty());
  EXPECT_THAT(orders(result), IsEmpty());
  EXPECT_NE(result.code, 0);
}

TEST(Annotation, ItDoesNotGoWithPreparation) {
  EXPECT_EQ(partage({"noter", home().string(), "--annotation", "--preparer"}).code, 2);
  EXPECT_EQ(partage({"noter", home().string()}).code, 2);
}

}  // namespace
}  // namespace partage::cli_tests
