// partage verifier --suivre on a pipe, then essais, solution and remettre on what it left.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <sstream>

#include "cli/command.hpp"

namespace partage::cli_tests {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string content_of(const fs::path& file) {
  std::stringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

std::string mistake(const std::string& name) { return content_of(source_dir() / "tests/mistakes/01_isolation" / (name + ".c")); }
std::string solution() { return content_of(source_dir() / "solutions/01_isolation/isolation.c"); }

void save(const fs::path& file, const std::string& text) {
  std::ofstream(file.string() + ".tmp") << text;
  fs::rename(file.string() + ".tmp", file);
}

/// A place of its own: work and state.
Options place(const std::string& name) {
  fs::remove_all(home() / name);
  Options options;
  options.environment["PARTAGE_TRAVAIL"] = (home() / name / "travail").string();
  options.environment["XDG_STATE_HOME"] = (home() / name / "etat").string();
  return options;
}

class Following {
 public:
  Following(const std::vector<std::string>& words, const Options& options) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) abort();
    child_ = fork();
    if (child_ == 0) {
      dup2(ends[1], 1);
      for (const auto& [name, value] : options.environment) setenv(name.c_str(), value.c_str(), 1);
      const std::string program = std::string(PARTAGE_BINARY_DIR) + "/bin/partage";
      std::vector<char*> argv{const_cast<char*>(program.c_str())};
      for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
      argv.push_back(nullptr);
      execv(argv[0], argv.data());
      _exit(126);
    }
    close(ends[1]);
    pipe_ = ends[0];
  }
  ~Following() {
    if (child_ > 0) end(SIGKILL);
    close(pipe_);
  }
  Following(const Following&) = delete;
  Following& operator=(const Following&) = delete;

