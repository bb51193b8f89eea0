// The student's editor: $VISUAL, $EDITOR, or the first usual one that is installed.
#pragma once

#include <filesystem>
#include <string>

namespace partage::cli {

/// Runs it on the terminal, which must have been lent, and waits. Empty, or a French sentence.
std::string run_editor(const std::filesystem::path& file, int line);

}  // namespace partage::cli
