#include "term/palette.hpp"

#include <algorithm>
#include <cstdlib>

namespace partage::term {
namespace {

using grid::Tone;

bool set_in_environment(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

// Without colours, weight and underlining tell the tones apart.
attr_t monochrome(Tone tone) {
  switch (tone) {
    case Tone::dim:
    case Tone::comment: return A_DIM;
    case Tone::title:
    case Tone::accent:
    case Tone::good:
    case Tone::bad:
    case Tone::warn:
    case Tone::keyword: return A_BOLD;
    case Tone::changed: return A_BOLD | A_UNDERLINE;
    case Tone::selected: return A_REVERSE;
    case Tone::normal:
    case Tone::string:
    case Tone::number:
    case Tone::bar: break;
  }
  return A_NORMAL;
}

// A faint letter is what high contrast is there to avoid.
attr_t without_colours(Tone tone, Theme theme) {
  const attr_t attributes = monochrome(tone);
  return theme == Theme::contrast ? attributes & ~A_DIM : attributes;
}

// Of the 256 colours of xterm, the nearest of the first eight.
short of_eight(short index) {
  if (index < 16) return static_cast<short>(index % 8);
  if (index >= 232) return index >= 244 ? COLOR_WHITE : COLOR_BLACK;
  const int cube = index - 16;
  const auto strong = [](int level) { return level >= 3 ? 1 : 0; };
  return static_cast<short>(strong(cube / 36) | strong(cube / 6 % 6) << 1 | strong(cube % 6) << 2);
}

}  // namespace

Palette::Palette() {
  const char* name = std::getenv("PARTAGE_THEME");
  theme_ = theme_named(name == nullptr ? "" : name);
  if (set_in_environment("NO_COLOR") || !has_colors() || start_color() == ERR || COLORS < 8) return;
  depth_ = COLORS >= 256 ? Depth::many : Depth::eight;
  own_colours_ = use_default_colors() == OK;
}

short Palette::colour(const Colour& colour) const { return depth_ == Depth::many ? colour.many : colour.eight; }

short Palette::chosen(short index) const { return depth_ == Depth::many ? index : of_eight(index); }

// Pairs are made as they are met. Once the terminal has no more, the colours that a program chose are left out.
short Palette::pair(short ink, short paper) {
  if (!own_colours_ && paper < 0) paper = COLOR_BLACK;
  if (!own_colours_ && ink < 0) ink = COLOR_WHITE;
  const auto found = pairs_.find({ink, paper});
  if (found != pairs_.end()) return found->second;
  const auto next = static_cast<int>(pairs_.size()) + 1;
  if (next >= std::min(COLOR_PAIRS, 32'767)) return 0;
  init_pair(static_cast<short>(next), ink, paper);
  return pairs_[{ink, paper}] = static_cast<short>(next);
}

Look Palette::look(const grid::Attributes& attributes) {
  Look look;
  if (attributes.bold) look.attributes |= A_BOLD;
  if (attributes.underline) look.attributes |= A_UNDERLINE;
  if (attributes.reverse) look.attributes |= A_REVERSE;
  if (depth_ == Depth::none) {
    look.attributes |= without_colours(attributes.tone, theme_);
    return look;
  }
  const Ink& ink = inks(theme_)[static_cast<std::size_t>(attributes.tone)];
  if (ink.bold) look.attributes |= A_BOLD;
  if (ink.reverse) look.attributes |= A_REVERSE;
  // With eight colours there is no grey: the dim ones ask the terminal for a dimmer default colour.
  const bool grey = attributes.tone == Tone::dim || attributes.tone == Tone::comment || attributes.tone == Tone::bar;
  if (depth_ == Depth::eight && grey && theme_ != Theme::contrast) look.attributes |= A_DIM;
  look.pair = pair(attributes.ink < 0 ? colour(ink.ink) : chosen(attributes.ink), attributes.paper < 0 ? colour(ink.paper) : chosen(attributes.paper));
  return look;
}

}  // namespace partage::term
