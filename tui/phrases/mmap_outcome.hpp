// What one call of mmap gave, and why, in French: for a program that makes that call and no other.
#pragma once

#include <optional>
#include <string>

#include "record/recording.hpp"

namespace partage::phrases {

/// The last mmap that the program's own source made. Points into the recording.
struct MmapOutcome {
  const record::Syscall* call = nullptr;  ///< null: the kernel saw none
  std::optional<record::Mapping> made;    ///< line of maps that holds the result
  std::optional<record::Mapping> before;  ///< what was at the address asked for, just before
  std::string opened;                     ///< flags of the open that gave its descriptor: "O_RDONLY"; empty: none seen
};
MmapOutcome mmap_outcome(const record::Recording& recording);

/// « mmap rend 0x7f… », « mmap rend MAP_FAILED, errno = EACCES (droits insuffisants) »; a call that never reached the kernel
/// is said too.
std::string mmap_result(const record::Recording& recording, const MmapOutcome& outcome);

/// One sentence that says why the kernel answered so, or what is worth seeing in what it made.
std::string mmap_reason(const record::Recording& recording, const MmapOutcome& outcome);

/// The line as in /proc/PID/maps, with single blanks.
std::string maps_text(const record::Mapping& mapping);

}  // namespace partage::phrases
