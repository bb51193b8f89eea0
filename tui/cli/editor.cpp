#include "cli/editor.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <string_view>

#include "cli/editor_command.hpp"
#include "cli/editor_pane.hpp"
#include "cli/search_path.hpp"

namespace partage::cli {
namespace {

namespace fs = std::filesystem;

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::string chosen_editor() {
  for (const char* name : {"VISUAL", "EDITOR"})
    if (std::string value = variable(name); value.find_first_not_of(" \t") != std::string::npos) return value;
  for (const char* name : {"nano", "vim", "vi", "emacs", "micro"})
    if (!find_in_path(name).empty()) return name;
  return "";
}

const char* set_variable() { return variable("VISUAL").find_first_not_of(" \t") != std::string::npos ? "VISUAL" : "EDITOR"; }

bool always_here() { return variable("PARTAGE_EDITEUR") == "ici"; }
bool has_display() { return !variable("DISPLAY").empty() || !variable("WAYLAND_DISPLAY").empty(); }

std::string not_found(const std::string& command) {
  return fmt::format("L'éditeur «\u00a0{}\u00a0» est introuvable\u202f; donnez le vôtre dans la variable {}.", command, set_variable());
}

// What can be known before anything is started; what a shell alone understands ($HOME/bin/x) is left to it.
std::string trouble_with(const std::string& command) {
  if (command.empty()) return "Aucun éditeur\u00a0: installez nano, ou donnez le vôtre dans la variable EDITOR.";
  if (!shell_words(command))
    return fmt::format("La variable {} n'est pas une commande\u00a0: un guillemet n'y est pas fermé ({}).", set_variable(), command);
  const std::string name = editor_name(command);
  const bool plain = !name.empty() && command.find_first_of("$`;&|<>()~") == std::string::npos;
  if (plain && command.find('/') == std::string::npos && find_in_path(name).empty()) return not_found(command);
  return "";
}

std::string ending(const std::string& command, int status) {
  if (WIFSIGNALED(status)) return fmt::format("L'éditeur «\u00a0{}\u00a0» s'est arrêté brutalement (signal {}).", command, WTERMSIG(status));
  if (WEXITSTATUS(status) == 0) return "";
  if (WEXITSTATUS(status) == 127) return not_found(command);
  if (WEXITSTATUS(status) == 126) return fmt::format("L'éditeur «\u00a0{}\u00a0» ne peut pas être exécuté.", command);
  // A shell that reports the signal of its command.
  if (WEXITSTATUS(status) > 128 && WEXITSTATUS(status) <= 128 + SIGRTMAX) return ending(command, WEXITSTATUS(status) - 128);
  return fmt::format("L'éditeur «\u00a0{}\u00a0» a échoué (code {}).", command, WEXITSTATUS(status));
}

// $EDITOR is a shell command (« code --wait »): the shell cuts it, the file stays one word.
[[noreturn]] void become_editor(const std::string& command, const std::vector<std::string>& arguments) {
  for (const int number : {SIGINT, SIGQUIT, SIGPIPE, SIGTSTP}) signal(number, SIG_DFL);
  const std::string script = command + " \"$@\"";
  std::vector<char*> words;
  for (const char* word : {"sh", "-c", script.c_str(), "sh"}) words.push_back(const_cast<char*>(word));
  for (const std::string& word : arguments) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  execv("/bin/sh", words.data());
  _exit(127);
}

[[noreturn]] void become_window(const std::string& command, const std::vector<std::string>& arguments, int messages) {
  setsid();
  const int nothing = open("/dev/null", O_RDWR);
  dup2(nothing, 0);
  dup2(nothing, 1);
  dup2(messages >= 0 ? messages : nothing, 2);
  become_editor(command, arguments);
}

// The last thing that it said, on one line, without what a terminal would obey.
std::string last_message(int messages) {
  std::array<char, 4096> bytes;
  struct stat status {};
  if (messages < 0 || fstat(messages, &status) != 0) return "";
  const off_t start = std::max<off_t>(0, status.st_size - static_cast<off_t>(bytes.size()));
  const ssize_t count = pread(messages, bytes.data(), bytes.size(), start);
  std::string text(bytes.data(), count > 0 ? static_cast<std::size_t>(count) : 0);
  while (!text.empty() && text.back() == '\n') text.pop_back();
  text = text.substr(std::min(text.size(), text.rfind('\n') + 1));
  std::erase_if(text, [](unsigned char c) { return c < 32 || c == 127; });
  return text.empty() ? "" : " " + text;
}

}  // namespace

Editors::~Editors() {
  for (Open& open : open_) forget(open);
}

Editors::Opened Editors::open(const fs::path& file, int line, grid::Size room) {
  const std::string command = chosen_editor();
  if (std::string trouble = trouble_with(command); !trouble.empty()) return {.here = false, .said = "", .error = std::move(trouble)};
  if (always_here()) return {.here = true, .said = "", .error = ""};
  if (is_graphical(command, has_display())) return open_window(command, file, line);
  if (std::optional<Opened> pane = open_pane(command, file, line, room)) return *pane;
  return {.here = true, .said = "", .error = ""};
}

std::string Editors::run_here(const fs::path& file, int line) {
  const std::string command = chosen_editor();
  const pid_t child = fork();
  if (child < 0) return "L'éditeur n'a pas pu être lancé.";
  if (child == 0) become_editor(command, editor_arguments(command, file, line));
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return ending(command, status);
}

Editors::Opened Editors::open_window(const std::string& command, const fs::path& file, int line) {
  Open window{.command = command, .file = file.string(), .process = 0, .fd = -1, .messages = -1, .folder = {}, .pane = ""};
  window.messages = memfd_create("messages", MFD_CLOEXEC);
  window.process = fork();
  if (window.process == 0) become_window(command, editor_arguments(command, file, line), window.messages);
  if (window.process > 0) window.fd = static_cast<int>(syscall(SYS_pidfd_open, window.process, 0));
  if (window.fd < 0) {
    forget(window);
    return {.here = false, .said = "", .error = "L'éditeur n'a pas pu être lancé."};
  }
  open_.push_back(window);
  return {.here = false, .said = fmt::format("Ouvert dans {}\u202f; enregistrez pour avoir le verdict.", shown_editor(command)), .error = ""};
}

std::optional<Editors::Opened> Editors::open_pane(const std::string& command, const fs::path& file, int line, grid::Size room) {
  const std::optional<Multiplexer> multiplexer = multiplexer_around();
  if (!multiplexer) return std::nullopt;
  const auto same = std::find_if(open_.begin(), open_.end(), [&](const Open& open) { return open.process == 0 && open.file == file.string(); });
  if (same != open_.end()) {
    show_pane(*multiplexer, same->pane);
    return Opened{.here = false, .said = "Votre fichier est déjà ouvert à côté\u202f; enregistrez pour avoir le verdict.", .error = ""};
  }
  const std::optional<PaneSize> size = pane_beside(room);
  if (!size) return std::nullopt;
  Open pane{.command = command, .file = file.string(), .process = 0, .fd = -1, .messages = -1, .folder = {}, .pane = ""};
  pane.folder = make_private_folder();
  const fs::path end = pane.folder / "fin";
  if (pane.folder.empty() || mkfifo(end.c_str(), 0600) != 0 || (pane.fd = ::open(end.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)) < 0 ||
      !split(*multiplexer, *size, pane_words(command, editor_arguments(command, file, line), end), file.parent_path(), pane.pane)) {
    forget(pane);
    return std::nullopt;
  }
  open_.push_back(pane);
  return Opened{.here = false, .said = "Ouvert à côté\u202f; enregistrez pour avoir le verdict.", .error = ""};
}

std::vector<pollfd> Editors::descriptors() const {
  std::vector<pollfd> watched;
  for (const Open& open : open_) watched.push_back({open.fd, POLLIN, 0});
  return watched;
}

std::optional<std::string> Editors::end_of(Open& open) {
  pollfd now{open.fd, POLLIN, 0};
  if (poll(&now, 1, 0) <= 0) return std::nullopt;
  if (open.process != 0) {
    int status = 0;
    if (waitpid(open.process, &status, WNOHANG) != open.process) return std::nullopt;
    const std::string sentence = ending(open.command, status);
    return sentence.empty() ? "" : sentence + last_message(open.messages);
  }
  std::array<char, 16> code{};
  const ssize_t count = read(open.fd, code.data(), code.size() - 1);
  if (count < 0) return std::nullopt;  // held open by the pane, and nothing written yet
  if (count == 0) return "Le panneau de votre éditeur a été fermé sans lui\u00a0: regardez si votre fichier est enregistré.";
  const int status = std::atoi(code.data());
  return ending(open.command, W_EXITCODE(status & 0xff, 0));
}

void Editors::forget(Open& open) {
  for (const int fd : {open.fd, open.messages})
    if (fd >= 0) close(fd);
  std::error_code ignored;
  if (!open.folder.empty()) fs::remove_all(open.folder, ignored);
}

std::vector<std::string> Editors::ended() {
  std::vector<std::string> sentences;
  std::erase_if(open_, [&](Open& open) {
    std::optional<std::string> sentence = end_of(open);
    if (!sentence) return false;
    if (!sentence->empty()) sentences.push_back(std::move(*sentence));
    forget(open);
    return true;
  });
  return sentences;
}

}  // namespace partage::cli
