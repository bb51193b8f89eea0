#include "content/order.hpp"

#include <algorithm>
#include <cstddef>

namespace partage::content {

namespace {

constexpr std::size_t longest_list = 4096;
constexpr std::size_t most_digits = 4;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Takes one letter and its number or asterisk.
bool take_turn(std::string_view& text) {
  if (text[0] < 'F' || text[0] > 'Z') return false;
  text.remove_prefix(1);
  if (text.starts_with('*')) {
    text.remove_prefix(1);
    return true;
  }
  const auto digits = static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
  if (digits > most_digits || (digits > 0 && text[0] == '0')) return false;
  text.remove_prefix(digits);
  return true;
}

}  // namespace

bool is_order(std::string_view text) {
  if (text == "pere" || text == "fils" || text == "alterne") return true;
  if (text.empty() || text.size() > longest_list) return false;
  while (!text.empty())
    if (!take_turn(text)) return false;
  return true;
}

}  // namespace partage::content
