// Editors that are run: scripts that write down how they were called, real ones on a terminal, real tmux panes.
#include <gmock/gmock.h>
#include <poll.h>
#include <pty.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>

#include "cli/editor.hpp"
#include "cli/search_path.hpp"

namespace partage::cli {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr grid::Size kWide{170, 50}, kSmall{80, 23};

std::string content(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

// A folder of its own at the front of PATH, and an environment without any editor or multiplexer.
class EditorTest : public testing::Test {
 protected:
  EditorTest() {
    std::string name = (fs::path(std::getenv("HOME")) / "éditeurs XXXXXX").string();
    folder_ = mkdtemp(name.data());
    file_ = folder_ / "mon fichier.c";
    std::ofstream(file_) << "un\ndeux\ntrois\n";
    set("PATH", folder_.string() + ":" + std::getenv("PATH"));
    for (const char* variable : {"VISUAL", "EDITOR", "TMUX", "TMUX_PANE", "ZELLIJ", "PARTAGE_EDITEUR", "DISPLAY", "WAYLAND_DISPLAY"}) set(variable, "");
  }
  ~EditorTest() override {
    for (const auto& [name, value] : former_) value ? setenv(name.c_str(), value->c_str(), 1) : unsetenv(name.c_str());
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  void set(const std::string& name, const std::string& value) {
    const char* now = std::getenv(name.c_str());
    former_.try_emplace(name, now == nullptr ? std::nullopt : std::optional<std::string>(now));
    setenv(name.c_str(), value.c_str(), 1);
  }
  // Writes its name and its words in « appel », one a line, then does `rest`.
  void script(const std::string& name, const std::string& rest = "") {
    const fs::path path = folder_ / name;
    std::ofstream(path) << "#!/bin/sh\n{ echo " << name << "; for mot; do printf '%s\\n' \"$mot\"; done; } >> '" << called().string() << "'\n" << rest << "\n";
    chmod(path.c_str(), 0755);
  }
  fs::path called() const { return folder_ / "appel"; }
  // What ended badly, once something ended.
  std::vector<std::string> wait_for_end() {
    for (;;) {
      std::vector<pollfd> watched = editors_.descriptors();
      if (watched.empty()) return sentences_;
      poll(watched.data(), watched.size(), 60'000);
      for (std::string& sentence : editors_.ended()) sentences_.push_back(std::move(sentence));
    }
  }

  fs::path folder_, file_;
  Editors editors_;
  std::vector<std::string> sentences_;

 private:
  std::map<std::string, std::optional<std::string>> former_;
};

TEST_F(EditorTest, VisualGoesBeforeEditor) {
  script("vim");
  script("nano");
  set("VISUAL", "vim -u NONE");
  set("EDITOR", "nano");
  EXPECT_TRUE(editors_.open(file_, 2, kWide).here);
  EXPECT_EQ(editors_.run_here(file_, 2), "");
  EXPECT_EQ(content(called()), "vim\n-u\nNONE\n+2\n" + file_.string() + "\n");
}

TEST_F(EditorTest, QuotesAndAssignmentsAreTheShells) {
  script("mon éditeur", "echo \"$COULEUR\" >> '" + called().string() + "'");
  set("EDITOR", "COULEUR='bleu nuit' '" + (folder_ / "mon éditeur").string() + "' \"deux mots\"");
  EXPECT_TRUE(editors_.open(file_, 2, kWide).here);
  EXPECT_EQ(editors_.run_here(file_, 2), "");
  EXPECT_THAT(content(called()), HasSubstr("deux mots\n" + file_.string() + "\nbleu nuit\n"));
}

TEST_F(EditorTest, WhatGoesWrongIsSaid) {
  set("EDITOR", "nexiste-pas --vite");
  EXPECT_THAT(editors_.open(file_, 2, kWide).error, HasSubstr("introuvable"));
  set("EDITOR", "/nulle/part/vim");
  EXPECT_THAT(editors_.run_here(file_, 2), HasSubstr("introuvable"));
  set("EDITOR", "vim 'set nu");
  EXPECT_THAT(editors_.open(file_, 2, kWide).error, HasSubstr("guillemet"));
  script("vim", "exit 3");
  set("EDITOR", "vim");
  EXPECT_THAT(editors_.run_here(file_, 2), HasSubstr("a échoué (code 3)"));
  script("vim", "kill -KILL $$");
  EXPECT_THAT(editors_.run_here(file_, 2), HasSubstr("arrêté brutalement (signal 9)"));
  std::ofstream(folder_ / "plat") << "rien";
  set("EDITOR", (folder_ / "plat").string().replace(0, 0, "'") + "'");
  EXPECT_THAT(editors_.run_here(file_, 2), HasSubstr("ne peut pas être exécuté"));
  set("EDITOR", "");
  set("PATH", "/nulle/part");
  EXPECT_THAT(editors_.open(file_, 2, kWide).error, HasSubstr("Aucun éditeur"));
}

TEST_F(EditorTest, AWindowDoesNotTakeTheTerminal) {
  script("code");
  set("EDITOR", "code --wait");
  const Editors::Opened opened = editors_.open(file_, 3, kWide);
  EXPECT_FALSE(opened.here);
  EXPECT_THAT(opened.said, HasSubstr("VS Code"));
  EXPECT_EQ(opened.error, "");
  EXPECT_THAT(wait_for_end(), IsEmpty());
  EXPECT_EQ(content(called()), "code\n--wait\n--goto\n" + file_.string() + ":3\n");
}

TEST_F(EditorTest, AWindowThatFailsSaysWhy) {
  script("gedit", "echo 'cannot open display' >&2; exit 1");
  set("EDITOR", "gedit");
  EXPECT_EQ(editors_.open(file_, 3, kWide).error, "");
  EXPECT_THAT(wait_for_end(), ElementsAre(testing::AllOf(HasSubstr("a échoué (code 1)"), HasSubstr("cannot open display"))));
}

TEST_F(EditorTest, HereWhenAskedFor) {
  script("code");
  script("tmux");
  set("TMUX", "/tmp/x,1,0");
  set("PARTAGE_EDITEUR", "ici");
  for (const char* command : {"code", "vi"}) {
    set("EDITOR", command);
    EXPECT_TRUE(editors_.open(file_, 3, kWide).here) << command;
  }
  EXPECT_FALSE(fs::exists(called()));
}

TEST_F(EditorTest, BesideTheKitInZellij) {
  script("zellij", "while [ \"$1\" != -- ]; do shift; done; shift; \"$@\"");  // the pane at once, in this process
  script("vim", "exit 4");
  set("ZELLIJ", "0");
  set("EDITOR", "vim");
  const Editors::Opened opened = editors_.open(file_, 2, kWide);
  EXPECT_FALSE(opened.here);
  EXPECT_THAT(opened.said, HasSubstr("à côté"));
  EXPECT_THAT(content(called()), HasSubstr("zellij\nrun\n--close-on-exit\n--direction\nright\n--cwd\n" + folder_.string() + "\n--\n"));
  EXPECT_THAT(content(called()), HasSubstr("\nvim\n+2\n" + file_.string() + "\n"));
  EXPECT_THAT(wait_for_end(), ElementsAre(HasSubstr("a échoué (code 4)")));
}

TEST_F(EditorTest, InTheKitsPlaceWhenThePaneIsRefusedOrTooSmall) {
  script("tmux", "exit 1");
  set("TMUX", "/tmp/x,1,0");
  set("EDITOR", "vi");
  EXPECT_TRUE(editors_.open(file_, 2, kWide).here);
  EXPECT_TRUE(fs::exists(called()));
  fs::remove(called());
  EXPECT_TRUE(editors_.open(file_, 2, kSmall).here);
  EXPECT_FALSE(fs::exists(called()));
  EXPECT_THAT(editors_.descriptors(), IsEmpty());
}

// Real editors

struct Typed {
  std::string program, keys;
};

class RealEditor : public EditorTest, public testing::WithParamInterface<Typed> {};

TEST_P(RealEditor, IsAtTheRightLineOnTheTerminal) {
  if (find_in_path(GetParam().program.substr(0, GetParam().program.find(' '))).empty()) GTEST_SKIP() << GetParam().program << " n'est pas installé";
  set("EDITOR", GetParam().program);
  set("TERM", "xterm");
  const winsize size{24, 80, 0, 0};
  int terminal = -1;
  const pid_t child = forkpty(&terminal, nullptr, nullptr, &size);
  ASSERT_GE(child, 0);
  if (child == 0) _exit(Editors().run_here(file_, 2).empty() ? 0 : 1);
  // It is ready to be typed in once it has drawn: some throw away what came before.
  std::string drawn;
  bool typed = false;
  char bytes[4096];
  for (ssize_t count; (count = read(terminal, bytes, sizeof bytes)) > 0;) {
    drawn.append(bytes, static_cast<std::size_t>(count));
    if (typed || drawn.find("trois") == std::string::npos) continue;
    typed = true;
    ASSERT_EQ(write(terminal, GetParam().keys.data(), GetParam().keys.size()), static_cast<ssize_t>(GetParam().keys.size()));
  }
  int status = 0;
  waitpid(child, &status, 0);
  close(terminal);
  EXPECT_EQ(status, 0) << drawn;
  EXPECT_EQ(content(file_), "un\nici deux\ntrois\n");
}

INSTANTIATE_TEST_SUITE_P(EditorTest, RealEditor,
                         testing::Values(Typed{"vim.tiny -u NONE -n", "iici \033:wq\r"}, Typed{"vim -u NONE -n", "iici \033:wq\r"},
                                         Typed{"nano --ignorercfiles", "ici \017\r\030"}, Typed{"emacs -nw -Q", "ici \030\023\030\003"}));

// A real tmux server of its own; the kit's pane is `cat`.
class Tmux : public EditorTest {
 protected:
  void SetUp() override {
    if (find_in_path("tmux").empty()) GTEST_SKIP() << "tmux n'est pas installé";
    set("TMUX_TMPDIR", folder_.string());
    set("TERM", "xterm");
    ASSERT_EQ(std::system("tmux -f /dev/null new-session -d -x 170 -y 50 cat"), 0);
    set("TMUX", asked("tmux display-message -p '#{socket_path},#{pid},0'"));
    set("TMUX_PANE", asked("tmux display-message -p '#{pane_id}'"));
  }
  void TearDown() override { asked("tmux kill-server 2>/dev/null"); }
  static std::string asked(const std::string& command) {
    FILE* pipe = popen(command.c_str(), "r");
    std::string text;
    char bytes[256];
    while (const std::size_t count = fread(bytes, 1, sizeof bytes, pipe)) text.append(bytes, count);
    pclose(pipe);
    while (text.ends_with('\n')) text.pop_back();
    return text;
  }
  // Waits for a word that an editor's script writes in a FIFO.
  std::string wait_for(const fs::path& fifo) const { return content(fifo); }
  fs::path fifo(const std::string& name) const {
    const fs::path path = folder_ / name;
    mkfifo(path.c_str(), 0600);
    return path;
  }
};

TEST_F(Tmux, APaneBesideTheKitAndTheKitGoesOn) {
  const fs::path ready = fifo("prêt"), go = fifo("va");
  script("vim", "stty size < /dev/tty > '" + ready.string() + "'; cat '" + go.string() + "' >> \"$2\"; exit 3");
  set("EDITOR", (folder_ / "vim").string().insert(0, "'") + "'");
  const Editors::Opened opened = editors_.open(file_, 2, kWide);
  EXPECT_FALSE(opened.here);
  EXPECT_THAT(opened.said, HasSubstr("à côté"));
  EXPECT_EQ(wait_for(ready).find(" 84\n"), 2u) << "un panneau à droite";
  EXPECT_EQ(asked("tmux list-panes -F '#{pane_width}'"), "85\n84");
  EXPECT_THAT(editors_.ended(), IsEmpty());
  EXPECT_THAT(editors_.open(file_, 2, kWide).said, HasSubstr("déjà ouvert"));
  std::ofstream(go) << "quatre\n";
  EXPECT_THAT(wait_for_end(), ElementsAre(HasSubstr("a échoué (code 3)")));
  EXPECT_EQ(content(file_), "un\ndeux\ntrois\nquatre\n");
}

TEST_F(Tmux, AClosedPaneIsSaid) {
  const fs::path ready = fifo("prêt"), never = fifo("jamais");
  script("vim", "echo oui > '" + ready.string() + "'; cat '" + never.string() + "'");
  set("EDITOR", (folder_ / "vim").string().insert(0, "'") + "'");
  EXPECT_FALSE(editors_.open(file_, 2, kWide).here);
  EXPECT_EQ(wait_for(ready), "oui\n");
  asked("tmux kill-pane -t '{right}'");
  EXPECT_THAT(wait_for_end(), ElementsAre(HasSubstr("fermé sans lui")));
}

}  // namespace
}  // namespace partage::cli
