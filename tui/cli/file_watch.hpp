// Says when a file was saved with another content. inotify(7) where it works; on Windows drives and network file systems,
// where saves from outside are missed, the file is looked at every half second.
#pragma once

#include <filesystem>
#include <string>

namespace partage::cli {

class FileWatch {
 public:
  explicit FileWatch(std::filesystem::path file);
  ~FileWatch();
  FileWatch(const FileWatch&) = delete;
  FileWatch& operator=(const FileWatch&) = delete;

  int fd() const { return inotify_; }  ///< -1 when the file must be looked at
  static constexpr int kLookEveryMs = 500;
  /// Never blocks. True once for each change of content.
  bool saved();

 private:
  std::filesystem::path file_;
  int inotify_ = -1;
  std::string content_;
};

}  // namespace partage::cli
