// What a line wrote, by the names that the program has for it. Private to phrases/.
#pragma once

#include <string>
#include <vector>

#include "phrases/changes.hpp"

namespace partage::phrases {

struct Write {
  std::string name;             ///< "g", "*zone", "zone[3]", "zone[0] à zone[6]"; empty: no name leads there
  record::Address address = 0, end = 0;  ///< of its first byte, and one past the last
  std::string from, to;         ///< empty: its value cannot be told
  bool pointer = false;
  std::uint64_t value = 0;      ///< now; of a pointer only
};

/// What a process wrote, in the order of addresses: the variables whose value changed, then the bytes that changed in its
/// pages, in those of shared mappings too when it is the moment's own process. What was already in a file, or in the page of
/// another process, is not written by the one that sees it for the first time. Bytes without a name make one Write for
/// each page. `line` is the one that it was running: a local whose declaration it is has just got its first value.
std::vector<Write> writes_of(const record::Recording& recording, const record::Moment& moment, record::Pid pid, int line,
                             const record::Snapshot& before, const record::Snapshot& after, const Changes& changes);

}  // namespace partage::phrases
