#include "grade/events.hpp"

#include <poll.h>
#include <sys/inotify.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <stdexcept>

namespace partage::grade_tests {
namespace {

using sandbox::Descriptor;

constexpr int kTooLong = 60'000;  ///< milliseconds: something is broken

Descriptor process(pid_t pid) { return Descriptor(static_cast<int>(syscall(SYS_pidfd_open, pid, 0))); }

bool ended(const Descriptor& process, int milliseconds) {
  pollfd watched{process.get(), POLLIN, 0};
  int ready = 0;
  while ((ready = poll(&watched, 1, milliseconds)) < 0 && errno == EINTR) continue;
  return ready > 0;
}

}  // namespace

FolderEvents::FolderEvents(const std::filesystem::path& folder, What what) : events_(inotify_init1(IN_CLOEXEC | IN_NONBLOCK)) {
  const std::uint32_t wanted = what == What::opened ? IN_OPEN : IN_CREATE | IN_MODIFY | IN_MOVED_TO;
  if (!events_ || inotify_add_watch(events_.get(), folder.c_str(), wanted) < 0) throw std::runtime_error("inotify: " + folder.string());
}

void FolderEvents::take() {
  alignas(inotify_event) std::array<char, 16 << 10> bytes;
  for (ssize_t got = 0; (got = read(events_.get(), bytes.data(), bytes.size())) > 0;)
    for (const char* at = bytes.data(); at < bytes.data() + got;) {
      const auto* event = reinterpret_cast<const inotify_event*>(at);
      if (event->len > 0) names_.emplace_back(event->name);
      at += sizeof *event + event->len;
    }
}

bool FolderEvents::wait_for(const std::function<bool()>& fact, pid_t child) {
  const Descriptor end = process(child);
  for (;;) {
    take();
    if (fact()) return true;
    if (!end || ended(end, 0)) return take(), fact();
    std::array<pollfd, 2> watched{{{events_.get(), POLLIN, 0}, {end.get(), POLLIN, 0}}};
    if (poll(watched.data(), watched.size(), kTooLong) == 0) throw std::runtime_error("nothing happens any more");
  }
}

bool FolderEvents::wait_for_opens(const std::string& file, int count, pid_t child) {
  return wait_for([&] { return std::count(names_.begin(), names_.end(), file) >= count; }, child);
}

Ends::Ends(const std::vector<pid_t>& processes) {
  for (const pid_t pid : processes)
    if (Descriptor one = process(pid)) processes_.push_back(std::move(one));
}

bool Ends::all_within(std::chrono::milliseconds time) const {
  const auto limit = std::chrono::steady_clock::now() + time;
  return std::all_of(processes_.begin(), processes_.end(), [&](const Descriptor& one) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(limit - std::chrono::steady_clock::now()).count();
    return ended(one, static_cast<int>(std::max<long>(0, left)));
  });
}

}  // namespace partage::grade_tests
