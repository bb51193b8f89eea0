// The shortest way from a sequence of lines to another. Private to app/.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace partage::app {

/// Pairs of indices of the lines that stay, in order. E. W. Myers, « An O(ND) Difference Algorithm and Its Variations »,
/// Algorithmica 1 (1986). Beyond a thousand edits, nothing but the common beginning and end.
std::vector<std::pair<std::size_t, std::size_t>> common_lines(const std::vector<std::string>& left, const std::vector<std::string>& right);

}  // namespace partage::app
