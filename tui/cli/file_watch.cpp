#include "cli/file_watch.hpp"

#include <fcntl.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string_view>

namespace partage::cli {
namespace {

constexpr std::size_t kLargest = (1 << 20) + 1;

bool asked_to_look() {
  const char* asked = std::getenv("PARTAGE_SUIVI");
  return asked != nullptr && std::string_view(asked) == "scrutation";
}

bool looked_at(const std::filesystem::path& folder) {
  struct statfs status {};
  if (asked_to_look() || statfs(folder.c_str(), &status) != 0) return true;
  return misses_saves(static_cast<unsigned int>(status.f_type));
}

bool blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

}  // namespace

// linux/magic.h, and what the file systems of virtual machines and of WSL call themselves.
bool misses_saves(unsigned long type) {
  constexpr std::array<unsigned long, 13> types{
      0x01021997,  // v9fs: WSL 2's Windows drives
      0x53464846,  // wslfs: drvfs of WSL 1
      0x6969,      // NFS
      0xFE534D42, 0xFF534D42, 0x517B,  // SMB
      0x65735546,  // FUSE: sshfs, NTFS, virtiofs
      0x786F4256,  // vboxsf
      0xBACBACBC,  // vmhgfs
      0x5346414F, 0x00C36400, 0x73757245, 0x0BD00BD0};  // AFS, Ceph, Coda, Lustre
  return std::find(types.begin(), types.end(), type) != types.end();
}

std::optional<std::string> file_content(const std::filesystem::path& file) {
  const int fd = open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW | O_NOCTTY);
  if (fd < 0) return std::nullopt;
  struct stat status {};
  std::string text;
  bool good = fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
  std::array<char, 65536> bytes;
  while (good && text.size() < kLargest) {
    const ssize_t count = read(fd, bytes.data(), std::min(bytes.size(), kLargest - text.size()));
    if (count == 0) break;
    if (count > 0) text.append(bytes.data(), static_cast<std::size_t>(count));
    else good = errno == EINTR;
  }
  close(fd);
  return good ? std::optional(std::move(text)) : std::nullopt;
}

FileWatch::FileWatch(std::filesystem::path file, std::optional<std::string> known)
    : file_(std::move(file)), by_looking_(looked_at(file_.has_parent_path() ? file_.parent_path() : ".")) {
  start();
  seen_ = file_content(file_);
  content_ = known.value_or(seen_.value_or(""));
  if (seen_ && content_ != *seen_) due_ = Clock::now();
}

FileWatch::~FileWatch() { stop(); }

// The folder is watched, not the file: many editors write another file and rename it.
void FileWatch::start() {
  if (by_looking_ || inotify_ >= 0) return;
  const std::string folder = file_.has_parent_path() ? file_.parent_path().string() : ".";
  constexpr unsigned events = IN_CLOSE_WRITE | IN_MODIFY | IN_MOVED_TO | IN_CREATE | IN_MOVED_FROM | IN_DELETE | IN_DELETE_SELF |
                              IN_MOVE_SELF | IN_ONLYDIR;
  inotify_ = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (inotify_ >= 0 && inotify_add_watch(inotify_, folder.c_str(), events) < 0) stop();
}

void FileWatch::stop() {
  if (inotify_ >= 0) close(inotify_);
  inotify_ = -1;
}

// Of our file only: an editor's own files come and go beside it. When the folder goes away, the file is looked at until it
// comes back.
FileWatch::Heard FileWatch::heard() {
  alignas(inotify_event) std::array<char, 4096> bytes;
  const std::string name = file_.filename().string();
  Heard heard;
  bool gone = false;
  ssize_t count = 0;
  while ((count = read(inotify_, bytes.data(), bytes.size())) > 0) {
    for (ssize_t at = 0; at < count;) {
      inotify_event event;
      std::memcpy(&event, bytes.data() + at, sizeof event);
      const char* said = bytes.data() + at + sizeof event;
      at += static_cast<ssize_t>(sizeof event + event.len);
      gone = gone || (event.mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_IGNORED | IN_UNMOUNT)) != 0;
      if ((event.mask & IN_Q_OVERFLOW) == 0 && (event.len == 0 || name != said)) continue;
      heard = {true, (event.mask & IN_MODIFY) != 0};
    }
  }
  if (gone) {
    stop();
    heard.something = true;
  }
  return heard;
}

void FileWatch::look(bool writing) {
  seen_ = file_content(file_);
  const bool unfinished = writing || !seen_ || blank(*seen_);
  due_ = Clock::now() + (unfinished ? kUnfinished : inotify_ >= 0 ? kClosed : kLooked);
}

std::optional<std::string> FileWatch::saved() {
  if (inotify_ < 0) start();
  if (inotify_ >= 0) {
    if (const Heard news = heard(); news.something) look(news.writing);
  } else if (file_content(file_) != seen_) {
    look(false);
  }
  if (!due_ || Clock::now() < *due_) return std::nullopt;
  due_.reset();
  // Between its removal and its return under the same name, there is nothing to judge.
  if (!seen_ || *seen_ == content_) return std::nullopt;
  content_ = *seen_;
  return content_;
}

int FileWatch::timeout() const {
  if (!due_) return inotify_ >= 0 ? -1 : static_cast<int>(kLook.count());
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(*due_ - Clock::now());
  return static_cast<int>(std::max<std::int64_t>(left.count(), 0));
}

void FileWatch::forget() {
  if (inotify_ >= 0) heard();
  seen_ = file_content(file_);
  content_ = seen_.value_or("");
  due_.reset();
}

}  // namespace partage::cli
