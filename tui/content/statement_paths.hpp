// Statements tell what to type from travail/NN_nom of a checkout. Anywhere else, the kit's files are given by their path.
#pragma once

#include "content/library.hpp"

namespace partage::content {

/// « ../../exercises » in the blocks of code becomes the kit's own path, when it does not lead there from the work folder.
void adapt_statements(Library& library, const Paths& paths);

}  // namespace partage::content
