// What this terminal can display of our UTF-8: all of it, what the locale's encoding holds, or ASCII only.
#pragma once

#include <string>
#include <string_view>

namespace partage::term {

enum class Charset {
  unicode,
  console,  ///< Linux's text console: UTF-8, but a font of 256 or 512 glyphs
  locale,   ///< another encoding (ISO-8859-15...): what wcrtomb(3) accepts
  ascii,
};

/// Sets LC_CTYPE from the environment; where that gives ASCII or nothing, tries C.UTF-8. PARTAGE_ASCII=1 forces ASCII.
Charset choose_charset();

/// One grapheme cluster as wide characters that the terminal can show, in as many columns (a wide cluster becomes "?").
std::wstring showable(std::string_view cluster, Charset charset);

/// Nearest ASCII character of one character: 'e' for "é", '-' for "─"; '?' when there is none.
char nearest_ascii(char32_t character);

}  // namespace partage::term
