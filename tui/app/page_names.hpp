// Which pages of two processes are one and the same page, and a letter for each.
//
// Rules, from the strongest (Documentation/admin-guide/mm/pagemap.rst; design "how the real thing is seen"):
//   - Same frame number, where the kernel shows it: same page. Another frame: another page.
//   - Shared mappings of the same inode of the same device at the same file offset: same page.
//   - A private page is inherited by fork, and stays common until one side writes. The copy is told when the process that
//     acts has its own page become exclusive, or when the bytes of the two sides differ: the acting process has the copy.
//   - exec and unmapping forget; the same address later is another page.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "record/snapshot.hpp"

namespace partage::app {

class PageNames {
 public:
  using PageId = int;  ///< 0 for the first page seen in the recording
  using Place = std::pair<record::Pid, record::Address>;

  explicit PageNames(const record::Recording& recording);  ///< placed before the first moment
  void seek(std::size_t moment);  ///< state just after that moment; past the end: after the last
  /// -1 when the process has no page there at this moment.
  PageId id(record::Pid pid, record::Address page) const;
  /// Processes that have this page now.
  int owners(PageId id) const;
  /// This moment gave that process a page of its own in place of a common one.
  bool copied_now(record::Pid pid, record::Address page) const;
  /// Number of pages seen in the whole recording.
  int count() const { return count_; }

 private:
  struct Change {
    Place place;
    PageId before = -1, after = -1;
    bool copy = false;
  };
  friend class PageNamer;

  std::vector<std::vector<Change>> changes_;  ///< by moment
  std::map<Place, PageId> now_;
  std::size_t played_ = 0;
  int count_ = 0;
};

/// "A" … "Z", "A2" … "Z2", "A3"…
std::string letter(PageNames::PageId id);

}  // namespace partage::app
