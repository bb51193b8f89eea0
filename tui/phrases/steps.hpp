// Which line each process was running just before a moment, in a recording made line by line. Private to phrases/.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "record/recording.hpp"

namespace partage::phrases {

/// The last line of a process, and the calls that led there.
class Steps {
 public:
  /// Just before the first moment. The recording must outlive it.
  explicit Steps(const record::Recording& recording) : recording_(recording) {}
  /// Goes to just before moments[index]; forwards it costs what lies between, backwards all that comes before.
  void seek(std::size_t index);

  /// The line that `pid` was running. When the moment is its next step and is back in a caller, the caller's line: all that
  /// its call did belongs to it. Nothing before the first line of the program.
  std::optional<record::SourceLine> line(record::Pid pid) const;
  /// « La ligne 19 du fils », « L'instruction « add … » du fils »; « Le fils » when no line is known.
  std::string subject(record::Pid pid) const;
  /// The call by which that line wrote files to the disk ("msync", "fsync"); empty: none.
  std::string flush(record::Pid pid) const;
  /// Minor faults since the process's last step; nothing before its first one.
  std::optional<std::uint64_t> faults() const;

 private:
  struct Call {
    record::SourceLine source;  ///< of the last step in that function
    std::string instruction;
  };
  struct Life {
    std::vector<Call> calls;    ///< the innermost is the last
    std::size_t last_step = 0;  ///< index of its moment; meaningful when has_step
    bool has_step = false;
  };

  void follow(const record::Moment& moment, std::size_t index);
  static void enter(Life& life, const record::Moment& moment);
  const Call* running(record::Pid pid) const;
  std::uint64_t faults_at(record::Pid pid, std::size_t index) const;

  const record::Recording& recording_;
  std::size_t index_ = 0;
  std::map<record::Pid, Life> lives_;
};

}  // namespace partage::phrases
