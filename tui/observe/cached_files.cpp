#include "observe/cached_files.hpp"

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <optional>

#include "observe/memory.hpp"
#include "observe/pages.hpp"

namespace partage::observe {
namespace {

using record::FilePage;

constexpr std::size_t kMostFiles = 8;
constexpr std::uint64_t kMostPages = 16;
// A program may have mapped a FIFO's name since: never wait on it, never take a terminal.
constexpr int kOpenFlags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
// Debian 12's headers are older than the call; it has the same number everywhere.
constexpr long kCachestat = 451;

struct CachestatRange {
  std::uint64_t offset, length;
};
struct Cachestat {
  std::uint64_t cached, dirty, writeback, evicted, recently_evicted;
};

FilePage::Dirty dirty_state(int fd, std::uint64_t index) {
  CachestatRange range{index * page_size(), page_size()};
  Cachestat found{};
  if (syscall(kCachestat, fd, &range, &found, 0) != 0) return FilePage::Dirty::unknown;
  return found.dirty + found.writeback > 0 ? FilePage::Dirty::yes : FilePage::Dirty::no;
}

std::vector<bool> resident(int fd, std::uint64_t pages) {
  std::vector<bool> result(pages, false);
  if (pages == 0) return result;
  void* const place = mmap(nullptr, pages * page_size(), PROT_READ, MAP_SHARED, fd, 0);
  if (place == MAP_FAILED) return result;
  std::vector<unsigned char> states(pages, 0);
  if (mincore(place, pages * page_size(), states.data()) == 0)
    for (std::size_t i = 0; i < pages; ++i) result[i] = (states[i] & 1) != 0;
  munmap(place, pages * page_size());
  return result;
}

std::optional<std::string> cached_bytes(int fd, std::uint64_t index) {
  std::string bytes(page_size(), '\0');
  iovec part{bytes.data(), bytes.size()};
  // What lies past the end of the file in its last page is not told by a read: zeros stand for it.
  const ssize_t got = preadv2(fd, &part, 1, static_cast<off_t>(index * page_size()), RWF_NOWAIT);
  return got <= 0 ? std::nullopt : std::optional(std::move(bytes));
}

sandbox::Descriptor open_mapped(record::Pid pid, const record::Mapping& mapping) {
  sandbox::Descriptor file(open((proc_path(pid, "root") + mapping.path).c_str(), kOpenFlags));
  struct stat information {};
  if (!file || fstat(file.get(), &information) != 0) return {};
  if (!S_ISREG(information.st_mode) || information.st_ino != mapping.inode) return {};
  return file;
}

FilePage page_now(int fd, std::uint64_t index, bool cached, bool on_disk, const record::FilePageView* before) {
  FilePage page{index, cached, FilePage::Dirty::unknown, {}};
  if (!cached) page.dirty = FilePage::Dirty::no;
  else if (on_disk) page.dirty = dirty_state(fd, index);
  if (const auto bytes = cached ? cached_bytes(fd, index) : std::nullopt)
    page.runs = differences(before != nullptr ? std::string_view(before->bytes) : std::string_view(), *bytes);
  return page;
}

bool differs(const FilePage& page, const record::FilePageView* before) {
  if (before == nullptr) return page.cached;
  return !page.runs.empty() || page.cached != before->cached || page.dirty != before->dirty;
}

}  // namespace

void CachedFiles::follow(record::Pid pid, const std::vector<record::Mapping>& mappings) {
  for (const record::Mapping& mapping : mappings) {
    if (!mapping.own || mapping.inode == 0 || !mapping.path.starts_with('/') || files_.size() >= kMostFiles) continue;
    const record::FileKey key{mapping.device, mapping.inode};
    if (files_.count(key) != 0) continue;
    Followed followed{mapping.path, open_mapped(pid, mapping), true};
    if (!followed.file) continue;
    struct statfs system {};
    followed.on_disk = fstatfs(followed.file.get(), &system) != 0 || system.f_type != TMPFS_MAGIC;
    files_.emplace(key, std::move(followed));
  }
}

std::vector<record::FileChange> CachedFiles::changes(const std::map<record::FileKey, record::FileView>& seen) {
  std::vector<record::FileChange> all;
  for (const auto& [key, followed] : files_) {
    const int fd = followed.file.get();
    struct stat information {};
    if (fstat(fd, &information) != 0) continue;
    const auto size = static_cast<std::uint64_t>(information.st_size);
    const auto before = seen.find(key);
    record::FileChange change{key.first, key.second, followed.path, size, {}};
    const std::uint64_t pages = std::min((size + page_size() - 1) / page_size(), kMostPages);
    const std::vector<bool> there = resident(fd, pages);
    for (std::uint64_t index = 0; index < pages; ++index) {
      const record::FilePageView* known = nullptr;
      if (before != seen.end())
        if (const auto page = before->second.pages.find(index); page != before->second.pages.end()) known = &page->second;
      FilePage page = page_now(fd, index, there[index], followed.on_disk, known);
      if (differs(page, known)) change.pages.push_back(std::move(page));
    }
    if (before == seen.end() || before->second.size != size || !change.pages.empty()) all.push_back(std::move(change));
  }
  return all;
}

}  // namespace partage::observe
