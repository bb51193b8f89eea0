// What gcc and ld said (gcc -fdiagnostics-format=json, LC_ALL=C), as CompilerMessages. Private to check/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "record/verdict.hpp"

namespace partage::check {

struct BuildLog {
  std::vector<record::CompilerMessage> messages;  ///< errors first, then warnings, each in the order of the file
  bool linker = false;                            ///< an error comes from the linker
  bool out_of_memory = false;                     ///< gcc, the assembler or ld gave up for lack of memory
};

/// `standard_error` is all that the one gcc call wrote; `source` and `file` are the student's bytes and file name, for the
/// excerpts; `function` is the exercise's, for the hints. Never throws: what is not understood is kept as plain text.
BuildLog read_build_log(std::string_view standard_error, std::string_view source, const std::string& file,
                        const std::string& function);

}  // namespace partage::check
