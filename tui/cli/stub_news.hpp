// What to say when a newer kit has changed stubs that the student has already copied.
#pragma once

#include <string>
#include <vector>

#include "content/exercise.hpp"

namespace partage::cli {

/// One sentence; empty when nothing changed.
std::string stub_news(const std::vector<const content::Exercise*>& changed);

}  // namespace partage::cli
