#include "check/place.hpp"

#include <cerrno>
#include <fstream>
#include <system_error>

#include "sandbox/scratch_folder.hpp"

namespace partage::check {
namespace fs = std::filesystem;

Place::Place() { fs::create_directory(build()); }

fs::path Place::new_run() {
  const fs::path folder = scratch_.path() / ("essai-" + std::to_string(++runs_));
  fs::create_directory(folder);
  return folder;
}

void Place::forget(const fs::path& run) {
  sandbox::remove_tree(run);
}

void Place::write(const std::string& name, const std::string& bytes) const {
  std::ofstream file(build() / name, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) throw std::system_error(errno, std::generic_category(), (build() / name).string());
}

void Place::copy(const fs::path& file) const {
  fs::copy_file(file, build() / file.filename(), fs::copy_options::overwrite_existing);
}

}  // namespace partage::check
