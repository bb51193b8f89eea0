#include "grade/unpack.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <sys/stat.h>

#include <algorithm>
#include <clocale>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string_view>

#include "check/submission.hpp"
#include "grade/old_names.hpp"
#include "grade/tree.hpp"
#include "record/hex.hpp"

namespace partage::grade {
namespace {

struct FreeArchive {
  void operator()(archive* one) const { archive_read_free(one); }
};
struct CloseFile {
  void operator()(FILE* file) const { std::fclose(file); }
};

constexpr std::size_t kLongestPath = 4096, kLongestTold = 1024, kMostTold = 50'000;
constexpr std::uintmax_t kLargestEmpty = 32;  ///< bytes of an archive of nothing, as zip, 7z and rar write it
constexpr const char* kArchive = "archive";

class Unpacker {
 public:
  Unpacker(archive* source, FILE* output, const UnpackLimits& limits) : source_(source), output_(output), limits_(limits) {}

  void all() {
    archive_entry* entry = nullptr;
    for (;;) {
      const int status = archive_read_next_header(source_, &entry);
      if (status == ARCHIVE_EOF) return entries_ > 0 || may_be_empty() ? void() : trouble("vide");
      if (status == ARCHIVE_RETRY) continue;
      if (status < ARCHIVE_WARN) return trouble(archive_read_has_encrypted_entries(source_) > 0 ? "chiffree" : "abimee");
      if (++entries_ > limits_.entries) return trouble("entrees");
      if (!one(entry)) return;
    }
  }

  void trouble(std::string_view what) { write('!', what, {}); }

