// /proc/PID/maps as data (proc(5)).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "record/recording.hpp"

namespace partage::observe {

/// Lines that cannot be read are left out. `own` is false everywhere.
std::vector<record::Mapping> parse_maps(std::string_view text);

/// The kernel ends by " (deleted)" the path of a file that has no name any more. A file whose name ends like that has one:
/// its parentheses are escaped, as the kernel escapes newlines, so that one never looks like the other.
void escape_living_name(record::Pid pid, record::Mapping& mapping);

}  // namespace partage::observe
