// The lines of a real source file that a listing shows. Private to content/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace partage::content {

struct LineRange {
  int first = 0;  ///< 1-based
  int last = 0;   ///< included; 0: nothing found
};

/// The definition of a C function, from the comment just above it to its closing brace.
LineRange function_lines(const std::vector<std::string>& lines, std::string_view function);

}  // namespace partage::content
