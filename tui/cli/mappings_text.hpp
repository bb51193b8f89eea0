// What a process had in its address space, as a table: files, memory, and with which rights.
#pragma once

#include <string>

#include "record/recording.hpp"

namespace partage::cli {

/// For each process, its last known mappings, the lines of one file put together.
std::string mappings_text(const record::Recording& recording);

}  // namespace partage::cli
