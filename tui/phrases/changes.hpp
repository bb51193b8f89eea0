// The pages that one moment changed, before and after, and what can be concluded of each. Private to phrases/.
#pragma once

#include <algorithm>
#include <vector>

#include "record/recording.hpp"
#include "record/snapshot.hpp"

namespace partage::phrases {

const record::ProcessView* process_in(const record::Snapshot& snapshot, record::Pid pid);
const record::PageView* page_in(const record::ProcessView* process, record::Address address);
bool present(const record::PageView* page);

/// One page that changed in one process, before and after.
struct Change {
  record::Pid pid = 0;
  const record::PageChange* page = nullptr;
  const record::PageView* before = nullptr;  ///< null: unknown until now
  const record::PageView* after = nullptr;
  const record::Mapping* mapping = nullptr;

  bool shared() const { return mapping != nullptr && mapping->shared(); }
  bool in_private() const { return mapping != nullptr && !mapping->shared(); }
  bool written() const { return !page->runs.empty(); }
  bool became_exclusive() const {
    return present(before) && present(after) && !before->flags.exclusive && after->flags.exclusive;
  }
  bool first_touch() const { return !present(before) && present(after); }
  bool frame_moved() const {
    return before->flags.frame != 0 && after->flags.frame != 0 && before->flags.frame != after->flags.frame;
  }
  bool frame_stayed() const { return before->flags.frame != 0 && before->flags.frame == after->flags.frame; }
};

/// All must outlive it.
class Changes {
 public:
  Changes(const record::Moment& moment, const record::Snapshot& before, const record::Snapshot& after);

  const std::vector<Change>& all() const { return changes_; }
  template <class Condition>
  const Change* first(Condition condition) const {
    const auto found = std::find_if(changes_.begin(), changes_.end(), condition);
    return found == changes_.end() ? nullptr : &*found;
  }

  /// The process got its own copy of a private page that a living relative still had: copy-on-write.
  bool is_copy(const Change& change) const;
  /// The same, of a page of a file mapped privately, by the moment's process.
  bool is_file_copy(const Change& change) const;
  /// Beside a copy, the flip of the other side, which has the page for itself now; null when there is none.
  const Change* left_alone_by(const Change& copy) const;
  /// A page that was common and is no longer, without a copy.
  bool is_alone_again(const Change& change) const;
  /// Another living process that maps the same file at that address; 0: none.
  record::Pid partner(const Change& change) const;
  /// Another process, living or dead, that had the same bytes in that page before, when they are not only zeros; 0: none.
  record::Pid author(const Change& touch) const;

 private:
  bool has_living_sharer(const Change& change) const;
  bool someone_else_wrote(const Change& change) const;
  bool was_common(const Change& change) const;

  const record::Moment& moment_;
  const record::Snapshot& before_;
  const record::Snapshot& after_;
  std::vector<Change> changes_;
};

}  // namespace partage::phrases
