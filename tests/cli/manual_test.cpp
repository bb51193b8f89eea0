// The manual page and the completions say what the program takes, no more and no less.
#include <gmock/gmock.h>

#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "cli/command.hpp"

namespace partage::cli_tests {
namespace {

using Names = std::set<std::string>;
using testing::HasSubstr;

Names matches(const std::string& text, const std::string& wanted) {
  const std::regex regex(wanted);
  Names found;
  for (std::sregex_iterator match(text.begin(), text.end(), regex), end; match != end; ++match) found.insert((*match)[1].str());
  return found;
}

std::string after(const std::string& text, const std::string& title) {
  const std::size_t at = text.find(title);
  return at == std::string::npos ? "" : text.substr(at);
}

// Of the real program, by its help pages: options by command; "" is the program itself.
std::map<std::string, Names> real_options() {
  std::map<std::string, Names> all;
  const std::string help = partage({"--help"}).out;
  all[""] = matches(after(help, "Options\u00a0:"), "(--[a-z-]+)");
  for (const std::string& command : matches(after(help, "Commandes\u00a0:"), "\n  ([a-z]+) ")) {
    Names options = matches(after(partage({command, "--help"}).out, "\nOptions\u00a0:"), "\n  (?:-[a-z], )?(--[a-z-]+)");
    options.erase("--help");
    all[command] = options;
  }
  return all;
}

std::string page() {
  std::ostringstream text;
  text << std::ifstream(source_dir() / "tui/cli/partage.1").rdbuf();
  return std::regex_replace(text.str(), std::regex(R"(\\-)"), "-");
}

// Of the page: each « .SS "partage COMMANDE » and the options that its entries (.TP) describe.
std::map<std::string, Names> told_options() {
  std::map<std::string, Names> all;
  const std::string text = page();
  const std::string entry = R"(\.TP\n\.B[A-Z]?[^\n]*?(--[a-z-]+))";
  all[""] = matches(text.substr(text.find(".SH OPTIONS"), text.find(".SH COMMANDES") - text.find(".SH OPTIONS")), entry);
  std::string rest = text.substr(text.find(".SH COMMANDES"), text.find(".SH \"CODE DE RETOUR\"") - text.find(".SH COMMANDES"));
  const std::regex section(R"(\.SS "partage ([a-z]+))");
  for (std::smatch match; std::regex_search(rest, match, section);) {
    const std::string command = match[1].str();
    rest = match.suffix();
    all[command] = matches(rest.substr(0, rest.find("\n.SS ")), entry);
  }
  return all;
}

TEST(Manual, SaysEachCommandAndOption) {
  const auto real = real_options(), told = told_options();
  ASSERT_GE(real.size(), 9u);
  for (const auto& [command, options] : real) {
    if (!told.contains(command)) {
      ADD_FAILURE() << "tui/cli/partage.1 : il manque la sous-section .SS \"partage " << command << " …\"";
      continue;
    }
    for (const std::string& option : options)
      EXPECT_TRUE(told.at(command).contains(option)) << "tui/cli/partage.1 : il manque " << option << " sous « partage " << command << " »";
  }
  for (const auto& [command, options] : told) {
    if (!real.contains(command)) {
      ADD_FAILURE() << "tui/cli/partage.1 : « partage " << command << " » n'existe pas, ou plus";
      continue;
    }
    for (const std::string& option : options)
      EXPECT_TRUE(real.at(command).contains(option)) << "tui/cli/partage.1 : « partage " << command << " » n'a pas d'option " << option;
  }
}

TEST(Manual, ReadmeOfTheTeacherAndPageNameTheSameVariables) {
  for (const char* name : {"PARTAGE_TRAVAIL", "PARTAGE_EDITEUR", "VISUAL", "EDITOR", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", ".partage.toml", "77"})
    EXPECT_THAT(page(), HasSubstr(name));
}

int shell(const std::string& command) { return std::system(command.c_str()); }
bool installed(const std::string& program) { return shell("command -v " + program + " > /dev/null 2>&1") == 0; }

TEST(Manual, IsCleanForTheToolsThatReadIt) {
  const std::string file = "'" + (source_dir() / "tui/cli/partage.1").string() + "'";
  const bool groff = installed("groff"), mandoc = installed("mandoc");
  if (!groff && !mandoc) GTEST_SKIP() << "ni groff ni mandoc";
  if (groff) {
    EXPECT_EQ(shell("test -z \"$(groff -ww -Kutf8 -Tutf8 -man -z " + file + " 2>&1)\""), 0) << "groff -ww -man " << file;
  }
  if (mandoc) {
    EXPECT_EQ(shell("mandoc -T lint -W warning " + file), 0);
  }
}

class Completion : public testing::TestWithParam<std::string> {};

TEST_P(Completion, HasEachCommandAndOption) {
  const std::string script = partage({"completion", GetParam()}).out;
  const bool fish = GetParam() == "fish";
  for (const auto& [command, options] : real_options()) {
    EXPECT_THAT(script, HasSubstr(command));
    for (const std::string& option : options) EXPECT_THAT(script, HasSubstr(fish ? " -l " + option.substr(2) : option)) << command;
  }
}

TEST_P(Completion, IsWellFormed) {
  if (!installed(GetParam())) GTEST_SKIP() << GetParam() << " n'est pas installé";
  const auto file = write_file("completion." + GetParam(), partage({"completion", GetParam()}).out);
  EXPECT_EQ(shell(GetParam() + " -n '" + file.string() + "'"), 0);
}

INSTANTIATE_TEST_SUITE_P(Shell, Completion, testing::Values("bash", "zsh", "fish"), [](const auto& tested) { return tested.param; });

std::string asked(const std::string& command) {
  const auto script = write_file("question.sh", command);
  FILE* pipe = popen(("bash --norc '" + script.string() + "'").c_str(), "r");
  std::string text;
  char bytes[512];
  while (const std::size_t count = fread(bytes, 1, sizeof bytes, pipe)) text.append(bytes, count);
  pclose(pipe);
  return text;
}

// What bash would offer for the words, the last one being under the cursor.
std::string offered(const std::string& words) {
  return asked("PATH='" PARTAGE_BINARY_DIR "/bin':$PATH; cd '" + home().string() + "'; eval \"$(partage completion bash)\"\nCOMP_WORDS=(" + words +
               ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_partage\nIFS=' '; echo \"${COMPREPLY[*]}\"\n");
}

TEST(BashCompletion, OffersWhatFits) {
  write_file("une source.c", "");
  EXPECT_THAT(offered("partage ver"), HasSubstr("verifier"));
  EXPECT_EQ(offered("partage enonce 08"), "08_create_shared_memory\n");
  EXPECT_EQ(offered("partage lecon 07"), "07_create_shared_memory\n");
  EXPECT_THAT(offered("partage lancer 07/demo_f"), HasSubstr("07/demo_famille"));
  EXPECT_THAT(offered("partage lancer 07 --"), HasSubstr("--lignes"));
  EXPECT_EQ(offered("partage lancer 07 --ordre ''"), "pere fils alterne\n");
  EXPECT_EQ(offered("partage verifier 08 --source une"), "une source.c\n");
  EXPECT_EQ(offered("partage verifier --source x 08_c"), "08_create_shared_memory\n") << "la valeur d'une option n'est pas un argument";
  EXPECT_EQ(offered("partage verifier 08 08"), "\n") << "un seul exercice";
  EXPECT_THAT(offered("partage observer l"), HasSubstr("ls"));
  EXPECT_EQ(offered("partage completion z"), "zsh\n");
  EXPECT_EQ(offered("partage inconnu x"), "\n");
}

TEST(FishCompletion, OffersWhatFits) {
  if (!installed("fish")) GTEST_SKIP() << "fish n'est pas installé";
  const auto fish = [](const std::string& line) {
    return asked("PATH='" PARTAGE_BINARY_DIR "/bin':$PATH; fish -N -c 'partage completion fish | source; complete -C \"" + line + "\"' | cut -f 1");
  };
  EXPECT_EQ(fish("partage enonce 08"), "08_create_shared_memory\n");
  EXPECT_THAT(fish("partage ver"), HasSubstr("verifier\n"));
  EXPECT_THAT(fish("partage lancer 07 --o"), HasSubstr("--ordre\n"));
}

}  // namespace
}  // namespace partage::cli_tests
