// A small father-and-son recording, built moment by moment, for the sentences to tell.
#pragma once

#include <string>
#include <vector>

#include "record/recording.hpp"

namespace partage::phrases::testing {

constexpr record::Address private_page = 0x7f1234510000, shared_page = 0x7f1234594000;
constexpr std::uint64_t inode = 215;

class Story {
 public:
  Story();  ///< the father, 4211, has a private page of its own and a shared page, both touched; moment 0

  Story& forks(record::Pid child, record::Pid inner, record::Pid parent = 4211);
  /// The process writes bytes at an address; exclusive is what its page then reads.
  Story& writes(record::Pid pid, record::Address page, bool exclusive, std::string bytes = "A");
  /// In the last moment, also: that process's page now reads so.
  Story& and_page(record::Pid pid, record::Address page, record::PageFlags flags);
  Story& calls(record::Pid pid, record::Syscall call);
  Story& ends(record::Pid pid, record::Exit exit);
  std::size_t last() const { return recording.moments.size() - 1; }

  record::Recording recording;

 private:
  record::Moment& moment(record::MomentKind kind, record::Pid pid);
};

record::PageFlags present(bool exclusive, bool shared = false, std::uint64_t frame = 0);
record::Mapping private_zone();
record::Mapping shared_zone(std::uint64_t inode_number = inode);

}  // namespace partage::phrases::testing
