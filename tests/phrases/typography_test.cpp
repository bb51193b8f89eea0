#include "phrases/typography.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace partage::phrases {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> faults(std::string_view text, TextKind kind = TextKind::prose) {
  std::vector<std::string> reasons;
  for (const TypographyFault& fault : typography_faults(text, kind))
    reasons.push_back(std::to_string(fault.line) + " " + fault.reason);
  return reasons;
}

TEST(Typography, AcceptsWellSetFrench) {
  EXPECT_THAT(faults("Voici\u00a0: «\u00a0oui\u00a0», puis quoi\u202f? Rien\u202f! Trois\u202f; quatre…"), IsEmpty());
  EXPECT_THAT(faults("- un\n  suite\n\n| a   |   b |\n"), IsEmpty());
}

TEST(Typography, FindsWhatIsMissing) {
  EXPECT_THAT(faults("Quoi?"), ElementsAre("1 il manque une espace insécable avant « ? »"));
  EXPECT_THAT(faults("Quoi ?"), ElementsAre("1 une espace ordinaire avant « ? » : il la faut insécable"));
  EXPECT_THAT(faults("été! ici"), ElementsAre("1 il manque une espace insécable avant « ! »"));
  EXPECT_THAT(faults("un; deux"), ElementsAre("1 il manque une espace insécable avant « ; »"));
  EXPECT_THAT(faults("ligne\nvoici : ici"), ElementsAre("2 une espace ordinaire avant « : » : il la faut insécable"));
  EXPECT_THAT(faults("« oui\u00a0»"), ElementsAre("1 il manque une espace insécable après « « »"));
  EXPECT_THAT(faults("«\u00a0oui »"), ElementsAre("1 il manque une espace insécable avant « » »"));
  EXPECT_THAT(faults("dit \"oui\"").size(), 2u);
  EXPECT_THAT(faults("un  deux"), ElementsAre("1 deux espaces de suite"));
  EXPECT_THAT(faults("fin..."), ElementsAre("1 trois points : écrivez « … »"));
}

TEST(Typography, LeavesCodeAlone) {
  EXPECT_THAT(faults("Le `int x = 1;  \"a\" ? b : c...` et ``a`b !`` ici."), IsEmpty());
  EXPECT_THAT(faults("Ôtez *x = nouvelle; puis f(a); ici, 12:30, std::vector, https://a.b, printf(...)."), IsEmpty());
  EXPECT_THAT(faults("un `seul accent ?"), ElementsAre("1 une espace ordinaire avant « ? » : il la faut insécable"));
  EXPECT_THAT(faults("    indenté, et fin de ligne  "), IsEmpty());
}

TEST(Typography, OfMarkdownReadsProseAndTheStringsOfOurBlocks) {
  EXPECT_THAT(
      faults("+++\ntitre = \"Quoi ?\"\n+++\n## Oui !\n\n```c\nint x ; \"a\"\n```\n```prediction\nid = \"a ?\"\n"
             "question = \"x ?\"\ncapture = 'a ? (b)'\nchoix = [\n  \"un !\",\n  \"deux\", # quoi ?\n]\n```\nfin ?\n",
             TextKind::markdown),
      ElementsAre(::testing::StartsWith("2 "), ::testing::StartsWith("4 "), ::testing::StartsWith("11 "),
                  ::testing::StartsWith("14 "), ::testing::StartsWith("18 ")));
}

TEST(Typography, OfTomlReadsLongStringsAndEscapes) {
  EXPECT_THAT(
      faults("pourquoi = \"\"\"\nun ?\ndeux \"\"\"\nphrase = 'a !'\nlecon = \"a ?\"\nindices = [\"dit \\\"oui\\\"\"]\n",
             TextKind::toml),
      ElementsAre(::testing::StartsWith("2 "), ::testing::StartsWith("4 "), ::testing::StartsWith("6 "),
                  ::testing::StartsWith("6 ")));
}

std::string read(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

// Every text of the repository that a student reads.
TEST(RealTypography, HasNoFault) {
  int files = 0;
  for (const char* folder : {"lessons", "exercises"}) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(PARTAGE_SOURCE_DIR) / folder,
                                                              fs::directory_options::follow_directory_symlink)) {
      const fs::path& path = entry.path();
      const bool toml = path.filename() == "exercise.toml";
      if (!toml && !path.filename().string().ends_with(".fr.md")) continue;
      ++files;
      for (const TypographyFault& fault : typography_faults(read(path), toml ? TextKind::toml : TextKind::markdown))
        ADD_FAILURE() << path.string() << ":" << fault.line << " : " << fault.reason << " : " << fault.excerpt;
    }
  }
  EXPECT_GE(files, 6);
}

}  // namespace
}  // namespace partage::phrases
