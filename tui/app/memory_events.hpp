// The moments at which something of memory happened: what the key « événement » jumps to.
#pragma once

#include <vector>

#include "record/recording.hpp"

namespace partage::app {

/// By moment: a birth, an end, a signal, an exec, some output; a mapping made, cut or undone; a page touched for the first
/// time or copied; a shared page written; a file's page that changes state; the last moment of a run that was blocked.
std::vector<bool> memory_events(const record::Recording& recording);

}  // namespace partage::app
