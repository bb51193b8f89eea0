#include "app/keys.hpp"

#include <algorithm>

namespace partage::app {

Stroke Stroke::ctrl(const char* character) {
  Stroke stroke(character);
  stroke.control = true;
  return stroke;
}

bool Stroke::matches(const grid::KeyPress& press) const {
  if (press.key != key) return false;
  return key != grid::Key::character || (press.text == text && press.control == control);
}

namespace {

Line entry(const Binding& binding) {
  Line line(" ", {Tone::bar});
  line.add(binding.shown, look::key).add(" " + binding.label, {Tone::bar}).add(" ", {Tone::bar});
  return line;
}

}  // namespace

Line key_bar(const Bindings& all, int columns) {
  std::vector<Line> entries;
  for (const Binding& binding : all)
    if (!binding.label.empty()) entries.push_back(entry(binding));
  constexpr std::size_t kAlways = 2;
  const std::size_t last = entries.size() - std::min(entries.size(), kAlways);
  int room = columns;
  for (std::size_t index = last; index < entries.size(); ++index) room -= entries[index].width();
  Line bar;
  for (std::size_t index = 0; index < last && entries[index].width() <= room; ++index) {
    room -= entries[index].width();
    bar.add(entries[index]);
  }
  for (std::size_t index = last; index < entries.size(); ++index) bar.add(entries[index]);
  return bar;
}

}  // namespace partage::app
