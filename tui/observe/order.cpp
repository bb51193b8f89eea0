// The words of an order: "pere", "fils", "alterne", or a list of letters.
#include <algorithm>
#include <array>
#include <utility>

#include "observe/observe.hpp"

namespace partage::observe {
namespace {

using Order = Lines::Order;

constexpr std::array<std::pair<std::string_view, Order>, 3> kNames = {
    {{"pere", Order::father_first}, {"fils", Order::child_first}, {"alterne", Order::alternate}}};
constexpr std::size_t kLongestList = 4096;

bool is_process(char c) { return c >= 'F' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Letters, each followed by nothing, by a number from 1 to 9999, or by an asterisk.
bool is_list(std::string_view text) {
  if (text.empty() || text.size() > kLongestList) return false;
  for (std::size_t i = 0; i < text.size();) {
    if (!is_process(text[i++])) return false;
    if (i < text.size() && text[i] == '*') {
      ++i;
      continue;
    }
    const std::size_t digits = i;
    while (i < text.size() && is_digit(text[i])) ++i;
    if (i - digits > 4 || (i > digits && text[digits] == '0')) return false;
  }
  return true;
}

}  // namespace

std::optional<Lines> parse_order(std::string_view text) {
  const auto named = std::find_if(kNames.begin(), kNames.end(), [&](const auto& one) { return one.first == text; });
  if (named != kNames.end()) return Lines{named->second, "", ""};
  if (!is_list(text)) return std::nullopt;
  return Lines{Order::listed, std::string(text), ""};
}

std::string order_text(const Lines& lines) {
  for (const auto& [name, order] : kNames)
    if (order == lines.order) return std::string(name);
  return lines.list;
}

}  // namespace partage::observe
