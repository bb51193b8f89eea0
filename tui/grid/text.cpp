// Measuring and cutting text, between grapheme clusters.
#include <algorithm>
#include <limits>

#include "grid/grid.hpp"
#include "grid/utf8.hpp"

namespace partage::grid {
namespace {

struct Prefix {
  std::size_t bytes = 0;
  int columns = 0;
};

// Most text is ASCII, and every screen measures all of its text several times.
bool plain(std::string_view text, std::size_t at) {
  const auto ascii = [&](std::size_t index) { return static_cast<unsigned char>(text[index]) < 0x80; };
  return ascii(at) && (at + 1 == text.size() || ascii(at + 1));
}

Prefix longest_prefix(std::string_view text, int columns) {
  Prefix prefix;
  while (prefix.bytes < text.size()) {
    std::size_t bytes = 1;
    int taken = 1;
    if (!plain(text, prefix.bytes)) {
      const Cluster cluster = next_cluster(text.substr(prefix.bytes));
      bytes = cluster.bytes;
      taken = cluster.width;
    }
    if (taken > columns - prefix.columns) break;
    prefix.bytes += bytes;
    prefix.columns += taken;
  }
  return prefix;
}

std::size_t skip_spaces(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] == ' ') ++at;
  return at;
}

// Where the line that starts at `begin` ends and where the next one starts. A word longer than the line is cut.
struct Cut {
  std::size_t end, next;
};

Cut next_cut(std::string_view line, std::size_t begin, int columns) {
  std::size_t fitting = begin + longest_prefix(line.substr(begin), columns).bytes;
  if (fitting == line.size()) return {fitting, fitting};
  const std::size_t first_word = skip_spaces(line, begin);
  const std::size_t space = line.rfind(' ', fitting);
  if (space != std::string_view::npos && space > first_word) {
    const std::size_t last_letter = line.find_last_not_of(' ', space);
    return {last_letter + 1, skip_spaces(line, space)};
  }
  if (fitting == begin) fitting += next_cluster(line.substr(begin)).bytes;  // wider than the line itself
  return {fitting, skip_spaces(line, fitting)};
}

}  // namespace

int width(std::string_view text) {
  return longest_prefix(text, std::numeric_limits<int>::max()).columns;
}

std::string fit(std::string_view text, int columns) {
  if (columns <= 0) return {};
  const Prefix whole = longest_prefix(text, columns);
  if (whole.bytes == text.size()) return std::string(text);
  return std::string(text.substr(0, longest_prefix(text, columns - 1).bytes)) + "…";
}

std::string clip(std::string_view text, int columns) {
  return std::string(text.substr(0, longest_prefix(text, columns).bytes));
}

std::vector<Slice> wrap_slices(std::string_view text, int columns) {
  std::vector<Slice> slices;
  columns = std::max(columns, 1);
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t newline = std::min(text.find('\n', start), text.size());
    const std::string_view line = text.substr(start, newline - start);
    std::size_t begin = 0;
    do {
      const Cut cut = next_cut(line, begin, columns);
      slices.push_back({start + begin, cut.end - begin});
      begin = cut.next;
    } while (begin < line.size());
    start = newline + 1;
  }
  return slices;
}

std::vector<std::string> wrap(std::string_view text, int columns) {
  std::vector<std::string> lines;
  for (const Slice& slice : wrap_slices(text, columns)) lines.emplace_back(text.substr(slice.start, slice.length));
  return lines;
}

}  // namespace partage::grid
