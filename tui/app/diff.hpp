// What differs between the student's file and another text of the same exercise, as lines to read.
//
// Changed lines are marked by a character, never by a colour alone. Lines that differ by comments or blanks only are no
// difference: they are marked "~" and stay dim.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/lines.hpp"

namespace partage::app {

struct DiffRow {
  enum class Kind {
    same,
    calm,     ///< comments or blanks only, on one side or on both
    changed,  ///< one line in place of another
    left,     ///< only there
    right
  } kind = Kind::same;
  int left = 0, right = 0;  ///< line numbers, from 1; 0: no line on that side
  friend bool operator==(const DiffRow&, const DiffRow&) = default;
};

std::vector<DiffRow> diff(std::string_view left, std::string_view right);

struct DiffNames {
  std::string left, right;  ///< "votre fichier", "la solution"
};

constexpr int kSideBySide = 112;  ///< columns from which both texts are shown side by side

/// Side by side when `columns` allow it, else in one column: - before a line that only the left has, + for the right's.
Lines diff_lines(std::string_view left, std::string_view right, const DiffNames& names, int columns);

}  // namespace partage::app
