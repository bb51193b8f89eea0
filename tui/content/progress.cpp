#include "content/progress.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "content/file_descriptor.hpp"
#include "content/progress_json.hpp"
#include "content/system_error.hpp"

namespace partage::content {

namespace {

namespace fs = std::filesystem;

constexpr const char* file_name = "progression.json";
constexpr std::size_t largest_file = std::size_t{16} << 20;

class Lock {
 public:
  explicit Lock(const fs::path& folder)
      : file_(open((folder / "progression.verrou").c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600)),
        error_(file_.valid() ? lock_soon(file_.get()) : errno) {}
  bool held() const { return error_ == 0; }
  int error() const { return error_; }

 private:
  FileDescriptor file_;
  int error_;
};

struct FileContent {
  int error = 0;  ///< errno; ENOENT: there is no file
  std::string text;
};

FileContent read_file(const fs::path& path) {
  const FileDescriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file.valid()) return {errno, ""};
  struct stat status {};
  if (fstat(file.get(), &status) != 0) return {errno, ""};
  if (!S_ISREG(status.st_mode) || static_cast<std::size_t>(status.st_size) > largest_file) return {EINVAL, ""};
  std::string text(static_cast<std::size_t>(status.st_size), '\0');
  std::size_t filled = 0;
  while (filled < text.size()) {
    const ssize_t count = read(file.get(), text.data() + filled, text.size() - filled);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return {errno, ""};
    if (count == 0) break;
    filled += static_cast<std::size_t>(count);
  }
  text.resize(filled);
  return {0, text};
}

std::string dated(const std::string& prefix) {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  return fmt::format("{}-{:04}{:02}{:02}-{:02}{:02}{:02}", prefix, local.tm_year + 1900, local.tm_mon + 1,
                     local.tm_mday, local.tm_hour, local.tm_min, local.tm_sec);
}

struct Aside {
  int error = 0;
  fs::path kept;
};

Aside move_aside(const fs::path& path, const std::string& reason) {
  const fs::path first = path.string() + "." + dated(reason);
  fs::path kept = first;
  std::error_code ignored;
  for (int copy = 2; fs::exists(fs::symlink_status(kept, ignored)); ++copy)
    kept = first.string() + fmt::format("-{}", copy);
  if (rename(path.c_str(), kept.c_str()) != 0) return {errno, {}};
  return {0, kept};
}

struct Reading {
  Progress progress;
  std::string trouble;  ///< French, what is wrong with the file; empty: nothing
  std::string aside;    ///< how the file kept aside is called
  std::string text = {};  ///< of the file that was read
};

Reading read_progress(const fs::path& path) {
  const FileContent content = read_file(path);
  if (content.error == ENOENT || content.error == ENOTDIR) return {};
  if (content.error != 0)
    return {
        {}, fmt::format("Le fichier de progression ne peut pas être lu ({}).", system_error(content.error)), "abime"};
  const auto parsed = parse_progress(content.text);
  if (const auto* progress = std::get_if<Progress>(&parsed)) return {*progress, "", "", content.text};
  if (const auto* newer = std::get_if<NewerVersion>(&parsed))
    return {
        {},
        fmt::format("Le fichier de progression vient d'une version plus récente du kit (format {}).", newer->version),
        "version" + newer->version};
  return {{}, "Le fichier de progression est abîmé.", "abime"};
}

std::string kept_sentence(const Aside& aside, const fs::path& path) {
  if (aside.error == 0) return fmt::format("Il est gardé ici\u00a0: {}", aside.kept.string());
  return fmt::format("Il reste à sa place ({}), et rien ne sera enregistré tant qu'il y est\u00a0: {}",
                     system_error(aside.error), path.string());
}

std::string failure(int error, const fs::path& folder) {
  return fmt::format("Votre progression n'a pas pu être enregistrée dans {}\u00a0: {}.", folder.string(),
                     system_error(error));
}

// 0 or an errno. At every instant the name leads to the whole old text or to the whole new one.
int replace_file(const fs::path& folder, const std::string& text) {
  const fs::path temporary = folder / "progression.json.tmp";
  unlink(temporary.c_str());
  int error = 0;
  {
    const FileDescriptor file(open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!file.valid()) return errno;
    error = write_all(file.get(), text);
    if (error == 0 && fsync(file.get()) != 0) error = errno;
  }
  if (error == 0 && rename(temporary.c_str(), (folder / file_name).c_str()) != 0) error = errno;
  if (error != 0) {
    unlink(temporary.c_str());
    return error;
  }
  // The new name is in place: a file system that cannot sync a folder is no reason to announce a loss.
  const FileDescriptor directory(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (directory.valid()) fsync(directory.get());
  return 0;
}

}  // namespace

LoadedProgress load_progress(const fs::path& state_folder) {
  const fs::path path = state_folder / file_name;
  Reading reading = read_progress(path);
  if (reading.trouble.empty()) return {std::move(reading.progress), ""};
  // Another kit may be repairing it at this very moment: only the holder of the lock moves the file.
  const Lock lock(state_folder);
  reading = read_progress(path);
  if (reading.trouble.empty()) return {std::move(reading.progress), ""};
  const Aside aside = lock.held() ? move_aside(path, reading.aside) : Aside{lock.error(), {}};
  return {{}, reading.trouble + " " + kept_sentence(aside, path)};
}

std::string save_progress(const Progress& progress, const fs::path& state_folder) {
  std::error_code error;
  fs::create_directories(state_folder, error);
  if (error) return failure(error.value(), state_folder);
  const Lock lock(state_folder);
  if (!lock.held()) {
    if (lock.error() == EWOULDBLOCK)
      return "Votre progression n'a pas pu être enregistrée\u00a0: un autre kit, arrêté, tient le fichier.";
    return failure(lock.error(), state_folder);
  }
  const fs::path path = state_folder / file_name;
  const Reading reading = read_progress(path);
  if (!reading.trouble.empty()) {
    const Aside aside = move_aside(path, reading.aside);
    if (aside.error != 0) return failure(aside.error, state_folder);
  }
  const int failed = replace_file(state_folder, progress_text(merged(progress, reading.progress), reading.text));
  return failed == 0 ? "" : failure(failed, state_folder);
}

}  // namespace partage::content
