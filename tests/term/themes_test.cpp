// Every tone of every theme can be read: contrast as WCAG 2.1 counts it.
#include "term/themes.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace partage::term {
namespace {

constexpr short kBlack = 16, kWhite = 231;
constexpr std::size_t kTones = 14;

std::array<double, 3> rgb(short index) {
  if (index >= 232) {
    const double grey = 8 + 10 * (index - 232);
    return {grey, grey, grey};
  }
  const auto level = [](int step) { return step == 0 ? 0.0 : 55.0 + 40.0 * step; };
  const int cube = index - 16;
  return {level(cube / 36), level(cube / 6 % 6), level(cube % 6)};
}

double luminance(short index) {
  const auto linear = [](double value) {
    const double part = value / 255;
    return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
  };
  const auto [red, green, blue] = rgb(index);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

double contrast(short one, short other) {
  const double light = std::max(luminance(one), luminance(other)), dark = std::min(luminance(one), luminance(other));
  return (light + 0.05) / (dark + 0.05);
}

TEST(Themes, contrastIsKnown) {
  EXPECT_NEAR(21, contrast(kWhite, kBlack), 0.01);
  EXPECT_NEAR(1, contrast(100, 100), 0.01);
}

TEST(Themes, oneInkForEachToneInOrder) {
  for (const Theme theme : {Theme::terminal, Theme::contrast, Theme::light, Theme::dark}) {
    ASSERT_EQ(kTones, inks(theme).size());
    for (std::size_t tone = 0; tone < kTones; ++tone) EXPECT_EQ(static_cast<grid::Tone>(tone), inks(theme)[tone].tone);
  }
}

TEST(Themes, highContrastIsAAAOnItsOwnBackground) {
  for (const Ink& ink : inks(Theme::contrast)) {
    ASSERT_GE(ink.ink.many, 16);
    ASSERT_GE(ink.paper.many, 16);
    EXPECT_GE(contrast(ink.ink.many, ink.paper.many), 7) << static_cast<int>(ink.tone);
    EXPECT_NE(ink.ink.eight, ink.paper.eight);
  }
}

TEST(Themes, lightAndDarkAreReadableThere) {
  for (const Ink& ink : inks(Theme::light))
    if (ink.ink.many >= 0) {
      EXPECT_GE(contrast(ink.ink.many, kWhite), 4.5) << static_cast<int>(ink.tone);
    }
  for (const Ink& ink : inks(Theme::dark))
    if (ink.ink.many >= 0) {
      EXPECT_GE(contrast(ink.ink.many, kBlack), 7) << static_cast<int>(ink.tone);
    }
}

TEST(Themes, theDefaultOneIsReadableOnBoth) {
  for (const Ink& ink : inks(Theme::terminal))
    if (ink.ink.many >= 0) {
      EXPECT_GE(contrast(ink.ink.many, kWhite), 3) << static_cast<int>(ink.tone);
      EXPECT_GE(contrast(ink.ink.many, kBlack), 4.5) << static_cast<int>(ink.tone);
    }
}

TEST(Themes, haveFrenchNames) {
  EXPECT_EQ(Theme::contrast, theme_named("contraste"));
  EXPECT_EQ(Theme::light, theme_named("clair"));
  EXPECT_EQ(Theme::dark, theme_named("sombre"));
  EXPECT_EQ(Theme::terminal, theme_named(""));
  EXPECT_EQ(Theme::terminal, theme_named("autre"));
}

}  // namespace
}  // namespace partage::term
