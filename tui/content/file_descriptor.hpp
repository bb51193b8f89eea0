// A file descriptor that closes itself, and writing all of a text.
#pragma once

#include <unistd.h>

#include <string_view>

namespace partage::content {

class FileDescriptor {
 public:
  explicit FileDescriptor(int fd) : fd_(fd) {}
  ~FileDescriptor() {
    if (fd_ >= 0) close(fd_);
  }
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  bool valid() const { return fd_ >= 0; }
  int get() const { return fd_; }

 private:
  int fd_;
};

/// 0, or the errno of the write that failed.
int write_all(int fd, std::string_view text);

/// An exclusive flock(2) of the file. Whoever holds it may be stopped, or be a moment in dying: tried for a second, never
/// longer. 0, or errno: EWOULDBLOCK when it is still held.
int lock_soon(int fd);

}  // namespace partage::content
