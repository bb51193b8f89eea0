#include "grid/utf8.hpp"

namespace partage::grid {
namespace {

struct Lead {
  std::size_t length;  // 0: not a lead byte
  char32_t bits;
  unsigned char low, high;  // bounds of the second byte: they exclude overlong forms, surrogates, beyond U+10FFFF
};

Lead lead_of(unsigned char byte) {
  if (byte < 0xC2) return {0, 0, 0, 0};
  if (byte < 0xE0) return {2, byte & 0x1Fu, 0x80, 0xBF};
  if (byte == 0xE0) return {3, 0, 0xA0, 0xBF};
  if (byte == 0xED) return {3, 0xD, 0x80, 0x9F};
  if (byte < 0xF0) return {3, byte & 0x0Fu, 0x80, 0xBF};
  if (byte == 0xF0) return {4, 0, 0x90, 0xBF};
  if (byte < 0xF4) return {4, byte & 0x07u, 0x80, 0xBF};
  if (byte == 0xF4) return {4, 4, 0x80, 0x8F};
  return {0, 0, 0, 0};
}

// Invisible controls that reorder or hide what follows: a program's output must not rewrite our screen.
bool rewrites_line(char32_t code) {
  return (code >= 0x80 && code < 0xA0) || code == 0x200E || code == 0x200F || code == 0x061C ||
         (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF ||
         (code >= 0xFFF0 && code < 0xFFFD) || (code >= 0xE0000 && code < 0xE0100);
}

char32_t visible(char32_t code) {
  if (code < 0x20) return 0x2400 + code;
  if (code == 0x7F) return 0x2421;
  return rewrites_line(code) ? kReplacement : code;
}

bool extends_cluster(char32_t code) { return code >= 0x300 && code_width(code) == 0 && visible(code) == code; }

}  // namespace

Decoded decode(std::string_view text) {
  const auto byte = [&](std::size_t index) { return static_cast<unsigned char>(text[index]); };
  if (byte(0) < 0x80) return {byte(0), 1, true};
  const Lead lead = lead_of(byte(0));
  if (lead.length == 0) return {kReplacement, 1, false};
  char32_t code = lead.bits;
  for (std::size_t index = 1; index < lead.length; ++index) {
    const unsigned char low = index == 1 ? lead.low : 0x80, high = index == 1 ? lead.high : 0xBF;
    if (index == text.size() || byte(index) < low || byte(index) > high) return {kReplacement, index, false};
    code = (code << 6) | (byte(index) & 0x3Fu);
  }
  return {code, lead.length, true};
}

std::string encode(char32_t code) {
  const auto byte = [](char32_t value) { return static_cast<char>(static_cast<unsigned char>(value)); };
  if (code < 0x80) return {byte(code)};
  if (code < 0x800) return {byte(0xC0 | (code >> 6)), byte(0x80 | (code & 0x3F))};
  if (code < 0x10000) return {byte(0xE0 | (code >> 12)), byte(0x80 | ((code >> 6) & 0x3F)), byte(0x80 | (code & 0x3F))};
  return {byte(0xF0 | (code >> 18)), byte(0x80 | ((code >> 12) & 0x3F)), byte(0x80 | ((code >> 6) & 0x3F)),
          byte(0x80 | (code & 0x3F))};
}

Cluster next_cluster(std::string_view text) {
  constexpr int kMostMarks = 4;  // a terminal cell holds a base and four marks (curses: CCHARW_MAX)
  const Decoded base = decode(text);
  char32_t code = visible(base.code);
  if (code_width(code) == 0) code = kReplacement;  // a mark with nothing to sit on
  Cluster cluster{encode(code), base.bytes, code_width(code)};
  for (int marks = 0; cluster.bytes < text.size();) {
    const Decoded mark = decode(text.substr(cluster.bytes));
    if (!mark.valid || !extends_cluster(mark.code)) break;
    if (marks++ < kMostMarks) cluster.text += encode(mark.code);
    cluster.bytes += mark.bytes;
  }
  return cluster;
}

}  // namespace partage::grid
