// Tone -> curses attributes, for the colours that this terminal has.
#pragma once

#include <map>
#include <utility>

#include "grid/grid.hpp"
#include "term/curses.hpp"
#include "term/themes.hpp"

namespace partage::term {

struct Look {
  attr_t attributes = 0;
  short pair = 0;
};

class Palette {
 public:
  /// To be made once curses is started. NO_COLOR (no-color.org), when set and not empty: attributes only.
  /// PARTAGE_THEME chooses the theme.
  Palette();
  Look look(const grid::Attributes& attributes);

 private:
  enum class Depth { none, eight, many };
  short colour(const Colour& colour) const;
  short chosen(short index) const;
  short pair(short ink, short paper);

  Depth depth_ = Depth::none;
  Theme theme_ = Theme::terminal;
  bool own_colours_ = false;  ///< the terminal has default colours that can be asked for
  std::map<std::pair<short, short>, short> pairs_;  ///< by ink and paper
};

}  // namespace partage::term