  bool says(const std::string& words) {
    std::array<char, 4096> bytes;
    while (said_.find(words) == std::string::npos) {
      pollfd watched{pipe_, POLLIN, 0};
      if (poll(&watched, 1, 30'000) <= 0) return false;
      const ssize_t count = read(pipe_, bytes.data(), bytes.size());
      if (count <= 0) return false;
      said_.append(bytes.data(), static_cast<std::size_t>(count));
    }
    return true;
  }
  int end(int signal) {
    kill(child_, signal);
    int status = 0;
    waitpid(std::exchange(child_, -1), &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
  const std::string& said() const { return said_; }

 private:
  int pipe_ = -1;
  pid_t child_ = -1;
  std::string said_;
};

#define EXPECT_SAYS(following, words) EXPECT_TRUE(following.says(words)) << following.said()

TEST(Follow, AVerdictAtEachSaveThenTheLastOnesExitCode) {
  const Options options = place("suivre");
  const fs::path file = home() / "suivre/travail/01_isolation/isolation.c";
  Following following({"verifier", "01", "--suivre"}, options);
  EXPECT_SAYS(following, "Diagnostic E01-");
  save(file, mistake("ecrit_avant_fork"));
  EXPECT_SAYS(following, "Diagnostic E01-avant-fork");
  save(file, solution());
  EXPECT_SAYS(following, "✔ Réussi");
  EXPECT_SAYS(following, "✔ Réparé\u00a0: «\u00a0*x valait déjà");
  save(file, mistake("echec_rend_zero"));
  EXPECT_SAYS(following, "Diagnostic E01-echec-ignore");
  EXPECT_EQ(following.end(SIGTERM), 1);
  EXPECT_THAT(following.said(), Not(HasSubstr("\033")));

  const Result list = partage({"essais", "01"}, options);
  EXPECT_EQ(list.code, 0);
  EXPECT_THAT(list.out, AllOf(HasSubstr("   1  "), HasSubstr("   4  "), HasSubstr("✔ réussi"), HasSubstr("✘ fork a échoué")));
  EXPECT_THAT(partage({"essais", "01", "--montrer", "3"}, options).out, AllOf(HasSubstr("- "), HasSubstr("+ "), HasSubstr("essai 3")));
  const Result restored = partage({"essais", "01", "--reprendre", "3"}, options);
  EXPECT_EQ(restored.code, 0);
  EXPECT_THAT(restored.out, HasSubstr("isolation-"));
  EXPECT_EQ(content_of(file), solution());
  EXPECT_EQ(partage({"essais", "01", "--reprendre", "99"}, options).code, 2);
  EXPECT_EQ(partage({"solution", "01"}, options).code, 0) << "it was passed once";
}

TEST(Follow, AnotherFileIsFollowedAndLeavesNoTrace) {
  const Options options = place("suivre-source");
  const fs::path file = write_file("suivre-source/mon.c", solution());
  Following following({"verifier", "01", "--source", file.string(), "--suivre"}, options);
  EXPECT_SAYS(following, "✔ Réussi");
  save(file, mistake("ecrit_avant_fork"));
  EXPECT_SAYS(following, "Diagnostic E01-avant-fork");
  save(file, solution());
  EXPECT_SAYS(following, "✔ Réussi. Exercice 01");
  following.end(SIGINT);
  EXPECT_THAT(partage({"essais", "01"}, options).out, HasSubstr("aucun essai"));
}

TEST(Follow, AnInterruptionGivesTheLastVerdict) {
  const fs::path file = write_file("suivre-fin/mon.c", solution());
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    Following following({"verifier", "01", "--source", file.string(), "--suivre"}, place("suivre-etat"));
    EXPECT_SAYS(following, "✔ Réussi");
    EXPECT_EQ(following.end(signal), 0) << signal;
  }
}

TEST(Follow, ASaveDuringARunTakesItsPlace) {
  const fs::path file = write_file("suivre-pendant/mon.c", "#include \"isolation.h\"\nint modifier_dans_le_fils(int* x, int nouvelle) {\n  for (;;) *x = nouvelle;\n}\n");
  Following following({"verifier", "01", "--source", file.string(), "--suivre"}, place("suivre-etat"));
  EXPECT_SAYS(following, "Suit ");
  save(file, solution());
  EXPECT_SAYS(following, "✔ Réussi");
  EXPECT_THAT(following.said(), Not(HasSubstr("Diagnostic")));
  EXPECT_EQ(following.end(SIGINT), 0);
}

TEST(Solution, SaysWhatRemains) {
  const Result result = partage({"solution", "08"}, place("solution"));
  EXPECT_EQ(result.code, 1);
  EXPECT_THAT(result.out, AllOf(HasSubstr("3 indices à lire"), HasSubstr("3 essais à faire")));
}

TEST(Solution, OpensAfterTheHintsAndThreeHonestAttempts) {
  const Options options = place("solution-ouverte");
  const fs::path file = home() / "solution-ouverte/travail/01_isolation/isolation.c";
  Following following({"verifier", "01", "--suivre"}, options);
  EXPECT_SAYS(following, "Diagnostic E01-");
  for (const auto& [name, code] : {std::pair{"ecrit_avant_fork", "E01-avant-fork"}, {"fils_rend_sa_valeur", "E01-deux-retours"}, {"echec_rend_zero", "E01-echec-ignore"}}) {
    EXPECT_EQ(partage({"solution", "01"}, options).code, 1);
    save(file, mistake(name));
    EXPECT_SAYS(following, std::string("Diagnostic ") + code);
  }
  following.end(SIGTERM);
  for (int hint = 0; hint < 3; ++hint) {
    EXPECT_EQ(partage({"solution", "01"}, options).code, 1);
    partage({"indice", "01"}, options);
  }
  const Result opened = partage({"solution", "01"}, options);
  EXPECT_EQ(opened.code, 0);
  EXPECT_THAT(opened.out, AllOf(HasSubstr("+ "), HasSubstr("la solution")));
  EXPECT_THAT(content_of(home() / "solution-ouverte/etat/partage/progression.json"), HasSubstr("\"solution_seen\": true"));
}

TEST(Reset, AsksOrIsToldAndKeepsTheFile) {
  const Options options = place("remettre");
  const fs::path folder = home() / "remettre/travail/01_isolation", file = folder / "isolation.c";
  partage({"enonce", "01"}, options);
  save(file, "mon travail");
  const Result asked = partage({"remettre", "01"}, options);
  EXPECT_EQ(asked.code, 2);
  EXPECT_THAT(asked.err, HasSubstr("--oui"));
  EXPECT_EQ(content_of(file), "mon travail");
  const Result done = partage({"remettre", "01", "--oui"}, options);
  EXPECT_EQ(done.code, 0);
  EXPECT_EQ(content_of(file), content_of(source_dir() / "exercises/01_isolation/isolation.c"));
  int kept = 0;
  for (const auto& entry : fs::directory_iterator(folder))
    kept += entry.path().filename().string().starts_with("isolation-") && content_of(entry.path()) == "mon travail" ? 1 : 0;
  EXPECT_EQ(kept, 1);
}

}  // namespace
}  // namespace partage::cli_tests
