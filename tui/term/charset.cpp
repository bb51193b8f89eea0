#include "term/charset.hpp"

#include <langinfo.h>

#include <clocale>
#include <cstdlib>
#include <cwchar>

#include "grid/utf8.hpp"

namespace partage::term {
namespace {

std::string codeset() { return nl_langinfo(CODESET); }

bool set_in_environment(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

bool in_locale(char32_t character) {
  std::mbstate_t state{};
  char bytes[16];  // MB_LEN_MAX
  return std::wcrtomb(bytes, static_cast<wchar_t>(character), &state) != static_cast<std::size_t>(-1);
}

// Debian's console fonts (Lat15, Lat9): Latin letters, light lines and a few marks.
bool in_console_font(char32_t character) {
  return character < 0x180 || (character >= 0x2500 && character < 0x2580) || character == U'…' || character == U'’' ||
         character == U'—' || character == U'–';
}

bool shows(char32_t character, Charset charset) {
  switch (charset) {
    case Charset::unicode: return true;
    case Charset::console: return in_console_font(character);
    case Charset::locale: return in_locale(character);
    case Charset::ascii: return character < 0x80;
  }
  return false;
}

struct Row {
  std::u32string_view from;
  char to;
};
constexpr Row table[] = {
    {U"─━═╌┄–—‐‑−", '-'}, {U"│┃║╎┆▏▎▌", '|'}, {U"┌┐└┘├┤┬┴┼╭╮╯╰╔╗╚╝╠╣╦╩╬", '+'},
    {U"▶►▸→⇒›⟶", '>'}, {U"◀◄◂←⇐‹⟵", '<'}, {U"▲▴↑", '^'}, {U"▼▾↓✔✓", 'v'}, {U"✘✗×", 'x'},
    {U"●★•◉⬤", '*'}, {U"◐◑◒◓◌", 'o'}, {U"○☆·…∙", '.'}, {U"█▓▒░■▪", '#'}, {U"≠", '#'}, {U"≤", '<'}, {U"≥", '>'},
    {U"«»“”„", '"'}, {U"’‘", '\''}, {U"\u00A0\u202F\u2009\u2007", ' '},
    {U"àâäáã", 'a'}, {U"ç", 'c'}, {U"éèêë", 'e'}, {U"îïí", 'i'}, {U"ñ", 'n'}, {U"ôöóõœ", 'o'}, {U"ùûüú", 'u'}, {U"ÿ", 'y'},
    {U"ÀÂÄÁ", 'A'}, {U"Ç", 'C'}, {U"ÉÈÊË", 'E'}, {U"ÎÏ", 'I'}, {U"ÔÖŒ", 'O'}, {U"ÙÛÜ", 'U'}, {U"°", 'o'}, {U"µ", 'u'},
};

}  // namespace

Charset choose_charset() {
  if (std::setlocale(LC_CTYPE, "") == nullptr || codeset() == "ANSI_X3.4-1968") std::setlocale(LC_CTYPE, "C.UTF-8");
  if (set_in_environment("PARTAGE_ASCII") || codeset() == "ANSI_X3.4-1968") return Charset::ascii;
  if (codeset() != "UTF-8") return Charset::locale;
  const char* terminal = std::getenv("TERM");
  return terminal != nullptr && std::string_view(terminal) == "linux" ? Charset::console : Charset::unicode;
}

char nearest_ascii(char32_t character) {
  if (character < 0x80) return static_cast<char>(character);
  for (const Row& row : table)
    if (row.from.find(character) != std::u32string_view::npos) return row.to;
  return '?';
}

std::wstring showable(std::string_view cluster, Charset charset) {
  std::wstring shown;
  while (!cluster.empty()) {
    const grid::Decoded next = grid::decode(cluster);
    cluster.remove_prefix(next.bytes);
    if (shows(next.code, charset)) shown += static_cast<wchar_t>(next.code);
    // A combining mark that cannot be shown is dropped: its letter stays.
    else if (shown.empty()) shown += static_cast<wchar_t>(nearest_ascii(next.code));
  }
  return shown.empty() ? L" " : shown;
}

}  // namespace partage::term
