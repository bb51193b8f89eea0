// What the lines before a moment did, when a program is recorded line by line. Only facts of the recording. Private to phrases/.
#pragma once

#include <string>
#include <vector>

#include "phrases/steps.hpp"
#include "record/recording.hpp"
#include "record/snapshot.hpp"

namespace partage::phrases {

/// One sentence for each fact, in this order: what was written and what it did to the pages, pages touched or given back,
/// mappings, files, page faults. `before` and `after` are the states around moments[index]. Only one process goes at a
/// time: the moment's own, after another that it may have relieved because that one waits. Private pages and variables
/// were written by their own process; shared ones, by the moment's.
class LineEffects {
 public:
  /// The recording must outlive it, unchanged.
  explicit LineEffects(const record::Recording& recording) : recording_(recording), steps_(recording) {}
  /// Cheap when asked moment after moment.
  std::vector<std::string> at(std::size_t index, const record::Snapshot& before, const record::Snapshot& after);

 private:
  const record::Recording& recording_;
  Steps steps_;
};

}  // namespace partage::phrases
