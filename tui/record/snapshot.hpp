// The state of memory at a moment, rebuilt from a Recording's changes.
//
// The rules of the replay, which observe/ must also follow when it decides what has changed (it may call advance()):
//   - A process is born at the fork moment that names it (or, without one, at its first moment). A fork's child starts
//     from its father's mappings and pages as they were before the fork moment's own changes; its fault count starts at 0.
//   - An exec forgets mappings and pages.
//   - A new list of mappings comes before the page changes of the same MemoryChange, and forgets every page that lies in
//     no mapping of the new list: if that address is mapped again, its content starts as zeros again.
//   - A variable whose address becomes 0 is forgotten; an exec forgets them all.
//   - What a clean page of the cache holds is what the disk holds; a page that was only ever seen dirty has a disk content
//     that nobody knows. A file that shrinks forgets the pages past its end.
//   - An exited process keeps the last state that was seen of it; only `alive` becomes false.
#pragma once

#include <map>

#include "record/recording.hpp"

namespace partage::record {

struct PageView {
  PageFlags flags;
  std::string bytes;  ///< the whole page, page_size bytes
  friend bool operator==(const PageView&, const PageView&) = default;
};

struct VariableView {
  Address address = 0;
  std::uint64_t value = 0;  ///< as in VariableChange
  friend bool operator==(const VariableView&, const VariableView&) = default;
};

/// One page of a file, in the cache and on the disk.
struct FilePageView {
  bool cached = false;
  FilePage::Dirty dirty = FilePage::Dirty::unknown;
  std::string bytes;                ///< last content seen in the cache, page_size bytes
  std::optional<std::string> disk;  ///< what the disk holds, when it is known
  friend bool operator==(const FilePageView&, const FilePageView&) = default;
};

struct FileView {
  std::string path;
  std::uint64_t size = 0;
  std::map<std::uint64_t, FilePageView> pages;  ///< by index
  friend bool operator==(const FileView&, const FileView&) = default;
};

/// Device (as in maps) and inode.
using FileKey = std::pair<std::string, std::uint64_t>;

struct ProcessView {
  bool alive = false;  ///< born and not yet exited at that moment
  std::vector<Mapping> mappings;
  std::map<Address, PageView> pages;  ///< by address of the page
  std::map<std::uint32_t, VariableView> variables;  ///< by index into Recording::variables
  std::uint64_t minor_faults = 0;
  const Mapping* mapping_at(Address address) const;
  /// Up to count bytes from address, from the pages that are known; shorter when a page is unknown.
  std::string read(Address address, std::size_t count, std::uint64_t page_size) const;
  friend bool operator==(const ProcessView&, const ProcessView&) = default;
};

struct Snapshot {
  std::map<Pid, ProcessView> processes;
  std::map<FileKey, FileView> files;
  /// The file behind a mapping, null when it is not followed.
  const FileView* file_of(const Mapping& mapping) const;
  friend bool operator==(const Snapshot&, const Snapshot&) = default;
};

/// State just after moments[index]. index past the end gives the last state; an empty recording gives an empty snapshot.
Snapshot snapshot_at(const Recording& recording, std::size_t index);

/// Brings the state just before a moment to the state just after it.
void advance(Snapshot& snapshot, const Moment& moment, std::uint64_t page_size);

/// A place in a recording. Going one moment forwards or backwards costs what that moment changed, however long the
/// recording is: every step forwards keeps what it overwrote. The recording must outlive the player, unchanged.
class Player {
 public:
  explicit Player(const Recording& recording);  ///< before the first moment
  /// Goes to the state just after moments[index] (past the end: after the last), and gives it.
  const Snapshot& seek(std::size_t index);
  /// State at the present place: an empty snapshot before the first moment. Valid until the next seek().
  const Snapshot& now() const { return snapshot_; }
  /// Moments that have been played: 0 before the first, index + 1 after seek(index).
  std::size_t played() const { return undo_.size(); }

 private:
  /// The former value of one process; absent: it did not exist.
  struct FormerProcess {
    Pid pid = 0;
    std::optional<ProcessView> whole;  ///< when the step replaced it (exec, fork onto a known pid)
    bool existed = false;
    bool alive = false;
    std::uint64_t minor_faults = 0;
    std::optional<std::vector<Mapping>> mappings;
    std::vector<std::pair<Address, std::optional<PageView>>> pages;  ///< absent: the page was not known
    std::vector<std::pair<std::uint32_t, std::optional<VariableView>>> variables;  ///< idem
  };
  struct FormerFile {
    FileKey key;
    std::optional<FileView> whole;  ///< absent: it was not known
  };
  struct Step {
    std::vector<FormerProcess> processes;
    std::vector<FormerFile> files;
  };

  void forwards();
  void backwards();
  FormerProcess former(Pid pid, const Moment& moment) const;

  const Recording* recording_;
  Snapshot snapshot_;
  std::vector<Step> undo_;
};

}  // namespace partage::record
