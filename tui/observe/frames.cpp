#include "observe/frames.hpp"

#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>

namespace partage::observe {
namespace {

constexpr std::size_t kHeader = 1 + sizeof(std::uint32_t);

}  // namespace

void FrameWriter::add(FrameKind kind, std::string_view payload) {
  const auto length = static_cast<std::uint32_t>(payload.size());
  std::array<char, kHeader> header;
  header[0] = static_cast<char>(kind);
  std::memcpy(header.data() + 1, &length, sizeof length);
  waiting_.append(header.data(), header.size());
  waiting_ += payload;
  flush();
}

void FrameWriter::flush() {
  while (pending() && !gone_) {
    const ssize_t sent = write(fd_, waiting_.data() + sent_, waiting_.size() - sent_);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0 && errno == EAGAIN) return;
    gone_ = sent < 0;
    if (sent > 0) sent_ += static_cast<std::size_t>(sent);
  }
  waiting_.clear();
  sent_ = 0;
}

void FrameWriter::flush_all() {
  while (pending() && !gone_) {
    pollfd room{fd_, POLLOUT, 0};
    poll(&room, 1, -1);
    flush();
  }
}

void FrameReader::read() {
  std::array<char, 65536> block;
  while (!ended_) {
    const ssize_t got = ::read(fd_, block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && errno == EAGAIN) return;
    if (got <= 0) ended_ = true;
    else bytes_.append(block.data(), static_cast<std::size_t>(got));
  }
}

std::optional<FrameReader::Frame> FrameReader::next() {
  if (bytes_.size() < kHeader) return std::nullopt;
  std::uint32_t length;
  std::memcpy(&length, bytes_.data() + 1, sizeof length);
  if (bytes_.size() - kHeader < length) return std::nullopt;
  Frame frame{static_cast<FrameKind>(bytes_[0]), bytes_.substr(kHeader, length)};
  bytes_.erase(0, kHeader + length);
  return frame;
}

}  // namespace partage::observe
