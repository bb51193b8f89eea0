// compile_commands.json of the student's folder: a language server (clangd) then reads each file as the check compiles it.
#pragma once

#include <string>
#include <vector>

#include "content/library.hpp"

namespace partage::content {

/// The compiler's flags for the student's file: the exercise's own, and what every check adds.
std::vector<std::string> compiler_flags(const Exercise& exercise);

/// The whole text: one entry an exercise, copied already or not.
std::string compile_commands(const Library& library, const Paths& paths);

/// Writes it in the work folder, all at once, if that folder exists and the text is another one. A file of the same name
/// that is not ours is left alone. Never throws: an editor without help is no reason to stop.
void update_compile_commands(const Library& library, const Paths& paths);

}  // namespace partage::content
