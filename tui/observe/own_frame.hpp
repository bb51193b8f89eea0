// Which line of the program a stop belongs to.
#pragma once

#include "observe/unwind.hpp"

namespace partage::observe {

struct OwnFrame {
  record::SourceLine source;  ///< of the innermost frame in the own files
  bool in_program = false;    ///< some frame is in the program itself, not only in the loader and libraries
  /// The syscall was asked for by the program: its wrapper in libc was called from a frame of the program.
  bool direct = false;
  bool own = false;           ///< direct, and that frame is in the own files
  bool nowhere = false;       ///< the innermost frame is in no file: code that the program made
};

/// For a syscall stop, `wrappers` are the names of libc's functions that only make that syscall.
OwnFrame own_frame(pid_t tid, Image& image, const Registers& registers, StopKind kind, const OwnFiles& own,
                   const std::vector<std::string_view>& wrappers = {});

}  // namespace partage::observe
