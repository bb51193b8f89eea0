#include "cli/editor.hpp"

#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string_view>

namespace partage::cli {
namespace {

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

bool installed(const std::string& name) {
  const std::string path = variable("PATH");
  for (std::size_t start = 0; start <= path.size();) {
    const std::size_t end = std::min(path.find(':', start), path.size());
    if (access((path.substr(start, end - start) + "/" + name).c_str(), X_OK) == 0) return true;
    start = end + 1;
  }
  return false;
}

std::string editor() {
  for (const char* name : {"VISUAL", "EDITOR"})
    if (const std::string value = variable(name); !value.empty()) return value;
  for (const char* name : {"nano", "vim", "vi", "emacs", "micro"})
    if (installed(name)) return name;
  return "";
}

// Those that read "+12" as a line; another one would take it for a file.
bool knows_lines(const std::string& command) {
  const std::string program = std::filesystem::path(command.substr(0, command.find(' '))).filename().string();
  for (const std::string_view known : {"nano", "vi", "vim", "nvim", "vim.basic", "vim.tiny", "emacs", "emacsclient", "micro", "kak", "joe", "jed", "ed", "mg"})
    if (program == known) return true;
  return false;
}

// $EDITOR is a shell command (« code --wait »): the shell cuts it, the file stays one word.
[[noreturn]] void become_editor(const std::string& command, const std::string& file, int line) {
  for (const int number : {SIGINT, SIGQUIT, SIGPIPE, SIGTSTP}) signal(number, SIG_DFL);
  const std::string script = command + " \"$@\"", position = "+" + std::to_string(line);
  if (line > 0 && knows_lines(command))
    execl("/bin/sh", "sh", "-c", script.c_str(), "sh", position.c_str(), file.c_str(), nullptr);
  else
    execl("/bin/sh", "sh", "-c", script.c_str(), "sh", file.c_str(), nullptr);
  _exit(127);
}

}  // namespace

std::string run_editor(const std::filesystem::path& file, int line) {
  const std::string command = editor();
  if (command.empty()) return "Aucun éditeur\u00a0: installez nano, ou donnez le vôtre dans la variable EDITOR.";
  const pid_t child = fork();
  if (child < 0) return "L'éditeur n'a pas pu être lancé.";
  if (child == 0) become_editor(command, file.string(), line);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
    return fmt::format("L'éditeur «\u00a0{}\u00a0» est introuvable\u202f; donnez le vôtre dans la variable EDITOR.", command);
  if (!WIFEXITED(status)) return fmt::format("L'éditeur «\u00a0{}\u00a0» s'est arrêté brutalement.", command);
  return "";
}

}  // namespace partage::cli
