#include "check/submission.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "check/french_errno.hpp"

namespace partage::check {

namespace {

class File {
 public:
  // O_NONBLOCK: opening a FIFO without a writer would wait for one.
  explicit File(const std::filesystem::path& path) : fd_(open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY)) {}
  ~File() {
    if (fd_ >= 0) close(fd_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  int fd() const { return fd_; }

 private:
  int fd_;
};

std::string kind_name(mode_t mode) {
  if (S_ISDIR(mode)) return "c'est un dossier";
  if (S_ISFIFO(mode)) return "c'est un tube nommé (FIFO)";
  if (S_ISLNK(mode)) return "c'est un lien symbolique\u202f; rendez le fichier lui-même";
  if (S_ISSOCK(mode)) return "c'est une socket";
  return "c'est un périphérique";
}

std::string too_large() { return fmt::format("il dépasse {} Mio", max_source_bytes >> 20); }

// One byte more than allowed, to tell a file that grew since fstat.
bool read_all(int fd, std::string& bytes) {
  bytes.resize(max_source_bytes + 1);
  std::size_t used = 0;
  while (used < bytes.size()) {
    const ssize_t got = read(fd, bytes.data() + used, bytes.size() - used);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return false;
    if (got == 0) break;
    used += static_cast<std::size_t>(got);
  }
  bytes.resize(used);
  return true;
}

std::string what_is_wrong(const std::string& bytes) {
  if (bytes.size() > max_source_bytes) return too_large();
  if (bytes.find_first_not_of(" \t\r\n") == std::string::npos) return "il est vide";
  if (bytes.find('\0') != std::string::npos) return "il contient des octets nuls, ce n'est pas du texte";
  return {};
}

std::filesystem::path file_in(const std::filesystem::path& source, const std::string& file) {
  std::error_code ignored;
  return std::filesystem::is_directory(source, ignored) ? source / file : source;
}

}  // namespace

std::variant<Submission, NotASource, NoSource> read_submission(const std::filesystem::path& source, const std::string& file) {
  const std::filesystem::path path = file_in(source, file);
  struct stat status {};
  if (lstat(path.c_str(), &status) != 0)
    return NoSource{fmt::format("«\u00a0{}\u00a0»\u00a0: {}", path.string(), french_errno(errno))};
  if (!S_ISREG(status.st_mode)) return NotASource{kind_name(status.st_mode)};
  const File opened(path);
  if (opened.fd() < 0 || fstat(opened.fd(), &status) != 0)
    return NoSource{fmt::format("«\u00a0{}\u00a0»\u00a0: {}", path.string(), french_errno(errno))};
  // Again on what was really opened: the name may have changed hands in between.
  if (!S_ISREG(status.st_mode)) return NotASource{kind_name(status.st_mode)};
  if (static_cast<std::size_t>(status.st_size) > max_source_bytes) return NotASource{too_large()};
  std::string bytes;
  if (!read_all(opened.fd(), bytes)) return NoSource{fmt::format("«\u00a0{}\u00a0»\u00a0: {}", path.string(), french_errno(errno))};
  return submission_of(std::move(bytes));
}

std::variant<Submission, NotASource, NoSource> submission_of(std::string bytes) {
  if (std::string wrong = what_is_wrong(bytes); !wrong.empty()) return NotASource{std::move(wrong)};
  return Submission{std::move(bytes)};
}

}  // namespace partage::check
