// The only link between the supervisor and what it starts: a SOCK_SEQPACKET pair. Init and the program both write to
// their end; messages keep their order whoever sends them, and the kernel translates the sender's pid (unix(7),
// SO_PASSCRED), which is how the supervisor learns the program's global pid.
#pragma once

#include <sys/types.h>

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sandbox/descriptor.hpp"

namespace partage::sandbox {

enum class Word : int {
  go,       ///< supervisor -> init: the identity maps are written; supervisor -> program: the gate is open
  places,   ///< init -> supervisor: carries descriptors of the sandbox's /proc, /tmp and /dev/shm
  ready,    ///< program -> supervisor: at the gate
  failed,   ///< either -> supervisor: text and errno
  ended,    ///< init -> supervisor: the program's wait status
};

struct Message {
  Word word = Word::go;
  int value = 0;     ///< errno of `failed`, wait status of `ended`
  std::string text;  ///< of `failed`
  pid_t sender = 0;  ///< as the receiver sees it; filled at reception
  std::vector<Descriptor> descriptors;
};

struct Channel {
  Descriptor supervisor;  ///< end that receives credentials
  Descriptor inside;
};

/// Both ends are close-on-exec. Throws SetupError.
Channel make_channel();

/// False when the other end is gone.
bool send(int channel, Word word, int value = 0, const std::string& text = {}, std::span<const int> descriptors = {});

/// Next message; nullopt when there is none (`wait` false) or when every other end is closed.
std::optional<Message> receive(int channel, bool wait);

}  // namespace partage::sandbox
