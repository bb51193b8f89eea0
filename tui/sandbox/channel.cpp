#include "sandbox/channel.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "sandbox/errors.hpp"

namespace partage::sandbox {
namespace {

constexpr std::size_t kMaxText = 400;
constexpr std::size_t kMaxDescriptors = 4;

struct Packet {
  Word word;
  int value;
  char text[kMaxText];
};

// cmsghdr alignment is needed for the control buffer (cmsg(3)).
union Control {
  char bytes[CMSG_SPACE(sizeof(ucred)) + CMSG_SPACE(sizeof(int) * kMaxDescriptors)];
  cmsghdr align;
};

void take(const cmsghdr& header, const unsigned char* data, Message& message) {
  if (header.cmsg_type == SCM_CREDENTIALS) {
    ucred sender;
    std::memcpy(&sender, data, sizeof sender);
    message.sender = sender.pid;
  } else if (header.cmsg_type == SCM_RIGHTS) {
    const std::size_t count = (header.cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (std::size_t i = 0; i < count; ++i) {
      int fd;
      std::memcpy(&fd, data + i * sizeof fd, sizeof fd);
      message.descriptors.emplace_back(fd);
    }
  }
}

}  // namespace

Channel make_channel() {
  int ends[2];
  checked(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends), "socketpair");
  Channel channel{Descriptor(ends[0]), Descriptor(ends[1])};
  const int on = 1;
  checked(setsockopt(ends[0], SOL_SOCKET, SO_PASSCRED, &on, sizeof on), "SO_PASSCRED");
  return channel;
}

bool send(int channel, Word word, int value, const std::string& text, std::span<const int> descriptors) {
  Packet packet{word, value, {}};
  text.copy(packet.text, kMaxText - 1);
  iovec data{&packet, sizeof packet};
  Control control{};
  msghdr header{};
  header.msg_iov = &data;
  header.msg_iovlen = 1;
  if (!descriptors.empty()) {
    header.msg_control = control.bytes;
    header.msg_controllen = CMSG_SPACE(descriptors.size_bytes());
    cmsghdr* rights = CMSG_FIRSTHDR(&header);
    rights->cmsg_level = SOL_SOCKET;
    rights->cmsg_type = SCM_RIGHTS;
    rights->cmsg_len = CMSG_LEN(descriptors.size_bytes());
    std::memcpy(CMSG_DATA(rights), descriptors.data(), descriptors.size_bytes());
  }
  ssize_t sent;
  do sent = sendmsg(channel, &header, MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR);
  return sent == static_cast<ssize_t>(sizeof packet);
}

std::optional<Message> receive(int channel, bool wait) {
  Packet packet{};
  iovec data{&packet, sizeof packet};
  Control control{};
  msghdr header{};
  header.msg_iov = &data;
  header.msg_iovlen = 1;
  header.msg_control = control.bytes;
  header.msg_controllen = sizeof control.bytes;
  ssize_t received;
  do received = recvmsg(channel, &header, MSG_CMSG_CLOEXEC | (wait ? 0 : MSG_DONTWAIT));
  while (received < 0 && errno == EINTR);
  if (received != static_cast<ssize_t>(sizeof packet)) return std::nullopt;
  packet.text[kMaxText - 1] = '\0';
  Message message;
  message.word = packet.word;
  message.value = packet.value;
  message.text = packet.text;
  for (cmsghdr* part = CMSG_FIRSTHDR(&header); part != nullptr; part = CMSG_NXTHDR(&header, part))
    if (part->cmsg_level == SOL_SOCKET) take(*part, CMSG_DATA(part), message);
  return message;
}

}  // namespace partage::sandbox
