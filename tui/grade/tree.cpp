#include "grade/tree.hpp"

#include <dirent.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <deque>

#include "grade/files.hpp"
#include "grade/text.hpp"

namespace partage::grade {
namespace {

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
  return result;
}

constexpr std::array<std::string_view, 8> kSources{".c", ".h", ".cpp", ".hpp", ".cc", ".hh", ".cxx", ".hxx"};
constexpr std::array<std::string_view, 16> kArchives{".tar.gz", ".tar.bz2", ".tar.xz", ".tar.zst", ".tar.lz4", ".tar.z",
                                                     ".zip",    ".tar",     ".tgz",    ".tbz2",    ".tbz",     ".txz",
                                                     ".tzst",   ".7z",      ".rar",    ".taz"};

template <std::size_t N>
std::string_view end_of(std::string_view name, const std::array<std::string_view, N>& ends) {
  const std::string small = lower(name);
  for (const std::string_view end : ends)
    if (small.size() > end.size() && small.ends_with(end)) return end;
  return {};
}

Kind kind_of(const struct stat& status) {
  if (S_ISREG(status.st_mode)) return status.st_nlink > 1 ? Kind::hard_link : Kind::file;
  if (S_ISLNK(status.st_mode)) return Kind::link;
  if (S_ISFIFO(status.st_mode)) return Kind::fifo;
  return S_ISCHR(status.st_mode) || S_ISBLK(status.st_mode) ? Kind::device : Kind::other;
}

struct CloseFolder {
  void operator()(DIR* folder) const { closedir(folder); }
};
using OpenFolder = std::unique_ptr<DIR, CloseFolder>;

class FolderTree final : public Tree {
 public:
  FolderTree(const std::filesystem::path& path, std::size_t most, int deepest)
      : top_(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)), deepest_(deepest), left_(most) {
    if (!top_) cannot_see("", errno);
    std::deque<std::string> waiting;
    if (top_) waiting.emplace_back();
    for (; !waiting.empty() && left_ > 0; waiting.pop_front()) look_into(waiting.front(), waiting);
    if (left_ > 0) return;
    unseen_ = fmt::format("il y a plus de {} fichiers\u202f; la suite n'a pas été regardée", most);
    problems_.push_back("Il y a plus de " + std::to_string(most) + " fichiers\u00a0: les plus profonds n'ont pas été regardés.");
  }

  Place locate(const Entry& entry) const override {
    const Descriptor folder = open_parent(entry.path);
    if (!folder) return {};
    const std::size_t slash = entry.path.rfind('/');
    const std::string name = slash == std::string::npos ? entry.path : entry.path.substr(slash + 1);
    Opened opened = open_regular(folder.get(), name.c_str(), true);
    errno = opened.error;
    if (opened.error != 0) return {};
    return {std::move(opened.file), 0, static_cast<std::uint64_t>(opened.status.st_size)};
  }

 private:
  // One name at a time: openat with O_NOFOLLOW looks at the last name only.
  Descriptor open_below(std::string_view path) const {
    Descriptor folder(fcntl(top_.get(), F_DUPFD_CLOEXEC, 3));
    while (folder && !path.empty()) {
      const std::size_t slash = std::min(path.find('/'), path.size());
      const std::string name(path.substr(0, slash));
      folder.reset(openat(folder.get(), name.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW));
      path.remove_prefix(std::min(slash + 1, path.size()));
    }
    return folder;
  }
  Descriptor open_parent(const std::string& path) const {
    const std::size_t slash = path.rfind('/');
    return open_below(slash == std::string::npos ? std::string_view() : std::string_view(path).substr(0, slash));
  }

  void cannot_see(const std::string& path, int error) {
    const std::string where = path.empty() ? "Le dossier rendu" : "Le dossier «\u00a0" + short_name(path) + "\u00a0»";
    problems_.push_back(fmt::format("{} ne peut pas être lu\u00a0: {}.", where, error_words(error)));
    unseen_ = "un dossier ne peut pas être lu (" + error_words(error) + ")";
  }

  void look_into(const std::string& path, std::deque<std::string>& waiting) {
    const Descriptor descriptor = open_below(path);
    if (!descriptor) return cannot_see(path, errno);
    const OpenFolder folder(fdopendir(fcntl(descriptor.get(), F_DUPFD_CLOEXEC, 3)));
    if (!folder) return cannot_see(path, errno);
    while (const dirent* one = readdir(folder.get())) {
      if (left_ == 0) return;
      if (ignored_name(one->d_name)) continue;
      --left_;
      add(descriptor.get(), (path.empty() ? "" : path + "/") + one->d_name, one->d_name, waiting);
    }
  }

  void add(int folder, const std::string& path, const char* name, std::deque<std::string>& waiting) {
    struct stat status {};
    if (fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0) return;
    if (S_ISDIR(status.st_mode)) {
      const auto depth = std::count(path.begin(), path.end(), '/');
      if (depth == 0) folders_.push_back(path);
      if (depth < deepest_) waiting.push_back(path);
      return;
    }
    const Kind kind = kind_of(status);
    const bool regular = kind == Kind::file || kind == Kind::hard_link;
    if (regular && !source_name(name) && !archive_name(name)) {
      if (path == name) others_.push_back(path);
      return;
    }
    entries_.push_back({path, kind, static_cast<std::uint64_t>(status.st_size)});
  }

  Descriptor top_;
  int deepest_;
  std::size_t left_;
};

}  // namespace

std::string_view kind_words(Kind kind) {
  switch (kind) {
    case Kind::file: break;
    case Kind::link: return "c'est un lien symbolique, qui n'est pas suivi";
    case Kind::hard_link: return "c'est un lien dur\u202f: une copie du dossier sans liens (cp -r) le rendrait lisible";
    case Kind::fifo: return "c'est un tube nommé (FIFO)";
    case Kind::device: return "c'est un périphérique";
    case Kind::other: return "ce n'est pas un fichier ordinaire";
  }
  return "";
}

std::optional<std::string> Tree::read(const Entry& entry, std::size_t most) const {
  const Place place = locate(entry);
  if (!place.file) return std::nullopt;
  return read_bytes(place.file.get(), place.offset, std::min<std::size_t>(most, place.size));
}

std::unique_ptr<Tree> folder_tree(const std::filesystem::path& path, std::size_t most, int deepest) {
  return std::make_unique<FolderTree>(path, most, deepest);
}

bool source_name(std::string_view name) { return !end_of(name, kSources).empty(); }
bool archive_name(std::string_view name) { return !end_of(name, kArchives).empty(); }

std::string_view without_archive_end(std::string_view name) {
  return name.substr(0, name.size() - end_of(name, kArchives).size());
}

bool ignored_name(std::string_view name) { return name.starts_with('.') || name == "__MACOSX"; }

}  // namespace partage::grade
