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

std::string Place::read(const std::string& name) const {
  constexpr std::uintmax_t most = 4u << 20;
  std::error_code error;
  const fs::path path = build() / name;
  const std::uintmax_t size = fs::is_regular_file(fs::symlink_status(path, error)) ? fs::file_size(path, error) : 0;
  if (error || size > most) return {};
  std::string bytes(size, '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(bytes.data(), static_cast<std::streamsize>(size));
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  return bytes;
}

void Place::copy(const fs::path& file) const {
  fs::copy_file(file, build() / file.filename(), fs::copy_options::overwrite_existing);
}

}  // namespace partage::check
