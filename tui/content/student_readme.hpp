// Texts that `partage init` puts in a student's folder. Private to content/.
#pragma once

#include <string>

#include "content/library.hpp"

namespace partage::content {

std::string student_readme(const Library& library, const Paths& paths);
std::string student_gitignore();

}  // namespace partage::content
