// Source files as the screen shows them.
#pragma once

#include "app/event.hpp"
#include "content/library.hpp"

namespace partage::cli {

/// The lines of one file; none when it is not a file that can be read.
std::vector<std::string> file_lines(const std::filesystem::path& file);

/// The programs of a lesson and the headers beside them, by file name.
app::Sources lesson_sources(const content::Lesson& lesson);

/// The student's text and the scenario that calls it.
app::Sources exercise_sources(const content::Exercise& exercise, const std::string& text);

}  // namespace partage::cli
