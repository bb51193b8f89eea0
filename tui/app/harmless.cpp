#include "app/harmless.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <vector>

#include "grid/utf8.hpp"

namespace partage::app {
namespace {

// A string sequence that never ends must not hide what the program writes afterwards.
constexpr std::size_t kLongestString = 4'096;
constexpr std::size_t kLongestParameters = 256;
constexpr std::size_t kMostParameters = 15;  // libvterm 0.1 has room for 16, and does not count them
constexpr int kLargestParameter = 9'999;
constexpr int kMostLines = 200;
constexpr int kMostMarks = 4;                // a cell of libvterm holds six code points

constexpr std::string_view kFinals = "@ABCDEFGHIJKLMPSTXZ`acdefghlmnr";
constexpr std::string_view kEscapes = "78DEHMc=>";
constexpr std::array kModes{1, 5, 6, 7, 25, 47, 1047, 1048, 1049, 2004};

bool may_be_cut(std::string_view bytes) {
  return bytes.size() < 4 && grid::decode(bytes).bytes == bytes.size() && !grid::decode(bytes).valid &&
         static_cast<unsigned char>(bytes[0]) >= 0xC2 && static_cast<unsigned char>(bytes[0]) <= 0xF4;
}

bool is_plain(char one) { return one >= 0x20 && one < 0x7F; }

// "1;;31" -> {"1", "", "31"}; a colon separates as well, and stays (SGR 38:5:1).
std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts(1);
  for (const char one : text) {
    if (one == ';' || one == ':') parts.emplace_back(1, one);
    else parts.back() += one;
  }
  return parts;
}

std::string bounded(const std::string& part) {
  const std::size_t digits = part.find_first_not_of(";:");
  if (digits == std::string::npos) return part;
  const std::string number = part.substr(digits);
  const bool large = number.size() > 4;
  return part.substr(0, digits) + (large ? std::to_string(kLargestParameter) : number);
}

std::string bounded_parameters(std::string_view text) {
  std::vector<std::string> parts = split(text);
  if (parts.size() > kMostParameters) parts.resize(kMostParameters);
  std::string all;
  for (const std::string& part : parts) all += bounded(part);
  return all;
}

}  // namespace

std::string HarmlessStream::take(std::string_view bytes) {
  std::string joined, out;
  if (!cut_.empty()) {
    joined = cut_ + std::string(bytes);
    cut_.clear();
    bytes = joined;
  }
  while (!bytes.empty()) {
    if (state_ == State::text && is_plain(bytes[0])) {
      const auto end = std::find_if_not(bytes.begin(), bytes.end(), is_plain);
      const auto length = static_cast<std::size_t>(end - bytes.begin());
      out += bytes.substr(0, length);
      bytes.remove_prefix(length);
      marks_ = 0;
      continue;
    }
    if (may_be_cut(bytes)) {
      cut_ = bytes;
      break;
    }
    const grid::Decoded decoded = grid::decode(bytes);
    take(decoded.code, bytes.substr(0, decoded.bytes), out);
    bytes.remove_prefix(decoded.bytes);
  }
  return out;
}

void HarmlessStream::take(char32_t code, std::string_view bytes, std::string& out) {
  const bool string = state_ == State::string || state_ == State::string_escape;
  if (code == 0x18 || code == 0x1A) {  // CAN and SUB end any sequence
    state_ = State::text;
  } else if (string) {
    end_string(code, out);
  } else if (code == 0x1B) {
    state_ = State::escape;
  } else if (code < 0x20 || (code >= 0x7F && code < 0xA0)) {
    control(code, out);
  } else {
    switch (state_) {
      case State::escape: return escape(code, out);
      case State::csi: return csi(code, out);
      case State::intermediate: return designate(code, out);
      default: return write(code, bytes, out);
    }
  }
}

// As on a real terminal, they act even inside a sequence, which goes on.
void HarmlessStream::control(char32_t code, std::string& out) {
  constexpr std::string_view kept = "\b\t\n\v\f\r\x0E\x0F";
  if (code < 0x20 && kept.find(static_cast<char>(code)) != std::string_view::npos) out += static_cast<char>(code);
  // A program that was cut, or that lies, loses at most the rest of its line.
  if (code == '\n') state_ = State::text;
  marks_ = 0;
}

