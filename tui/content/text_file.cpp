#include "content/text_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>

#include "content/markdown.hpp"
#include "content/system_error.hpp"

namespace partage::content {

namespace {

constexpr std::size_t largest_text = std::size_t{1} << 20;

// Length of the valid UTF-8 sequence at the start of text (RFC 3629), 0 when there is none.
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  const std::size_t length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
  if (length == 0 || length > text.size()) return 0;
  const unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (byte(1) < low || byte(1) > high) return 0;
  for (std::size_t i = 2; i < length; ++i)
    if (byte(i) < 0x80 || byte(i) > 0xBF) return 0;
  return length;
}

bool forbidden_control(unsigned char c) {
  return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
}

std::string with_blanks_for_tabs(std::string_view line) {
  std::string text;
  std::size_t column = 0;
  for (const char c : line) {
    const std::size_t count = c == '\t' ? 4 - column % 4 : 1;
    text.append(count, c == '\t' ? ' ' : c);
    const bool continuation = (static_cast<unsigned char>(c) & 0xC0) == 0x80;
    if (!continuation) column += count;
  }
  return text;
}

}  // namespace

std::optional<TextFault> text_fault(std::string_view text) {
  int line = 1;
  std::size_t at = 0;
  while (at < text.size()) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const std::size_t length = sequence_length(text.substr(at));
    if (length == 0) return TextFault{line, fmt::format("un octet qui n'est pas de l'UTF-8 (0x{:02x})", byte)};
    if (forbidden_control(byte)) return TextFault{line, fmt::format("un caractère de contrôle (0x{:02x})", byte)};
    if (byte == '\n') ++line;
    at += length;
  }
  return std::nullopt;
}

std::string read_text_file(const std::filesystem::path& file) {
  std::error_code status;
  if (std::filesystem::is_directory(file, status)) throw ContentError(file, 0, "c'est un dossier, pas un fichier");
  errno = 0;
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw ContentError(file, 0, fmt::format("lecture impossible ({})", system_error(errno)));
  std::string text;
  std::array<char, 16'384> piece;
  while (text.size() <= largest_text && stream) {
    stream.read(piece.data(), piece.size());
    text.append(piece.data(), static_cast<std::size_t>(stream.gcount()));
  }
  if (stream.bad()) throw ContentError(file, 0, "lecture impossible");
  if (text.size() > largest_text) throw ContentError(file, 0, "ce fichier dépasse 1 Mio");
  if (const auto fault = text_fault(text)) throw ContentError(file, fault->line, "le texte contient " + fault->reason);
  return text;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(with_blanks_for_tabs(line));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace partage::content
