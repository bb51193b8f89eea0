#include "term/palette.hpp"

#include <array>
#include <cstdlib>

namespace partage::term {
namespace {

using grid::Tone;

struct Ink {
  Tone tone;
  short many;   // of 256: middle tones, readable on black and on white; -1: the terminal's own
  short eight;
  attr_t colour_attributes;      // with colours
  attr_t monochrome_attributes;  // without
};

constexpr std::array<Ink, 14> inks{{
    {Tone::normal, -1, -1, A_NORMAL, A_NORMAL},
    {Tone::dim, 245, -1, A_NORMAL, A_DIM},
    {Tone::title, -1, -1, A_BOLD, A_BOLD},
    {Tone::accent, 32, COLOR_CYAN, A_NORMAL, A_BOLD},
    {Tone::good, 35, COLOR_GREEN, A_NORMAL, A_BOLD},
    {Tone::bad, 167, COLOR_RED, A_NORMAL, A_BOLD},
    {Tone::warn, 172, COLOR_YELLOW, A_NORMAL, A_BOLD},
    {Tone::keyword, 68, COLOR_BLUE, A_NORMAL, A_BOLD},
    {Tone::string, 72, -1, A_NORMAL, A_NORMAL},
    {Tone::comment, 245, -1, A_NORMAL, A_DIM},
    {Tone::number, 137, -1, A_NORMAL, A_NORMAL},
    {Tone::changed, 32, COLOR_CYAN, A_BOLD, A_BOLD | A_UNDERLINE},
    {Tone::selected, -1, -1, A_REVERSE, A_REVERSE},
    {Tone::bar, 245, -1, A_NORMAL, A_NORMAL},
}};

const Ink& ink_of(Tone tone) {
  for (const Ink& ink : inks)
    if (ink.tone == tone) return ink;
  return inks.front();
}

short pair_of(Tone tone) { return static_cast<short>(static_cast<int>(tone) + 1); }

bool colour_refused() {
  const char* value = std::getenv("NO_COLOR");
  return value != nullptr && *value != '\0';
}

}  // namespace

Palette::Palette() {
  if (colour_refused() || !has_colors() || start_color() == ERR || COLORS < 8) return;
  depth_ = COLORS >= 256 ? Depth::many : Depth::eight;
  const short background = use_default_colors() == OK ? -1 : COLOR_BLACK;
  for (const Ink& ink : inks) {
    const short wanted = depth_ == Depth::many ? ink.many : ink.eight;
    const short foreground = wanted < 0 && background >= 0 ? static_cast<short>(COLOR_WHITE) : wanted;
    init_pair(pair_of(ink.tone), foreground, background);
  }
}

Look Palette::look(const grid::Attributes& attributes) const {
  const Ink& ink = ink_of(attributes.tone);
  Look look;
  look.attributes = depth_ == Depth::none ? ink.monochrome_attributes : ink.colour_attributes;
  // With eight colours there is no grey: the dim ones ask the terminal for a dimmer default colour.
  if (depth_ == Depth::eight && ink.many == 245) look.attributes |= A_DIM;
  if (depth_ != Depth::none) look.pair = pair_of(attributes.tone);
  if (attributes.bold) look.attributes |= A_BOLD;
  if (attributes.underline) look.attributes |= A_UNDERLINE;
  if (attributes.reverse) look.attributes |= A_REVERSE;
  return look;
}

}  // namespace partage::term
