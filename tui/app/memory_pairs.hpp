// Which two processes are side by side.
#pragma once

#include <vector>

#include "app/model.hpp"

namespace partage::app {

/// By moment: the one that acts and its father, its child, or the one that it was shown with before. It depends on the
/// moment alone, so that going back shows what was shown.
std::vector<Pair> followed_pairs(const record::Recording& recording);

Pair shown_pair(const MemoryScreen& screen);
/// The next process beside its father; after the last one, back to following.
void show_next_pair(MemoryScreen& screen);

}  // namespace partage::app
