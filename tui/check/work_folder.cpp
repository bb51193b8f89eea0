#include "check/work_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "check/cannot_judge.hpp"
#include "check/place.hpp"
#include "sandbox/descriptor.hpp"

namespace partage::check {
namespace fs = std::filesystem;
using sandbox::Descriptor;

namespace {

constexpr std::size_t content_bytes = 1u << 20;
constexpr std::size_t most_bytes = 64u << 10;

bool is_name(std::string_view name) {
  return !name.empty() && name != "." && name != ".." && name.find('/') == std::string_view::npos;
}

void checked(long result, const fs::path& path) {
  if (result < 0) throw std::system_error(errno, std::generic_category(), path.string());
}

void write_at(const Descriptor& file, const fs::path& path, std::string_view bytes, std::uint64_t offset) {
  while (!bytes.empty()) {
    const ssize_t written = pwrite(file.get(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
    checked(written, path);
    bytes.remove_prefix(static_cast<std::size_t>(written));
    offset += static_cast<std::uint64_t>(written);
  }
}

void make_regular(const fs::path& path, const WorkFile& wanted) {
  const Descriptor file(open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  checked(file.get(), path);
  write_at(file, path, wanted.content, 0);
  for (const auto& [offset, bytes] : wanted.pieces) write_at(file, path, bytes, offset);
  struct stat made {};
  checked(fstat(file.get(), &made), path);
  if (wanted.size > static_cast<std::uint64_t>(made.st_size)) checked(ftruncate(file.get(), static_cast<off_t>(wanted.size)), path);
}

void make(const fs::path& path, const WorkFile& wanted) {
  switch (wanted.kind) {
    case WorkFile::Kind::regular: make_regular(path, wanted); break;
    case WorkFile::Kind::directory: checked(mkdir(path.c_str(), 0700), path); break;
    case WorkFile::Kind::fifo: checked(mkfifo(path.c_str(), 0600), path); break;
    case WorkFile::Kind::other: throw CannotJudge{"M-kit", fmt::format("le fichier «\u00a0{}\u00a0» a un genre qui ne se crée pas", wanted.name)};
  }
  checked(chmod(path.c_str(), wanted.mode & 07777), path);
}

WorkFile::Kind kind_of(mode_t mode) {
  if (S_ISREG(mode)) return WorkFile::Kind::regular;
  if (S_ISDIR(mode)) return WorkFile::Kind::directory;
  return S_ISFIFO(mode) ? WorkFile::Kind::fifo : WorkFile::Kind::other;
}

Descriptor open_to_read(const fs::path& path, mode_t mode) {
  constexpr int flags = O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY;
  Descriptor file(open(path.c_str(), flags));
  if (file || errno != EACCES) return file;
  // Ours, but without the permission: given for the time of an open.
  const Descriptor place(open(path.c_str(), O_PATH | O_NOFOLLOW | O_CLOEXEC));
  const std::string link = fmt::format("/proc/self/fd/{}", place.get());
  if (!place || chmod(link.c_str(), mode | 0400) != 0) return {};
  file.reset(open(link.c_str(), flags & ~O_NOFOLLOW));
  chmod(link.c_str(), mode);
  return file;
}

std::string read_at(const fs::path& path, std::uint64_t offset, std::size_t count) {
  struct stat information {};
  if (lstat(path.c_str(), &information) != 0 || !S_ISREG(information.st_mode)) return {};
  const Descriptor file = open_to_read(path, information.st_mode & 07777);
  std::string bytes(count, '\0');
  std::size_t used = 0;
  while (file && used < count) {
    const ssize_t got = pread(file.get(), bytes.data() + used, count - used, static_cast<off_t>(offset + used));
    if (got <= 0) break;
    used += static_cast<std::size_t>(got);
  }
  bytes.resize(used);
  return bytes;
}

FileState state_of(const fs::path& path) {
  FileState state;
  struct stat information {};
  if (lstat(path.c_str(), &information) != 0) return state;
  state.exists = true;
  state.kind = kind_of(information.st_mode);
  state.inode = information.st_ino;
  state.mode = information.st_mode & 07777;
  if (state.kind != WorkFile::Kind::regular) return state;
  state.size = static_cast<std::uint64_t>(information.st_size);
  state.content = read_at(path, 0, std::min<std::size_t>(state.size, content_bytes));
  return state;
}

}  // namespace

WorkFolder::WorkFolder(fs::path folder, const std::vector<WorkFile>& files) : path_(std::move(folder)) {
  for (const WorkFile& file : files) {
    if (!is_name(file.name)) throw CannotJudge{"M-kit", fmt::format("«\u00a0{}\u00a0» n'est pas un nom de fichier", file.name)};
    make(path_ / file.name, file);
    before_[file.name] = state_of(path_ / file.name);
  }
}

WorkFolder::~WorkFolder() {
  if (!path_.empty()) Place::forget(path_);
}

WorkFolder::WorkFolder(WorkFolder&& other) noexcept
    : path_(std::exchange(other.path_, {})), before_(std::move(other.before_)) {}

FileState WorkFolder::before(std::string_view name) const {
  const auto found = before_.find(name);
  return found == before_.end() ? FileState{} : found->second;
}

FileState WorkFolder::now(std::string_view name) const {
  if (path_.empty() || !is_name(name)) return {};
  chmod(path_.c_str(), 0700);  // the program owned it
  return state_of(path_ / name);
}

std::string WorkFolder::bytes(std::string_view name, std::uint64_t offset, std::size_t count) const {
  if (path_.empty() || !is_name(name)) return {};
  chmod(path_.c_str(), 0700);
  return read_at(path_ / name, offset, std::min(count, most_bytes));
}

}  // namespace partage::check
