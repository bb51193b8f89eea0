// Keys and what they do, in one list for each screen: the key bar, the help and update() read the same one, so that a
// key that is shown acts, and a key that acts is shown.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/event.hpp"
#include "app/lines.hpp"

namespace partage::app {

struct Model;
enum class Screen;

struct Stroke {
  grid::Key key = grid::Key::character;
  std::string text;
  bool control = false;
  Stroke(grid::Key special) : key(special) {}
  Stroke(const char* character) : text(character) {}
  static Stroke ctrl(const char* character);
  bool matches(const grid::KeyPress& press) const;
};

struct Binding {
  std::vector<Stroke> strokes;
  std::string shown;  ///< as in the key bar: "n", "←→", "Entrée"
  std::string label;  ///< one or two words for the key bar; empty: only in the help
  std::string help;   ///< a short sentence for the help
  std::function<void(Model&, Effects&)> act;
};
using Bindings = std::vector<Binding>;

/// What acts on the screen that is shown, now: its own keys first, then those of every screen.
Bindings bindings(const Model& model);
/// The same for a screen that is not the one shown.
Bindings bindings_of(const Model& model, Screen screen);
/// The key bar: as many as fit, in order; the last two (help and the way out) always.
Line key_bar(const Bindings& bindings, int columns);

}  // namespace partage::app
