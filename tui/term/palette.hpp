// Tone -> curses attributes, for the colours that this terminal has.
#pragma once

#include "grid/grid.hpp"
#include "term/curses.hpp"

namespace partage::term {

struct Look {
  attr_t attributes = 0;
  short pair = 0;
};

class Palette {
 public:
  /// To be made once curses is started. NO_COLOR (no-color.org), when set and not empty: attributes only.
  Palette();
  Look look(const grid::Attributes& attributes) const;

 private:
  enum class Depth { none, eight, many };
  Depth depth_ = Depth::none;
};

}  // namespace partage::term
