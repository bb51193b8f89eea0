#include "cli/file_watch.hpp"

#include <sys/inotify.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <array>
#include <fstream>

namespace partage::cli {
namespace {

constexpr std::size_t kLargest = 1 << 20;

// linux/magic.h; drvfs of WSL 1 is a 9p too.
bool misses_saves(const std::filesystem::path& folder) {
  constexpr unsigned long plan9 = 0x01021997, nfs = 0x6969, smb2 = 0xFE534D42, cifs = 0xFF534D42, fuse = 0x65735546;
  struct statfs status {};
  if (statfs(folder.c_str(), &status) != 0) return true;
  const auto type = static_cast<unsigned long>(static_cast<unsigned int>(status.f_type));
  return type == plan9 || type == nfs || type == smb2 || type == cifs || type == fuse;
}

std::string read_start(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string content(kLargest, '\0');
  stream.read(content.data(), static_cast<std::streamsize>(content.size()));
  content.resize(static_cast<std::size_t>(std::max<std::streamsize>(stream.gcount(), 0)));
  return content;
}

}  // namespace

// The folder is watched, not the file: many editors write another file and rename it.
FileWatch::FileWatch(std::filesystem::path file) : file_(std::move(file)), content_(read_start(file_)) {
  const std::filesystem::path folder = file_.parent_path();
  if (misses_saves(folder)) return;
  inotify_ = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (inotify_ >= 0 && inotify_add_watch(inotify_, folder.c_str(), IN_CLOSE_WRITE | IN_MOVED_TO) < 0) {
    close(inotify_);
    inotify_ = -1;
  }
}

FileWatch::~FileWatch() {
  if (inotify_ >= 0) close(inotify_);
}

bool FileWatch::saved() {
  std::array<char, 4096> events;
  bool looked = inotify_ < 0;
  while (inotify_ >= 0 && read(inotify_, events.data(), events.size()) > 0) looked = true;
  std::error_code error;
  // Between its removal and its return under the same name, there is nothing to judge.
  if (!looked || !std::filesystem::is_regular_file(file_, error)) return false;
  std::string now = read_start(file_);
  if (now == content_) return false;
  content_ = std::move(now);
  return true;
}

}  // namespace partage::cli