 private:
  // Of some formats, nothing that can be read is no error for the library.
  bool may_be_empty() const {
    std::error_code error;
    return (archive_format(source_) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_TAR ||
           std::filesystem::file_size("archive", error) <= kLargestEmpty;
  }

  // False: nothing more can be read.
  bool one(archive_entry* entry) {
    const std::string path = path_of(entry);
    const std::string_view name = std::string_view(path).substr(path.rfind('/') + 1);
    const Kind kind = kind_of(entry);
    if (path.empty() || hidden(path)) return skip();
    if (archive_entry_filetype(entry) == AE_IFDIR || (kind == Kind::file && !source_name(name) && !archive_name(name))) {
      tell(path, archive_entry_filetype(entry) == AE_IFDIR);
      return skip();
    }
    if (kind != Kind::file) {
      write(static_cast<char>(kind), path, {});
      return skip();
    }
    if (archive_entry_is_encrypted(entry) != 0) {
      trouble("chiffree");
      return skip();
    }
    return keep(path, archive_name(name) ? UnpackLimits().archive + 1 : check::max_source_bytes + 1);
  }

  // What is not to be read tells that someone is there: its two first names, once. "a/b/c.pdf": "a/b/".
  void tell(std::string path, bool folder) {
    if (folder && !path.ends_with('/')) path += '/';
    const std::size_t first = path.find('/'), second = first == std::string::npos ? first : path.find('/', first + 1);
    if (second != std::string::npos) path.resize(second + 1);
    if (first != std::string::npos && told_.size() >= kMostTold) path.resize(first + 1);  // a crowd in one folder
    if (path.size() <= kLongestTold && told_.insert(path).second) write(kNotRead, path, {});
  }

  // As it is in the archive when it is not said to be UTF-8.
  std::string path_of(archive_entry* entry) {
    const char* name = archive_entry_pathname(entry);
    if (name == nullptr) name = archive_entry_pathname_utf8(entry);
    std::string path = name == nullptr ? "" : name;
    if (!record::valid_utf8(path)) path = utf8_name(path, old_code());
    // Some programs for Windows write their own separator.
    if (path.find('/') == std::string::npos) std::replace(path.begin(), path.end(), '\\', '/');
    while (path.starts_with("./")) path.erase(0, 2);
    return path.size() > kLongestPath ? "" : path;
  }

  OldCode old_code() {
    if (!old_code_) old_code_ = old_code_of(kArchive);
    return *old_code_;
  }

  static Kind kind_of(archive_entry* entry) {
    if (archive_entry_hardlink(entry) != nullptr) return Kind::hard_link;
    switch (archive_entry_filetype(entry)) {
      case AE_IFREG: return Kind::file;
      case AE_IFLNK: return Kind::link;
      case AE_IFIFO: return Kind::fifo;
      case AE_IFCHR:
      case AE_IFBLK: return Kind::device;
      default: return Kind::other;
    }
  }

  static bool hidden(std::string_view path) {
    while (!path.empty()) {
      const std::size_t slash = std::min(path.find('/'), path.size());
      const std::string_view name = path.substr(0, slash);
      if (name != ".." && name != "." && ignored_name(name)) return true;
      path.remove_prefix(std::min(slash + 1, path.size()));
    }
    return false;
  }

  // Zip knows where the next entry is; what else is compressed as a whole has to be read, and is counted.
  bool skip() {
    if ((archive_format(source_) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_ZIP) return true;
    std::string nothing;
    return read(nothing, 0);
  }

  bool keep(const std::string& path, std::size_t most) {
    std::string bytes;
    whole_ = true;
    const bool more = read(bytes, most);
    kept_ += bytes.size();
    if (kept_ > limits_.kept) return trouble("taille"), false;
    if (whole_) write(static_cast<char>(Kind::file), path, bytes);  // half a file is not what was handed in
    return more;
  }

  bool read(std::string& bytes, std::size_t most) {
    const void* block = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    for (;;) {
      const int status = archive_read_data_block(source_, &block, &size, &offset);
      if (status == ARCHIVE_EOF) return true;
      whole_ = status == ARCHIVE_OK;  // a checksum that is wrong is only a warning for the library
      if (!whole_) return trouble("abimee"), status != ARCHIVE_FATAL;
      unpacked_ += size;
      if (unpacked_ > limits_.unpacked) return whole_ = false, trouble("taille"), false;
      const auto hole = static_cast<std::size_t>(std::max<la_int64_t>(0, offset)) > bytes.size() && most > 0;
      if (hole) bytes.resize(std::min(most, static_cast<std::size_t>(offset)));  // of a sparse file
      bytes.append(static_cast<const char*>(block), std::min(size, most - std::min(most, bytes.size())));
      if (most > 0 && bytes.size() >= most && (archive_format(source_) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_ZIP) return true;
    }
  }

  void write(char kind, std::string_view path, std::string_view bytes) {
    std::fprintf(output_, "%c %zu %zu\n", kind, path.size(), bytes.size());
    std::fwrite(path.data(), 1, path.size(), output_);
    std::fwrite(bytes.data(), 1, bytes.size(), output_);
  }

  archive* source_;
  FILE* output_;
  const UnpackLimits& limits_;
  std::optional<OldCode> old_code_;  ///< once a name needs it
  std::uint64_t entries_ = 0, unpacked_ = 0, kept_ = 0;
  bool whole_ = true;  ///< what was read last, up to the size that is wanted
  std::set<std::string> told_;
};

// Named one by one: "all" would run outside programs for those that this libarchive does not have.
void support(archive* source) {
  archive_read_support_format_zip(source);
  archive_read_support_format_tar(source);
  archive_read_support_format_gnutar(source);
  archive_read_support_format_7zip(source);
  archive_read_support_format_rar(source);
  archive_read_support_format_rar5(source);
  archive_read_support_filter_gzip(source);
  archive_read_support_filter_bzip2(source);
  archive_read_support_filter_xz(source);
  archive_read_support_filter_zstd(source);
  archive_read_support_filter_compress(source);
}

}  // namespace

int unpack_here(const UnpackLimits& limits) {
  std::setlocale(LC_CTYPE, "C.UTF-8");
  const std::unique_ptr<archive, FreeArchive> source(archive_read_new());
  const std::unique_ptr<FILE, CloseFile> output(std::fopen("sortie", "wbe"));
  if (!source || !output) return 77;
  support(source.get());
  Unpacker unpacker(source.get(), output.get(), limits);
  if (archive_read_open_filename(source.get(), kArchive, 64 << 10) != ARCHIVE_OK) unpacker.trouble("abimee");
  else unpacker.all();
  return std::fflush(output.get()) == 0 && std::ferror(output.get()) == 0 ? 0 : 77;
}

std::vector<std::string> words_of(const UnpackLimits& limits) {
  std::vector<std::string> words;
  for (const std::uint64_t number : {limits.archive, limits.entries, limits.unpacked, limits.kept, limits.seconds})
    words.push_back(std::to_string(number));
  return words;
}

UnpackLimits limits_of(const std::vector<std::uint64_t>& numbers) {
  return {numbers.at(0), numbers.at(1), numbers.at(2), numbers.at(3), numbers.at(4)};
}

}  // namespace partage::grade
