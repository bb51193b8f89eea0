// The files that a program maps, as the page cache holds them: size, which pages are there, which are not written yet,
// what they hold. Looks without changing anything: no page is brought in, none is written.
//
// Facts: mincore(2); cachestat (Linux 6.5, mm/filemap.c); preadv2(2), RWF_NOWAIT.
#pragma once

#include <map>
#include <vector>

#include "record/recording.hpp"
#include "record/snapshot.hpp"
#include "sandbox/descriptor.hpp"

namespace partage::observe {

class CachedFiles {
 public:
  /// Follows the regular files that the program itself maps there, from now on.
  void follow(record::Pid pid, const std::vector<record::Mapping>& mappings);
  /// What has changed since `seen`.
  std::vector<record::FileChange> changes(const std::map<record::FileKey, record::FileView>& seen);

 private:
  struct Followed {
    std::string path;
    sandbox::Descriptor file;
    bool on_disk = true;  ///< not a tmpfs, whose pages have nowhere else to be
  };
  std::map<record::FileKey, Followed> files_;
};

}  // namespace partage::observe
