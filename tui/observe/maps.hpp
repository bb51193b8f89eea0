// /proc/PID/maps as data (proc(5)).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "record/recording.hpp"

namespace partage::observe {

/// Lines that cannot be read are left out. `own` is false everywhere.
std::vector<record::Mapping> parse_maps(std::string_view text);

}  // namespace partage::observe
