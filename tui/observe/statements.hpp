// The places of a program where a debugger stops: the first instruction of each statement of its own files.
#pragma once

#include <string>
#include <vector>

#include "record/recording.hpp"

namespace partage::observe {

struct Statement {
  record::Address address = 0;  ///< in the file's addresses
  record::SourceLine source;    ///< the line where the statement begins
};

}  // namespace partage::observe
