#include "grade/files.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>

#include "content/file_descriptor.hpp"
#include "content/system_error.hpp"

namespace partage::grade {

namespace fs = std::filesystem;

Opened open_regular(int folder, const char* name, bool refuse_hard_links) {
  Opened opened;
  opened.file.reset(openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY));
  if (!opened.file || fstat(opened.file.get(), &opened.status) != 0) opened.error = errno;
  else if (!S_ISREG(opened.status.st_mode)) opened.error = EINVAL;
  else if (refuse_hard_links && opened.status.st_nlink > 1) opened.error = EMLINK;
  return opened;
}

std::optional<std::string> read_bytes(int file, std::uint64_t offset, std::size_t most) {
  std::string bytes(most, '\0');
  std::size_t used = 0;
  while (used < most) {
    const ssize_t got = pread(file, bytes.data() + used, most - used, static_cast<off_t>(offset + used));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::nullopt;
    if (got == 0) break;
    used += static_cast<std::size_t>(got);
  }
  bytes.resize(used);
  return bytes;
}

std::optional<std::string> read_file(const fs::path& path, std::size_t most) {
  const Opened opened = open_regular(AT_FDCWD, path.c_str(), false);
  if (opened.error == 0 && static_cast<std::uint64_t>(opened.status.st_size) <= most)
    return read_bytes(opened.file.get(), 0, static_cast<std::size_t>(opened.status.st_size));
  errno = opened.error != 0 ? opened.error : EFBIG;
  return std::nullopt;
}

int write_file(const fs::path& path, std::string_view text, Keep keep, mode_t mode) {
  const std::string temporary = fmt::format("{}.{}.tmp", path.string(), getpid());
  unlink(temporary.c_str());
  int error = 0;
  {
    const Descriptor file(open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode));
    if (!file) return errno;
    error = content::write_all(file.get(), text);
    if (error == 0 && keep != Keep::whole_or_not && fsync(file.get()) != 0) error = errno;
  }
  if (error == 0 && rename(temporary.c_str(), path.c_str()) != 0) error = errno;
  if (error != 0) {
    unlink(temporary.c_str());
    return error;
  }
  if (keep != Keep::always) return 0;
  // The new name is in place: a file system that cannot sync a folder is no reason to announce a loss.
  const Descriptor folder(open(path.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder) fsync(folder.get());
  return 0;
}

int make_folder(const fs::path& folder) {
  std::error_code error;
  if (fs::is_directory(folder, error)) return 0;
  if (folder.has_parent_path() && folder.parent_path() != folder)
    if (const int above = make_folder(folder.parent_path()); above != 0) return above;
  return mkdir(folder.c_str(), 0700) == 0 || errno == EEXIST ? 0 : errno;
}

std::string error_words(int error) { return content::system_error(error); }

}  // namespace partage::grade
