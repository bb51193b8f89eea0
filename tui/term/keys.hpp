// curses' keys -> grid::Input.
#pragma once

#include <cwchar>
#include <optional>
#include <string>
#include <vector>

#include "grid/event.hpp"
#include "term/curses.hpp"

namespace partage::term {

/// Bytes and key codes in, inputs out. Keeps what is not finished: the start of a character, a paste.
class KeyReader {
 public:
  /// Tells curses the sequences that terminfo does not know (bracketed paste).
  static void define_keys();

  /// One result of wgetch. Appends what it completes.
  void feed(int key, std::vector<grid::Input>& inputs);

 private:
  void feed_code(int code, std::vector<grid::Input>& inputs);
  void feed_byte(char byte, std::vector<grid::Input>& inputs);
  void feed_character(char32_t character, std::vector<grid::Input>& inputs);

  std::mbstate_t partial_{};
  std::optional<std::string> paste_;
};

}  // namespace partage::term