void HarmlessStream::write(char32_t code, std::string_view bytes, std::string& out) {
  const bool mark = grid::code_width(code) == 0;
  if (mark && ++marks_ > kMostMarks) return;
  if (!mark) marks_ = 0;
  // What is malformed is a character of its own: libvterm would count its bytes another way.
  if (code == grid::kReplacement) out += grid::encode(code);
  else out += bytes;
}

void HarmlessStream::escape(char32_t code, std::string& out) {
  state_ = State::text;
  if (code == '[') {
    state_ = State::csi;
    parameters_.clear();
  } else if (code == ']' || code == 'P' || code == 'X' || code == '^' || code == '_') {
    state_ = State::string;
    swallowed_ = 0;
  } else if (code >= 0x20 && code < 0x30) {
    state_ = State::intermediate;
    parameters_.assign(1, static_cast<char>(code));
  } else if (code < 0x80 && kEscapes.find(static_cast<char>(code)) != std::string_view::npos) {
    if (code == 'c') modes_.clear();
    out += {'\x1b', static_cast<char>(code)};
  }
}

// G0 and G1: ASCII, British, or the lines of the VT100.
void HarmlessStream::designate(char32_t code, std::string& out) {
  if (code >= 0x20 && code < 0x30) {
    parameters_ = " ";
    return;
  }
  state_ = State::text;
  if ((parameters_ == "(" || parameters_ == ")") && (code == '0' || code == 'A' || code == 'B'))
    out += "\x1b" + parameters_ + static_cast<char>(code);
}

void HarmlessStream::csi(char32_t code, std::string& out) {
  if (code >= 0x20 && code < 0x40) {
    if (parameters_.size() < kLongestParameters) parameters_ += static_cast<char>(code);
    return;
  }
  state_ = State::text;
  if (code < 0x7F) end_csi(static_cast<char>(code), out);
}

void HarmlessStream::end_csi(char final, std::string& out) {
  if (!parameters_.empty() && parameters_[0] == '?') return private_modes(final, out);
  if (parameters_ == "!" && final == 'p') out += "\x1b[!p";
  if (parameters_.find_first_not_of("0123456789;:") != std::string::npos) return;
  // ANSI.SYS, which libvterm does not know.
  if (parameters_.empty() && (final == 's' || final == 'u')) out += final == 's' ? "\x1b""7" : "\x1b""8";
  // libvterm moves less than nothing when more lines are scrolled than there are: one at a time, as many as any screen has.
  if (final == 'L' || final == 'M' || final == 'S' || final == 'T') {
    const int lines = std::clamp(std::atoi(bounded_parameters(parameters_).c_str()), 1, kMostLines);
    for (int line = 0; line < lines; ++line) out += std::string("\x1b[") + final;
    return;
  }
  if (kFinals.find(final) != std::string_view::npos) out += "\x1b[" + bounded_parameters(parameters_) + final;
}

void HarmlessStream::private_modes(char final, std::string& out) {
  const std::string numbers = parameters_.substr(1);
  if (numbers.find_first_not_of("0123456789;") != std::string::npos) return;
  if (final == 'J' || final == 'K') out += std::string("\x1b[") + bounded_parameters(numbers) + final;
  if (final != 'h' && final != 'l') return;
  for (const std::string& part : split(numbers)) {
    const int mode = std::atoi(part.c_str() + (part.starts_with(';') ? 1 : 0));
    if (part.size() > 5 || std::find(kModes.begin(), kModes.end(), mode) == kModes.end()) continue;
    modes_[mode] = final == 'h';
    out += "\x1b[?" + std::to_string(mode) + final;
  }
}

// ECMA-48: ST (ESC \) ends a string; xterm's BEL does as well.
void HarmlessStream::end_string(char32_t code, std::string& out) {
  const bool over = code == '\n' || code == 0x07 || code == 0x9C || ++swallowed_ > kLongestString;
  if (state_ == State::string_escape && code == '[') {  // another sequence begins: that one was never ended
    state_ = State::csi;
    parameters_.clear();
    return;
  }
  if (code == '\n') out += "\r\n";
  if (over || state_ == State::string_escape) state_ = State::text;
  else if (code == 0x1B) state_ = State::string_escape;
}

}  // namespace partage::app
