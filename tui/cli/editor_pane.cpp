#include "cli/editor_pane.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>

#include "cli/search_path.hpp"

namespace partage::cli {
namespace {

namespace fs = std::filesystem;

constexpr int kKitColumns = 60, kKitRows = 16;         // the least that the screens are drawn for
constexpr int kEditorColumns = 80, kFewestRows = 7;    // of the editor
constexpr int kBorder = 1;

bool is_set(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

// Runs it away from the terminal; gives what it wrote, or nothing when it failed.
std::optional<std::string> ask(const std::vector<std::string>& words) {
  int out[2];
  if (pipe2(out, O_CLOEXEC) != 0) return std::nullopt;
  const pid_t child = fork();
  if (child == 0) {
    const int nothing = open("/dev/null", O_RDWR);
    dup2(nothing, 0);
    dup2(out[1], 1);
    dup2(nothing, 2);
    signal(SIGPIPE, SIG_DFL);
    std::vector<char*> arguments;
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    execvp(arguments[0], arguments.data());
    _exit(127);
  }
  close(out[1]);
  std::string said;
  std::array<char, 256> bytes;
  while (child > 0) {
    const ssize_t count = read(out[0], bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    said.append(bytes.data(), static_cast<std::size_t>(count));
  }
  close(out[0]);
  int status = 0;
  while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (child < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0) return std::nullopt;
  while (!said.empty() && said.back() == '\n') said.pop_back();
  return said;
}

std::vector<std::string> tmux_words(const PaneSize& size, const fs::path& folder) {
  std::vector<std::string> words{"tmux", "split-window", size.right ? "-h" : "-v", "-l", std::to_string(size.cells), "-c", folder.string(), "-P", "-F", "#{pane_id}"};
  // The pane of the kit, even when another one is looked at now.
  if (is_set("TMUX_PANE")) words.insert(words.end(), {"-t", std::getenv("TMUX_PANE")});
  return words;
}

std::vector<std::string> zellij_words(const PaneSize& size, const fs::path& folder) {
  return {"zellij", "run", "--close-on-exit", "--direction", size.right ? "right" : "down", "--cwd", folder.string(), "--"};
}

}  // namespace

std::optional<Multiplexer> multiplexer_around() {
  if (is_set("TMUX") && !find_in_path("tmux").empty()) return Multiplexer::tmux;
  if (is_set("ZELLIJ") && !find_in_path("zellij").empty()) return Multiplexer::zellij;
  return std::nullopt;
}

std::optional<PaneSize> pane_beside(grid::Size room) {
  if (room.columns >= kKitColumns + kBorder + kEditorColumns) return PaneSize{true, std::max(kEditorColumns, (room.columns - kBorder) / 2)};
  const int left = room.rows - kBorder - kKitRows;
  if (left < kFewestRows) return std::nullopt;
  return PaneSize{false, std::min(left, std::max(kFewestRows, (room.rows - kBorder) / 2))};
}

std::vector<std::string> pane_words(const std::string& command, const std::vector<std::string>& arguments, const fs::path& end) {
  std::vector<std::string> words{"/bin/sh", "-c", "exec 9> \"$0\"; (" + command + " \"$@\") 9>&-; printf %d $? >&9", end.string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  return words;
}

bool split(Multiplexer multiplexer, const PaneSize& size, const std::vector<std::string>& words, const fs::path& folder, std::string& pane) {
  std::vector<std::string> all = multiplexer == Multiplexer::tmux ? tmux_words(size, folder) : zellij_words(size, folder);
  all.insert(all.end(), words.begin(), words.end());
  const std::optional<std::string> said = ask(all);
  if (said && multiplexer == Multiplexer::tmux) pane = *said;
  return said.has_value();
}

void show_pane(Multiplexer multiplexer, const std::string& pane) {
  if (multiplexer == Multiplexer::tmux && !pane.empty()) ask({"tmux", "select-pane", "-t", pane});
}

fs::path make_private_folder() {
  std::error_code error;
  std::string name = (fs::temp_directory_path(error) / "partage-editeur-XXXXXX").string();
  return error || mkdtemp(name.data()) == nullptr ? fs::path() : fs::path(name);
}

}  // namespace partage::cli
