// Help pages, errors, and what every command says of a name that does not exist.
#include <gmock/gmock.h>

#include "cli/command.hpp"
#include "cli/context.hpp"

namespace partage::cli_tests {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

const std::vector<std::string> commands{"lecons", "lecon", "lancer", "observer", "verifier", "indice", "enonce", "environnement",
                                        "noter"};

void expect_french(const std::string& text) {
  for (const char* english : {"Usage", "Options]", "OPTIONS", "REQUIRED", "required", "TEXT", "UINT", "Subcommand", "SUBCOMMAND",
                              "Positional", "expected", "Print this", "Excludes", "error", "usage"})
    EXPECT_THAT(text, Not(HasSubstr(english)));
}

TEST(Words, HelpIsFrench) {
  const Result help = partage({"--help"});
  EXPECT_EQ(help.code, 0);
  EXPECT_THAT(help.err, IsEmpty());
  expect_french(help.out);
  for (const std::string& command : commands) {
    EXPECT_THAT(help.out, HasSubstr("\n  " + command + " "));
    for (const std::string flag : {"--help", "-h"}) {
      const Result one = partage({command, flag});
      EXPECT_EQ(one.code, 0) << command;
      EXPECT_THAT(one.out, HasSubstr("Utilisation\u00a0: partage " + command));
      EXPECT_THAT(one.err, IsEmpty());
      expect_french(one.out);
    }
  }
}

TEST(Words, Version) {
  const Result version = partage({"--version"});
  EXPECT_EQ(version.code, 0);
  EXPECT_THAT(version.out, testing::MatchesRegex("partage [0-9]+\\.[0-9]+\\.[0-9]+\n"));
}

struct Bad {
  std::vector<std::string> arguments;
  std::string words;
};

class BadCommand : public testing::TestWithParam<Bad> {};

TEST_P(BadCommand, IsRefusedInFrenchWithTwo) {
  const Result result = partage(GetParam().arguments);
  EXPECT_EQ(result.code, 2);
  EXPECT_THAT(result.out, IsEmpty());
  EXPECT_THAT(result.err, StartsWith("partage\u00a0: "));
  EXPECT_THAT(result.err, HasSubstr(GetParam().words));
  expect_french(result.err);
}

INSTANTIATE_TEST_SUITE_P(
    All, BadCommand,
    testing::Values(Bad{{"lancr", "07"}, "«\u00a0lancer\u00a0»"}, Bad{{"xyzzyx"}, "n'est pas une commande"},
                    Bad{{"--truc"}, "--truc"}, Bad{{"lecon"}, "Il manque NN"}, Bad{{"lecon", "07", "--json"}, "--json"},
                    Bad{{"lecon", "99"}, "partage lecons"}, Bad{{"lecon", "07_create_shared_memry"}, "07_create_shared_memory"},
                    Bad{{"lecon", ""}, "partage lecons"}, Bad{{"lecon", "../exercises"}, "partage lecons"},
                    Bad{{"enonce", "isolatoin"}, "01_isolation"}, Bad{{"indice", "08x"}, "08_create_shared_memory"},
                    Bad{{"verifier", "42"}, "42"}, Bad{{"verifier"}, "Il manque EX"},
                    Bad{{"verifier", "08", "--source"}, "--source"}, Bad{{"verifier", "08", "--source", "/nulle/part"}, "/nulle/part"},
                    Bad{{"verifier", "08", "--graine", "abc"}, "abc"}, Bad{{"verifier", "08", "--graine", "-1"}, "-1"},
                    Bad{{"lancer", "07/demo_fam"}, "demo_famille"}, Bad{{"lancer", "07/../../bin/sh"}, "demo_meme_page"},
                    Bad{{"lancer", "07", "--texte", "--json"}, "ne vont pas ensemble"}, Bad{{"observer"}, "Il manque le programme"},
                    Bad{{"observer", "--"}, "Il manque le programme"}, Bad{{"observer", "--jason", "ls"}, "--jason"},
                    Bad{{"observer", "--", "nexiste-pas"}, "PATH"}, Bad{{"observer", "/etc"}, "dossier"},
                    Bad{{"observer", "/etc/passwd"}, "exécuter"}, Bad{{"observer", "./absent"}, "introuvable"}));

TEST(Nearest, FindsTypingMistakes) {
  const std::vector<std::string> names{"01_isolation", "02_tube", "08_create_shared_memory"};
  EXPECT_THAT(cli::nearest("isolatoin", names), ElementsAre("01_isolation"));
  EXPECT_THAT(cli::nearest("shared", names), ElementsAre("08_create_shared_memory"));
  EXPECT_THAT(cli::nearest("tubes", names), ElementsAre("02_tube"));
  EXPECT_THAT(cli::nearest("rien de tel", names), IsEmpty());
  EXPECT_THAT(cli::nearest("", {}), IsEmpty());
}

TEST(Nearest, GivesThreeAtMost) {
  EXPECT_EQ(cli::nearest("0", {"01_a", "02_b", "03_c", "04_d"}).size(), 3u);
}

TEST(Nearest, Sentence) {
  EXPECT_EQ(cli::did_you_mean({}), "");
  EXPECT_EQ(cli::did_you_mean({"a", "b", "c"}), " Vouliez-vous dire «\u00a0a\u00a0», «\u00a0b\u00a0» ou «\u00a0c\u00a0»\u202f?");
}

}  // namespace
}  // namespace partage::cli_tests
