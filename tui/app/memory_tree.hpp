// The processes of a recording as a tree, to choose which two are side by side.
#pragma once

#include "app/frame.hpp"
#include "app/keys.hpp"

namespace partage::app {

void open_tree(MemoryScreen& screen);
Lines tree_lines(const MemoryScreen& screen, int columns);
/// Line of tree_lines() under the cursor.
int tree_focus(const MemoryScreen& screen);
Bindings tree_bindings(const MemoryScreen& screen);

}  // namespace partage::app
