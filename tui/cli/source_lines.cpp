#include "cli/source_lines.hpp"

#include "cli/sources.hpp"

namespace partage::cli {
namespace fs = std::filesystem;

std::string SourceLines::operator()(const record::SourceLine& source) {
  const std::vector<std::string>& lines = lines_of(source.file);
  if (source.line < 1 || static_cast<std::size_t>(source.line) > lines.size()) return "";
  const std::string& line = lines[static_cast<std::size_t>(source.line) - 1];
  const std::size_t first = line.find_first_not_of(" \t\r"), last = line.find_last_not_of(" \t\r");
  return first == std::string::npos ? "" : line.substr(first, last - first + 1);
}

// The name comes from the program: it must stay a name.
const std::vector<std::string>& SourceLines::lines_of(const std::string& file) {
  const auto [place, fresh] = files_.try_emplace(file);
  if (!fresh || file.empty() || file.find('/') != std::string::npos) return place->second;
  for (const fs::path& folder : folders_) {
    place->second = file_lines(folder / file);
    if (!place->second.empty()) break;
  }
  return place->second;
}

}  // namespace partage::cli
