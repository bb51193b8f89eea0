// The words of an order of processes, as lessons write them. Private to content/.
#pragma once

#include <string_view>

namespace partage::content {

/// "pere", "fils", "alterne", or a list of letters ("PFFP", "P3F*"): what observe::parse_order accepts, which this folder
/// may not use.
bool is_order(std::string_view text);

}  // namespace partage::content
