// How the memory view names what it shows: processes, mappings.
#pragma once

#include <string>
#include <string_view>

#include "record/snapshot.hpp"

namespace partage::app {

/// The file's name, without folder.
std::string base_name(std::string path);
/// "zone", "tas", "pile", "données", or the file's name.
std::string mapping_name(const record::Recording& recording, const record::Mapping& mapping);

/// "P" for the first process, "F" for the next one to be born, then "G", "H"… (P excepted): as in a list of orders. "+"
/// when there is no letter left.
std::string process_letter(const record::Recording& recording, record::Pid pid);
/// "PÈRE 4211", with the pid that the program itself sees.
std::string process_label(const record::Recording& recording, record::Pid pid);

/// Null when that process has not been seen yet.
const record::ProcessView* view_of(const record::Snapshot& snapshot, record::Pid pid);

}  // namespace partage::app
