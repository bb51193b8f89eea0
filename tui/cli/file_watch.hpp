// Says when a file was saved with another content: written in place, in two steps, or by renaming another file, as editors
// do. inotify(7) where it works, and then nothing wakes up while nothing happens; on Windows drives, network file systems
// and where inotify is refused, the file is looked at every half second ($PARTAGE_SUIVI=scrutation asks for it).
//
// A save is told once it has settled: nothing more was heard of the file for a moment, short once whoever wrote has closed
// it. An empty file waits longer, since some editors empty a file before they write it; a file that is gone is not told, it
// will come back.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

namespace partage::cli {

/// Inotify does not see there what another machine, or Windows, writes. `type` is statfs(2)'s f_type.
bool misses_saves(unsigned long type);

class FileWatch {
 public:
  static constexpr std::chrono::milliseconds kClosed{10};      ///< after it was closed or put in place
  static constexpr std::chrono::milliseconds kUnfinished{1000};  ///< empty, gone, or still being written
  static constexpr std::chrono::milliseconds kLooked{100};     ///< by looking: nothing says that it was closed
  static constexpr std::chrono::milliseconds kLook{500};       ///< from a look to the next

  /// `known`: what was judged of it before; absent: what it holds now is no news.
  explicit FileWatch(std::filesystem::path file, std::optional<std::string> known = {});
  ~FileWatch();
  FileWatch(const FileWatch&) = delete;
  FileWatch& operator=(const FileWatch&) = delete;

  int fd() const { return inotify_; }  ///< -1 when the file must be looked at
  /// How long poll(2) may wait before saved() is to be asked again; -1: until fd() is readable.
  int timeout() const;
  /// Never blocks. The new content, once for each change.
  std::optional<std::string> saved();
  /// Something happened to the file, and it has not settled yet.
  bool unsettled() const { return due_.has_value(); }
  /// What it holds now is no news.
  void forget();
  bool there() const { return seen_.has_value(); }
  std::string seen() const { return seen_.value_or(""); }  ///< what it held when last heard of

 private:
  using Clock = std::chrono::steady_clock;

  void start();
  void stop();
  struct Heard {
    bool something = false;
    bool writing = false;  ///< written to, and not closed since
  };
  Heard heard();
  void look(bool writing);

  std::filesystem::path file_;
  bool by_looking_;
  int inotify_ = -1;
  std::string content_;             ///< last told
  std::optional<std::string> seen_; ///< at the last look, told or not; absent: there was no file
  std::optional<Clock::time_point> due_;  ///< when what was seen will have settled
};

/// The file's first MiB, and one byte more when it is larger; nothing when there is no such regular file (a link is
/// not one: no check judges it).
std::optional<std::string> file_content(const std::filesystem::path& file);

}  // namespace partage::cli
