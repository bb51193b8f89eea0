// Messages between a supervisor and its caller, over a pipe: a letter, a length (4 bytes, this machine's order), bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace partage::observe {

enum class FrameKind : char { output = 'o', recording = 'r' };

/// Never blocks the run that it tells about: what the caller does not read yet is kept.
class FrameWriter {
 public:
  explicit FrameWriter(int fd) : fd_(fd) {}  ///< non-blocking; not owned
  int fd() const { return fd_; }
  void add(FrameKind kind, std::string_view payload);
  bool pending() const { return sent_ < waiting_.size(); }
  void flush();        ///< as much as fits
  void flush_all();    ///< blocks until all is read, or the reader is gone

 private:
  int fd_;
  std::string waiting_;
  std::size_t sent_ = 0;
  bool gone_ = false;
};

class FrameReader {
 public:
  explicit FrameReader(int fd) : fd_(fd) {}  ///< non-blocking; not owned
  struct Frame {
    FrameKind kind;
    std::string payload;
  };
  void read();                   ///< takes what is there; never blocks
  std::optional<Frame> next();   ///< one complete frame, if any
  bool ended() const { return ended_; }

 private:
  int fd_;
  std::string bytes_;
  bool ended_ = false;
};

}  // namespace partage::observe
