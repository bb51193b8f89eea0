#include "cli/search_path.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace partage::cli {

namespace fs = std::filesystem;

fs::path find_in_path(const std::string& name) {
  const auto runs = [](const fs::path& file) {
    std::error_code error;
    return fs::is_regular_file(file, error) && access(file.c_str(), X_OK) == 0;
  };
  if (name.empty()) return {};
  if (name.find('/') != std::string::npos) return runs(name) ? fs::path(name) : fs::path();
  const char* value = std::getenv("PATH");
  const std::string path = value == nullptr ? "/usr/bin:/bin" : value;
  for (std::size_t start = 0; start <= path.size();) {
    const std::size_t end = std::min(path.find(':', start), path.size());
    if (const fs::path file = fs::path(path.substr(start, end - start)) / name; runs(file)) return file;
    start = end + 1;
  }
  return {};
}

}  // namespace partage::cli
