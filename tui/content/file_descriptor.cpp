#include "content/file_descriptor.hpp"

#include <sys/file.h>

#include <cerrno>
#include <ctime>

namespace partage::content {

int write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = write(fd, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return 0;
}

int lock_soon(int fd) {
  constexpr timespec pause{0, 5'000'000};
  for (int attempt = 0; attempt < 200; ++attempt) {
    if (flock(fd, LOCK_EX | LOCK_NB) == 0) return 0;
    if (errno != EWOULDBLOCK && errno != EINTR) break;
    nanosleep(&pause, nullptr);
  }
  return errno;
}

}  // namespace partage::content
