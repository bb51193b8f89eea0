// How editors are called: the command of $VISUAL or $EDITOR, and how each known editor is told a line. Nothing is run here.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace partage::cli {

/// Words of a command as a shell would cut them: blanks, quotes, backslashes. Nothing when a quote is left open.
std::optional<std::vector<std::string>> shell_words(const std::string& command);

/// Name of the program that a command runs, without its folder: "vim" for « LANG=C /usr/bin/vim -u NONE ».
std::string editor_name(const std::string& command);

/// What follows the command: the file, and the line as this editor wants it (0: no line).
std::vector<std::string> editor_arguments(const std::string& command, const std::filesystem::path& file, int line);

/// It opens a window of its own and does not need the terminal. `display`: there is a graphical session.
bool is_graphical(const std::string& command, bool display);

/// A name for people: « VS Code » for code.
std::string shown_editor(const std::string& command);

}  // namespace partage::cli
