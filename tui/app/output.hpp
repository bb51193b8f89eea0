// What a program wrote on its terminal, made inert: lines of text, and nothing that acts.
//
// Newlines, carriage returns, backspaces and tabs do what they do. Escape sequences (ECMA-48: CSI, OSC, DCS, APC, PM,
// SOS and two-byte ones) are dropped, other control characters become their picture (␀, ␇…), malformed UTF-8, C1 controls and
// characters that reorder a line become �.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>

namespace partage::app {

class Output {
 public:
  static constexpr std::size_t kMostLines = 5'000;   ///< older ones are forgotten, and counted
  static constexpr std::size_t kLongestLine = 2'000;  ///< code points; what follows goes to the next line

  void feed(std::string_view bytes);  ///< cut anywhere, even inside a character
  /// Lines in order, the unfinished one included when it is not empty. UTF-8.
  std::size_t line_count() const;
  std::string line(std::size_t index) const;
  std::size_t forgotten() const { return forgotten_; }  ///< lines no longer kept
  bool empty() const { return line_count() == 0; }
  std::string text() const;  ///< all lines, each followed by '\n'

 private:
  enum class State { text, escape, intermediate, csi, string, string_escape };

  void take(char32_t code);
  void control(char32_t code);
  void write(char32_t code);
  void end_line();
  bool in_sequence(char32_t code);

  State state_ = State::text;
  std::size_t swallowed_ = 0;  ///< length of the string sequence under way
  std::string cut_;            ///< first bytes of a character whose end has not come
  std::deque<std::u32string> lines_;
  std::u32string current_;
  std::size_t column_ = 0;     ///< in current_
  std::size_t forgotten_ = 0;
};

/// The same for a whole text at once.
std::string inert(std::string_view bytes);
/// The same on one line.
std::string inert_line(std::string_view bytes);

}  // namespace partage::app
