// How each known editor is called; nothing is run.
#include <gmock/gmock.h>

#include "cli/editor_command.hpp"
#include "cli/editor_pane.hpp"

namespace partage::cli {
namespace {

using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::Optional;

TEST(EditorCommand, IsCutAsAShellDoes) {
  EXPECT_THAT(shell_words("code --wait"), Optional(ElementsAre("code", "--wait")));
  EXPECT_THAT(shell_words("  vim\t-c 'set nu'  "), Optional(ElementsAre("vim", "-c", "set nu")));
  EXPECT_THAT(shell_words(R"("/mes outils/éditeur" -a "" \"x)"), Optional(ElementsAre("/mes outils/éditeur", "-a", "", "\"x")));
  EXPECT_THAT(shell_words(R"(a'b c'd 'x\y')"), Optional(ElementsAre("ab cd", "x\\y")));
  EXPECT_EQ(shell_words("vim 'set nu"), std::nullopt);
  EXPECT_THAT(shell_words(""), Optional(testing::IsEmpty()));
}

TEST(EditorCommand, HasAName) {
  EXPECT_EQ(editor_name("vim"), "vim");
  EXPECT_EQ(editor_name("LC_ALL=C env TERM=xterm '/mes outils/vim' -u NONE"), "vim");
  EXPECT_EQ(editor_name("exec nano -l"), "nano");
  EXPECT_EQ(editor_name("  "), "");
}

struct Syntax {
  std::string command;
  std::vector<std::string> words;
};

class At : public testing::TestWithParam<Syntax> {};

TEST_P(At, Line12) { EXPECT_THAT(editor_arguments(GetParam().command, "/f.c", 12), ElementsAreArray(GetParam().words)); }

std::vector<Syntax> syntaxes() {
  std::vector<Syntax> all;
  for (const char* name : {"vi", "vim", "nvim", "vim.tiny", "vim.basic", "nano", "pico", "emacs", "emacs-nox", "emacsclient", "mg", "zile", "jed", "joe",
                           "ne", "micro", "kak", "vis", "dte", "gvim", "gedit", "pluma", "xed", "geany", "/usr/bin/vim -u NONE"})
    all.push_back({name, {"+12", "/f.c"}});
  for (const char* name : {"hx", "helix", "subl", "subl -w", "zed", "zed --wait", "zeditor"}) all.push_back({name, {"/f.c:12"}});
  for (const char* name : {"code", "code --wait", "code-insiders", "codium", "vscodium", "cursor"}) all.push_back({name, {"--goto", "/f.c:12"}});
  for (const char* name : {"kate", "kate --block", "kwrite", "clion", "idea"}) all.push_back({name, {"--line", "12", "/f.c"}});
  for (const char* name : {"ed", "mon-editeur", "$HOME/bin/x", "gnome-text-editor"}) all.push_back({name, {"/f.c"}});
  return all;
}

INSTANTIATE_TEST_SUITE_P(EditorCommand, At, testing::ValuesIn(syntaxes()));

TEST(EditorCommand, NoLineIsTheFileAlone) {
  for (const char* name : {"vim", "code", "hx", "kate"}) EXPECT_THAT(editor_arguments(name, "/f.c", 0), ElementsAre("/f.c"));
}

TEST(EditorCommand, WindowsDoNotTakeTheTerminal) {
  for (const char* window : {"code", "code --wait", "codium", "subl", "zed", "gedit", "kate", "gvim", "gnome-text-editor"}) EXPECT_TRUE(is_graphical(window, false)) << window;
  for (const char* terminal : {"vim", "nano", "emacs -nw", "hx", "micro", "emacsclient -t", "mon-editeur", ""}) EXPECT_FALSE(is_graphical(terminal, true)) << terminal;
  EXPECT_TRUE(is_graphical("emacsclient -c", true));
  EXPECT_FALSE(is_graphical("emacsclient -c", false)) << "sans écran graphique, dans le terminal";
  EXPECT_TRUE(is_graphical("vim -g", true));
}

TEST(EditorPane, LeavesTheKitSixtyBySixteen) {
  for (int columns = 0; columns <= 300; ++columns)
    for (int rows = 0; rows <= 100; ++rows) {
      const std::optional<PaneSize> pane = pane_beside({columns, rows});
      if (!pane) {
        EXPECT_TRUE(columns < 141 && rows < 24) << columns << "x" << rows;
        continue;
      }
      if (pane->right) ASSERT_GE(columns - 1 - pane->cells, 60) << columns;
      else ASSERT_GE(rows - 1 - pane->cells, 16) << rows;
      ASSERT_GE(pane->cells, pane->right ? 80 : 7);
    }
}

}  // namespace
}  // namespace partage::cli
