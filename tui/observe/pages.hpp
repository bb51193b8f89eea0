// Which pages of a process matter, and what changed in them. Nothing here makes a page exist: only pages that pagemap
// says present are read.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <vector>

#include "record/recording.hpp"
#include "record/snapshot.hpp"

namespace partage::observe {

using record::Address;

/// Address ranges that the program mapped itself, and those that a call undid.
class Ranges {
 public:
  void add(Address start, std::uint64_t length, bool own);  ///< replaces what was there; rounded up to whole pages
  void remove(Address start, std::uint64_t length);
  bool own_in(Address start, Address end) const;  ///< some range of [start, end) was made by an own frame
  /// Start of the range that holds address is own; false also when there is none.
  bool own_at(Address address) const { return own_in(address, address + 1); }
  bool holds(Address address) const;
  void clear() { ranges_.clear(); }

  struct Range {
    Address end;
    bool own;
  };
  const std::map<Address, Range>& all() const { return ranges_; }

 private:
  std::map<Address, Range> ranges_;  // by start; never overlapping
};

/// The pages to look at in one process: of each range the first 16 and the last, of the program's variables, and those
/// that were pointed out; at most 64.
std::vector<Address> pages_of_interest(const Ranges& ranges, const std::set<Address>& watched,
                                       const std::vector<Address>& variables);

/// Bytes of `now` that differ from `before`, in few runs.
std::vector<record::ByteRun> differences(std::string_view before, std::string_view now);

/// What changed in these pages since `seen`.
std::vector<record::PageChange> changed_pages(record::Pid pid, int pagemap, const std::vector<Address>& pages,
                                              const record::ProcessView& seen);

}  // namespace partage::observe
