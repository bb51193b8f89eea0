// What the lines before a moment did, when a program is recorded line by line. Only facts of the recording.
#pragma once

#include <string>
#include <vector>

#include "record/recording.hpp"
#include "record/snapshot.hpp"

namespace partage::phrases {

/// One sentence for each fact, in this order: what was written and what it did to the pages, pages touched or given back,
/// mappings, files, page faults. `before` and `after` are the states around moments[index]. Only one process goes at a
/// time: the moment's own, after another that it may have relieved because that one waits. Private pages and variables
/// were written by their own process; shared ones, by the moment's.
std::vector<std::string> line_effects(const record::Recording& recording, std::size_t index,
                                      const record::Snapshot& before, const record::Snapshot& after);

}  // namespace partage::phrases
