// What all screens have in common: a title, a rule, a body that may scroll, a notice, a rule, the key bar.
#pragma once

#include <optional>

#include "app/lines.hpp"
#include "app/model.hpp"

namespace partage::app {

/// What a screen says; frame.cpp draws it.
struct Body {
  Line title, status;  ///< first row: left and right
  Lines lines;         ///< from the first one, shown or not
  int scroll = 0;      ///< first line shown
  int margin = 0;      ///< columns before each line
  std::optional<grid::Position> focus;  ///< column of a line, row = index in lines
  std::optional<int> found = {};        ///< line that a search led to, marked in the margin
};

Body screen_body(const Model& model);

constexpr int kMargin = 2;  ///< columns left free on each side, at least

int columns(const Model& model);      ///< never less than what kSmallest gives: layouts need not fear zero
int body_rows(const Model& model);    ///< idem
int text_columns(const Model& model); ///< measure of running text
int text_margin(const Model& model);

int last_scroll(int lines, int rows);
/// Smallest move of `scroll` that shows lines first to last (their beginning when they do not fit).
int scroll_to_show(int scroll, int first, int last, int rows);

grid::Grid frame(const Model& model);

}  // namespace partage::app
