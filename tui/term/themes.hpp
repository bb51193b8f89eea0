// What each tone looks like, by theme. Only data: palette.cpp turns it into curses' attributes.
#pragma once

#include <span>
#include <string_view>

#include "grid/grid.hpp"

namespace partage::term {

enum class Theme {
  terminal,  ///< middle tones, readable on black and on white; the terminal's own background
  contrast,  ///< PARTAGE_THEME=contraste: white, and bright colours, on black
  light,     ///< clair: dark colours, for a white terminal
  dark,      ///< sombre: light colours, for a black one
};

/// "contraste", "clair", "sombre"; anything else: terminal.
Theme theme_named(std::string_view name);

/// A colour, of 256 and of 8; -1: the terminal's own.
struct Colour {
  short many = -1, eight = -1;
};

struct Ink {
  grid::Tone tone = grid::Tone::normal;
  Colour ink, paper;
  bool bold = false, reverse = false;  ///< with colours
};

/// One for each tone, in the order of grid::Tone.
std::span<const Ink> inks(Theme theme);

}  // namespace partage::term
