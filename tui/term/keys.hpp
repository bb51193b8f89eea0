// curses' keys -> grid::Input.
#pragma once

#include <cwchar>
#include <optional>
#include <string>
#include <vector>

#include "grid/event.hpp"
#include "term/curses.hpp"

namespace partage::term {

/// Bytes and key codes in, inputs out. Keeps what is not finished: the start of a character, a sequence, a paste.
class KeyReader {
 public:
  /// Tells curses the sequences that terminfo does not know: bracketed paste, and the arrows in their other mode.
  static void define_keys();

  /// One result of wgetch. Appends what it completes.
  void feed(int key, std::vector<grid::Input>& inputs);
  /// Nothing more for now: an Escape that nothing followed is one.
  void pause(std::vector<grid::Input>& inputs);

 private:
  enum class Sequence { none, escape, csi, ss3 };

  bool in_sequence(unsigned char byte, std::vector<grid::Input>& inputs);
  void feed_code(int code, std::vector<grid::Input>& inputs);
  void feed_byte(char byte, std::vector<grid::Input>& inputs);
  void feed_character(char32_t character, std::vector<grid::Input>& inputs);

  Sequence sequence_ = Sequence::none;  ///< of a key that curses does not know
  int swallowed_ = 0;
  std::mbstate_t partial_{};
  std::optional<std::string> paste_;
};

}  // namespace partage::term
