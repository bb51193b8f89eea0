#include "term/themes.hpp"

#include <array>

namespace partage::term {
namespace {

using grid::Tone;

constexpr short kBlack = 0, kRed = 1, kGreen = 2, kYellow = 3, kBlue = 4, kCyan = 6, kWhite = 7;
constexpr std::size_t kTones = 14;
using Inks = std::array<Ink, kTones>;

constexpr Ink of(Tone tone, Colour ink) { return {.tone = tone, .ink = ink, .paper = {}}; }
constexpr Ink bold(Ink ink) {
  ink.bold = true;
  return ink;
}
constexpr Ink reversed(Ink ink) {
  ink.reverse = true;
  return ink;
}

constexpr Inks coloured(short grey, short accent, short good, short bad, short warn, short keyword, short string, short number) {
  return {{of(Tone::normal, {}), of(Tone::dim, {grey, -1}), bold(of(Tone::title, {})), of(Tone::accent, {accent, kCyan}),
           of(Tone::good, {good, kGreen}), of(Tone::bad, {bad, kRed}), of(Tone::warn, {warn, kYellow}),
           of(Tone::keyword, {keyword, kBlue}), of(Tone::string, {string, -1}), of(Tone::comment, {grey, -1}),
           of(Tone::number, {number, -1}), bold(of(Tone::changed, {accent, kCyan})), reversed(of(Tone::selected, {})),
           of(Tone::bar, {grey, -1})}};
}

constexpr Ink on_black(Tone tone, short many, short eight) {
  return {.tone = tone, .ink = {many, eight}, .paper = {16, kBlack}};
}
constexpr Ink on_bright(Tone tone, short many, short eight) {
  Ink ink{.tone = tone, .ink = {16, kBlack}, .paper = {many, eight}};
  return bold(ink);
}

constexpr Inks terminal_inks = coloured(244, 32, 29, 167, 136, 68, 66, 137);
constexpr Inks light_inks = coloured(240, 25, 22, 124, 94, 19, 22, 94);
constexpr Inks dark_inks = coloured(248, 117, 114, 210, 221, 111, 150, 180);
// Red on black is the one colour of eight that is hard to read: what is bad is white there, and always says so in words.
constexpr Inks contrast_inks{{on_black(Tone::normal, 231, kWhite), on_black(Tone::dim, 252, kWhite), bold(on_black(Tone::title, 231, kWhite)),
                              bold(on_black(Tone::accent, 51, kCyan)), bold(on_black(Tone::good, 46, kGreen)), bold(on_black(Tone::bad, 210, kWhite)),
                              bold(on_black(Tone::warn, 226, kYellow)), bold(on_black(Tone::keyword, 123, kWhite)), on_black(Tone::string, 157, kWhite),
                              on_black(Tone::comment, 252, kWhite), on_black(Tone::number, 229, kWhite), on_bright(Tone::changed, 226, kYellow),
                              on_bright(Tone::selected, 231, kWhite), on_black(Tone::bar, 231, kWhite)}};

constexpr bool in_order(const Inks& inks) {
  for (std::size_t index = 0; index < kTones; ++index)
    if (inks[index].tone != static_cast<Tone>(index)) return false;
  return true;
}
static_assert(in_order(terminal_inks) && in_order(contrast_inks));
static_assert(static_cast<std::size_t>(Tone::bar) + 1 == kTones);

}  // namespace

Theme theme_named(std::string_view name) {
  if (name == "contraste") return Theme::contrast;
  if (name == "clair") return Theme::light;
  if (name == "sombre") return Theme::dark;
  return Theme::terminal;
}

std::span<const Ink> inks(Theme theme) {
  switch (theme) {
    case Theme::contrast: return contrast_inks;
    case Theme::light: return light_inks;
    case Theme::dark: return dark_inks;
    case Theme::terminal: break;
  }
  return terminal_inks;
}

}  // namespace partage::term
