// The terminal of a launched program: what it wrote, as a terminal of that size would show it, and what scrolled away.
//
// The state is libvterm's; it has no terminal, no file and no process of its own. Nothing of what the program writes goes
// further than cells: no title, bell or clipboard, and no escape sequence ever comes out of here, but for the answers
// that the program asked of its terminal (its own cursor's place), which are for the program.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "app/lines.hpp"
#include "grid/event.hpp"

namespace partage::app {

class Pane {
 public:
  static constexpr std::size_t kMostHistory = 5'000;     ///< lines that scrolled away; older ones are forgotten, and counted
  static constexpr std::size_t kMostCells = 400'000;     ///< of all of them together
  static constexpr grid::Size kLargest{500, 200};

  Pane() : Pane(grid::Size{80, 24}) {}
  explicit Pane(grid::Size size);
  ~Pane();
  Pane(Pane&&) noexcept;
  Pane& operator=(Pane&&) noexcept;
  /// A copy shows the same and goes on the same, but for tab stops and alternate character sets.
  Pane(const Pane& other);
  Pane& operator=(const Pane& other);

  void feed(std::string_view bytes);  ///< cut anywhere
  void resize(grid::Size size);       ///< lines of the main screen that no longer fit are folded
  grid::Size size() const;

  /// Lines in order: what scrolled away, then the screen, down to its last line in use. A program that uses the
  /// alternate screen (an editor, a game) has nothing else than its screen, whole.
  std::size_t line_count() const;
  Line line(std::size_t index) const;
  bool empty() const { return line_count() == 0; }
  std::string text() const;  ///< all lines, each followed by '\n'
  std::size_t forgotten() const;
  bool alternate() const;
  /// The program's cursor, its row counted in lines; absent when the program hides it.
  std::optional<grid::Position> cursor() const;

  /// What these send to the program, in the modes that it asked for.
  std::string key(const grid::KeyPress& press);
  std::string paste(std::string_view text);
  /// Answers to what the program asked of its terminal since the last call.
  std::string take_answers();

 private:
  struct Screen;
  Screen& screen();
  std::unique_ptr<Screen> screen_;  ///< made when it is first needed: most panes never are
  grid::Size size_;
};

}  // namespace partage::app
