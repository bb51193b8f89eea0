// Lessons and exercises as linear text, for screen readers, TERM=dumb and pipes: the same content as on the screen, no
// colour, no box, prose of at most 76 columns (listings keep their own lines). Ends with a newline.
#pragma once

#include <string>

#include "content/exercise.hpp"
#include "content/lesson.hpp"

namespace partage::content {

std::string plain_text(const Lesson& lesson);
/// The statement; hints are not in it, only how to ask for them.
std::string plain_text(const Exercise& exercise);

}  // namespace partage::content
