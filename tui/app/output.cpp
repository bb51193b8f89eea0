#include "app/output.hpp"

#include <algorithm>

#include "grid/utf8.hpp"

namespace partage::app {
namespace {

constexpr std::size_t kTabStop = 8;
// A string sequence that never ends must not hide what the program writes afterwards.
constexpr std::size_t kLongestString = 4'096;

std::string to_utf8(const std::u32string& line) {
  std::string text;
  for (const char32_t code : line) text += grid::encode(code);
  return text;
}

// Whether more bytes could make a character of these.
bool may_be_cut(std::string_view bytes) {
  return bytes.size() < 4 && grid::decode(bytes).bytes == bytes.size() && !grid::decode(bytes).valid &&
         static_cast<unsigned char>(bytes[0]) >= 0xC2 && static_cast<unsigned char>(bytes[0]) <= 0xF4;
}

// C1 controls (one of them is CSI), marks that reorder a line, separators of lines, characters of no width: none of them is
// text.
bool acts(char32_t code) {
  return (code >= 0x80 && code < 0xA0) || code == 0x061C || (code >= 0x200B && code <= 0x200F) || (code >= 0x2028 && code <= 0x202E) ||
         (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF;
}

}  // namespace

void Output::feed(std::string_view bytes) {
  std::string joined;
  if (!cut_.empty()) {
    joined = cut_ + std::string(bytes);
    cut_.clear();
    bytes = joined;
  }
  while (!bytes.empty()) {
    if (may_be_cut(bytes)) {
      cut_ = bytes;
      return;
    }
    const grid::Decoded decoded = grid::decode(bytes);
    take(decoded.code);
    bytes.remove_prefix(decoded.bytes);
  }
}

void Output::take(char32_t code) {
  if (in_sequence(code)) return;
  if (acts(code)) return write(0xFFFD);
  if (code < 0x20 || code == 0x7F)
    control(code);
  else
    write(code);
}

// Follows ECMA-48 closely enough to know where a sequence ends. A newline ends any of them: a program that was cut, or
// that lies, loses at most the rest of its line.
bool Output::in_sequence(char32_t code) {
  if (code == '\n' && state_ != State::text) {
    state_ = State::text;
    return false;
  }
  switch (state_) {
    case State::text:
      return false;
    case State::escape:
      swallowed_ = 0;
      if (code == '[') state_ = State::csi;
      else if (code == ']' || code == 'P' || code == 'X' || code == '^' || code == '_') state_ = State::string;
      else if (code >= 0x20 && code < 0x30) state_ = State::intermediate;
      else if (code != 0x1B) state_ = State::text;
      return true;
    case State::intermediate:
      if (code < 0x20 || code >= 0x30) state_ = code == 0x1B ? State::escape : State::text;
      return true;
    case State::csi:
      if (code == 0x1B) state_ = State::escape;
      else if (code >= 0x40 || code < 0x20) state_ = State::text;
      return true;
    case State::string:
      if (code == 0x07 || ++swallowed_ > kLongestString) state_ = State::text;
      else if (code == 0x1B) state_ = State::string_escape;
      return true;
    case State::string_escape:
      state_ = code == '\\' ? State::text : code == 0x1B ? State::string_escape : State::string;
      return true;
  }
  return false;
}

void Output::control(char32_t code) {
  switch (code) {
    case 0x1B:
      state_ = State::escape;
      break;
    case '\n':
      end_line();
      break;
    case '\r':
      column_ = 0;
      break;
    case '\b':
      if (column_ > 0) --column_;
      break;
    case '\t':
      do write(' ');
      while (column_ % kTabStop != 0);
      break;
    default:
      write(code == 0x7F ? char32_t{0x2421} : char32_t{0x2400} + code);
  }
}

void Output::write(char32_t code) {
  if (column_ >= kLongestLine) end_line();
  if (column_ < current_.size())
    current_[column_] = code;
  else
    current_.push_back(code);
  ++column_;
}

void Output::end_line() {
  lines_.push_back(std::move(current_));
  current_.clear();
  column_ = 0;
  if (lines_.size() > kMostLines) {
    lines_.pop_front();
    ++forgotten_;
  }
}

std::size_t Output::line_count() const { return lines_.size() + (current_.empty() ? 0 : 1); }

std::string Output::line(std::size_t index) const {
  if (index < lines_.size()) return to_utf8(lines_[index]);
  return index == lines_.size() ? to_utf8(current_) : std::string();
}

std::string Output::text() const {
  std::string all;
  for (std::size_t index = 0; index < line_count(); ++index) all += line(index) + '\n';
  return all;
}

std::string inert(std::string_view bytes) {
  Output output;
  output.feed(bytes);
  return output.text();
}

std::string inert_line(std::string_view bytes) {
  std::string text = inert(bytes);
  if (!text.empty()) text.pop_back();
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

}  // namespace partage::app
