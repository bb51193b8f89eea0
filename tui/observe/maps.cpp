#include "observe/maps.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <charconv>

#include "observe/memory.hpp"

namespace partage::observe {
namespace {

// Cuts the next word off; what separates words is one or more spaces.
std::string_view next_word(std::string_view& line) {
  const std::size_t end = std::min(line.find(' '), line.size());
  const std::string_view word = line.substr(0, end);
  line.remove_prefix(end);
  line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
  return word;
}

bool number(std::string_view word, std::uint64_t& value, int base) {
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value, base);
  return error == std::errc() && end == word.data() + word.size();
}

bool parse_line(std::string_view line, record::Mapping& mapping) {
  const std::string_view range = next_word(line);
  const std::size_t dash = range.find('-');
  if (dash == std::string_view::npos || !number(range.substr(0, dash), mapping.start, 16) ||
      !number(range.substr(dash + 1), mapping.end, 16))
    return false;
  mapping.permissions = next_word(line);
  if (!number(next_word(line), mapping.offset, 16)) return false;
  mapping.device = next_word(line);
  if (!number(next_word(line), mapping.inode, 10)) return false;
  mapping.path = line;
  return true;
}

}  // namespace

std::vector<record::Mapping> parse_maps(std::string_view text) {
  std::vector<record::Mapping> mappings;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    record::Mapping mapping;
    if (parse_line(text.substr(0, end), mapping)) mappings.push_back(std::move(mapping));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return mappings;
}

void escape_living_name(record::Pid pid, record::Mapping& mapping) {
  constexpr std::string_view mark = " (deleted)", escaped = " \\050deleted\\051";
  if (!mapping.path.ends_with(mark) || mapping.path == "/dev/zero (deleted)") return;
  struct stat information {};
  if (stat(proc_path(pid, "root" + mapping.path).c_str(), &information) != 0 || information.st_ino != mapping.inode) return;
  mapping.path.replace(mapping.path.size() - mark.size(), mark.size(), escaped);
}

}  // namespace partage::observe
