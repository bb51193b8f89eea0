// UTF-8 as code points and as grapheme clusters. A locale is never asked: the same text takes the same columns everywhere.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace partage::grid {

constexpr char32_t kReplacement = 0xFFFD;

/// One code point and the bytes it took; malformed bytes (RFC 3629: overlong forms, surrogates, cut sequences, beyond
/// U+10FFFF) decode as U+FFFD, one for each maximal ill-formed part (Unicode 15, table 3-8).
struct Decoded {
  char32_t code = 0;
  std::size_t bytes = 0;
  bool valid = true;
};
Decoded decode(std::string_view text);  ///< text is not empty

std::string encode(char32_t code);

/// 0 for combining marks and invisible formatting, 2 for East Asian wide and emoji, 1 otherwise (Unicode 14 tables).
int code_width(char32_t code);

/// What one cell may hold: a base and at most four marks, safe to send to a terminal.
struct Cluster {
  std::string text;       ///< control characters and bidirectional overrides are already replaced
  std::size_t bytes = 0;  ///< taken from the source text
  int width = 1;          ///< 1 or 2
};
Cluster next_cluster(std::string_view text);  ///< text is not empty

}  // namespace partage::grid
