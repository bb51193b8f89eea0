// What comes from a terminal, as data.
#pragma once

#include <string>
#include <variant>

#include "grid/grid.hpp"

namespace partage::grid {

enum class Key { character, enter, escape, tab, backtab, backspace, up, down, left, right, home, end, page_up, page_down, f1, other };

struct KeyPress {
  Key key = Key::character;
  std::string text;   ///< Key::character: one character, UTF-8
  bool control = false;  ///< with text: ^X is {character, "x", true}
};
struct MousePress { Position position; int button = 1; bool wheel_up = false, wheel_down = false; };
struct Resize { Size size; };
struct Paste { std::string text; };

using Input = std::variant<KeyPress, MousePress, Resize, Paste>;

}  // namespace partage::grid
