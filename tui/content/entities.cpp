#include "content/entities.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

namespace partage::content {

namespace {

std::string utf8(std::uint32_t code) {
  const auto byte = [](std::uint32_t value) { return static_cast<char>(static_cast<unsigned char>(value)); };
  if (code < 0x80) return {byte(code)};
  if (code < 0x800) return {byte(0xC0 | (code >> 6)), byte(0x80 | (code & 0x3F))};
  if (code < 0x10000) return {byte(0xE0 | (code >> 12)), byte(0x80 | ((code >> 6) & 0x3F)), byte(0x80 | (code & 0x3F))};
  return {byte(0xF0 | (code >> 18)), byte(0x80 | ((code >> 12) & 0x3F)), byte(0x80 | ((code >> 6) & 0x3F)),
          byte(0x80 | (code & 0x3F))};
}

bool printable(std::uint32_t code) {
  return code >= 0x20 && code != 0x7F && !(code >= 0x80 && code < 0xA0) && !(code >= 0xD800 && code < 0xE000) &&
         code <= 0x10FFFF;
}

}  // namespace

std::string decoded_entity(std::string_view entity) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> named{{{"&amp;", "&"},
                                                                                {"&lt;", "<"},
                                                                                {"&gt;", ">"},
                                                                                {"&quot;", "\""},
                                                                                {"&nbsp;", "\u00a0"},
                                                                                {"&laquo;", "«"},
                                                                                {"&raquo;", "»"},
                                                                                {"&hellip;", "…"}}};
  for (const auto& [name, text] : named)
    if (entity == name) return std::string(text);
  if (entity.size() < 4 || entity[1] != '#') return std::string(entity);
  const bool hexadecimal = entity[2] == 'x' || entity[2] == 'X';
  const char* const first = entity.data() + (hexadecimal ? 3 : 2);
  const char* const last = entity.data() + entity.size() - 1;
  std::uint32_t code = 0;
  const auto [rest, error] = std::from_chars(first, last, code, hexadecimal ? 16 : 10);
  if (error != std::errc{} || rest != last || !printable(code)) return std::string(entity);
  return utf8(code);
}

}  // namespace partage::content
