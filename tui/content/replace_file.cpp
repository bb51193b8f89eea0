#include "content/replace_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "content/file_descriptor.hpp"

namespace partage::content {

namespace fs = std::filesystem;

std::optional<std::string> whole_file(const fs::path& file) {
  constexpr off_t most = 1 << 20;
  // O_NONBLOCK: a FIFO of that name would wait for a writer.
  const FileDescriptor opened(open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat status {};
  if (!opened.valid() || fstat(opened.get(), &status) != 0 || !S_ISREG(status.st_mode) || status.st_size > most) return {};
  std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
  std::size_t used = 0;
  while (used < bytes.size()) {
    const ssize_t got = read(opened.get(), bytes.data() + used, bytes.size() - used);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return {};
    if (got == 0) break;
    used += static_cast<std::size_t>(got);
  }
  bytes.resize(used);
  return bytes;
}

int replace_file(const fs::path& file, const std::string& text, mode_t mode) {
  const fs::path temporary = file.parent_path() / fmt::format(".{}.{}.tmp", file.filename().string(), getpid());
  int error = 0;
  {
    const FileDescriptor opened(open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode));
    if (!opened.valid()) return errno;
    error = write_all(opened.get(), text);
    if (error == 0 && fsync(opened.get()) != 0) error = errno;
  }
  if (error == 0 && rename(temporary.c_str(), file.c_str()) != 0) error = errno;
  if (error != 0) unlink(temporary.c_str());
  return error;
}

}  // namespace partage::content
