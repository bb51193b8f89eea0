#include "term/keys.hpp"

#include <utility>

#include "grid/utf8.hpp"

namespace partage::term {
namespace {

using grid::Input;
using grid::Key;
using grid::KeyPress;

constexpr int paste_start = KEY_MAX + 1;
constexpr int paste_end = KEY_MAX + 2;
constexpr int longest_sequence = 64;
constexpr std::size_t paste_limit = 64 * 1024;  // nobody pastes more here; beyond, it is dropped

constexpr std::pair<int, Key> codes[] = {
    {KEY_UP, Key::up},        {KEY_DOWN, Key::down},      {KEY_LEFT, Key::left},          {KEY_RIGHT, Key::right},
    {KEY_HOME, Key::home},    {KEY_END, Key::end},        {KEY_PPAGE, Key::page_up},      {KEY_NPAGE, Key::page_down},
    {KEY_ENTER, Key::enter},  {KEY_BTAB, Key::backtab},   {KEY_BACKSPACE, Key::backspace}, {KEY_F(1), Key::f1},
    {KEY_A1, Key::home},      {KEY_C1, Key::end},         {KEY_A3, Key::page_up},         {KEY_C3, Key::page_down},
    {KEY_SR, Key::up},        {KEY_SF, Key::down},        {KEY_SLEFT, Key::left},         {KEY_SRIGHT, Key::right},
};

Key key_of(int code) {
  for (const auto& [known, key] : codes)
    if (known == code) return key;
  return Key::other;
}

std::optional<Input> mouse_input() {
  MEVENT event;
  if (getmouse(&event) != OK) return std::nullopt;
  grid::MousePress press;
  press.position = {event.x, event.y};
  press.wheel_up = (event.bstate & BUTTON4_PRESSED) != 0;
  press.wheel_down = (event.bstate & BUTTON5_PRESSED) != 0;
  if ((event.bstate & BUTTON2_PRESSED) != 0) press.button = 2;
  if ((event.bstate & BUTTON3_PRESSED) != 0) press.button = 3;
  const bool pressed = (event.bstate & (BUTTON1_PRESSED | BUTTON2_PRESSED | BUTTON3_PRESSED)) != 0;
  if (!pressed && !press.wheel_up && !press.wheel_down) return std::nullopt;
  return press;
}

KeyPress control_key(char32_t character) {
  switch (character) {
    case '\r':
    case '\n': return {Key::enter, "", false};
    case '\t': return {Key::tab, "", false};
    case 0x1B: return {Key::escape, "", false};
    case 0x08:
    case 0x7F: return {Key::backspace, "", false};
    case 0: return {Key::character, " ", true};
    default: break;
  }
  // ^A is 1; ^[ to ^_ follow ^Z.
  const char base = character <= 26 ? 'a' : '[';
  const auto offset = static_cast<int>(character) - (character <= 26 ? 1 : 27);
  return {Key::character, std::string(1, static_cast<char>(base + offset)), true};
}

bool is_control(char32_t character) { return character < 0x20 || character == 0x7F; }

}  // namespace

void KeyReader::define_keys() {
  define_key("\033[200~", paste_start);
  define_key("\033[201~", paste_end);
  // Whatever the mode that the terminal was left in: an arrow must not be an Escape and two letters.
  constexpr std::pair<char, int> cursor[] = {{'A', KEY_UP}, {'B', KEY_DOWN}, {'C', KEY_RIGHT}, {'D', KEY_LEFT}, {'H', KEY_HOME}, {'F', KEY_END}};
  for (const auto& [letter, code] : cursor)
    for (const char* start : {"\033[", "\033O"}) define_key((start + std::string(1, letter)).c_str(), code);
}

void KeyReader::feed(int key, std::vector<Input>& inputs) {
  if (key >= KEY_MIN) feed_code(key, inputs);
  else feed_byte(static_cast<char>(static_cast<unsigned char>(key)), inputs);
}

void KeyReader::pause(std::vector<Input>& inputs) {
  if (sequence_ != Sequence::escape) return;
  sequence_ = Sequence::none;
  inputs.emplace_back(KeyPress{Key::escape, "", false});
}

// The sequence of a key that is not known is one key that does nothing, never an Escape and the letters that follow.
bool KeyReader::in_sequence(unsigned char byte, std::vector<Input>& inputs) {
  if (sequence_ == Sequence::none) {
    if (byte != 0x1B || paste_) return false;
    sequence_ = Sequence::escape;
    swallowed_ = 0;
    return true;
  }
  if (sequence_ == Sequence::escape) {
    if (byte == '[' || byte == 'O') {
      sequence_ = byte == '[' ? Sequence::csi : Sequence::ss3;
      return true;
    }
    pause(inputs);
    return in_sequence(byte, inputs);
  }
  const bool last = sequence_ == Sequence::ss3 || (byte >= 0x40 && byte < 0x7F);
  if (!last && ++swallowed_ < longest_sequence) return true;
  sequence_ = Sequence::none;
  inputs.emplace_back(KeyPress{Key::other, "", false});
  return true;
}

void KeyReader::feed_code(int code, std::vector<Input>& inputs) {
  pause(inputs);
  if (code == paste_start) {
    paste_.emplace();
  } else if (code == paste_end) {
    if (paste_) inputs.emplace_back(grid::Paste{std::move(*paste_)});
    paste_.reset();
  } else if (code == KEY_MOUSE) {
    if (auto input = mouse_input()) inputs.push_back(*input);
  } else if (code != KEY_RESIZE && !paste_) {
    inputs.emplace_back(KeyPress{key_of(code), "", false});
  }
}

void KeyReader::feed_byte(char byte, std::vector<Input>& inputs) {
  if (in_sequence(static_cast<unsigned char>(byte), inputs)) return;
  wchar_t character = 0;
  const std::size_t taken = std::mbrtowc(&character, &byte, 1, &partial_);
  if (taken == static_cast<std::size_t>(-2)) return;
  if (taken == static_cast<std::size_t>(-1)) {
    const bool was_inside = std::mbsinit(&partial_) == 0;
    partial_ = {};
    // The byte that broke a sequence may start the next one.
    if (was_inside && static_cast<unsigned char>(byte) < 0x80) feed_character(static_cast<unsigned char>(byte), inputs);
    return;
  }
  feed_character(static_cast<char32_t>(character), inputs);
}

void KeyReader::feed_character(char32_t character, std::vector<Input>& inputs) {
  if (paste_ && character == 0x1B) {
    // No terminal pastes an escape: the end of that paste was lost.
    inputs.emplace_back(grid::Paste{std::move(*paste_)});
    paste_.reset();
    return;
  }
  if (paste_) {
    if (paste_->size() < paste_limit) *paste_ += character == '\r' ? std::string("\n") : grid::encode(character);
    return;
  }
  if (is_control(character)) inputs.emplace_back(control_key(character));
  else inputs.emplace_back(KeyPress{Key::character, grid::encode(character), false});
}

}  // namespace partage::term
