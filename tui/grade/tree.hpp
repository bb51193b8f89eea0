// What was handed in, as a list of paths: a folder on the disk, or an archive that was unpacked. Private to grade/.
//
// Nothing is followed: links, FIFOs, devices are listed as what they are. Only what may matter is listed: files named as C
// or C++ sources or as archives, and everything that is not a regular file. Hidden files and folders, and those that a Mac
// adds to its archives, are not looked at. Shallow entries come first.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grade/files.hpp"

namespace partage::grade {

enum class Kind : char { file = 'f', link = 'l', hard_link = 'h', fifo = 'p', device = 'd', other = 'o' };

/// "c'est un lien symbolique…": completes « nom : ». Empty for a file.
std::string_view kind_words(Kind kind);

struct Entry {
  std::string path;  ///< from the top of what was handed in, raw bytes, "/" between names
  Kind kind = Kind::file;
  std::uint64_t size = 0;
};

/// One place where entries can be read from.
class Tree {
 public:
  virtual ~Tree() = default;
  const std::vector<Entry>& entries() const { return entries_; }
  /// Names of the folders at the top.
  const std::vector<std::string>& folders() const { return folders_; }
  /// What is there and is not listed, so that nobody is forgotten: of a folder, the other files of its top; of an archive,
  /// paths of one name, or of a folder's ("a/", "a/b/").
  const std::vector<std::string>& others() const { return others_; }
  /// What could not be seen, in French, one sentence each.
  const std::vector<std::string>& problems() const { return problems_; }
  /// Something was not seen: a file that is not here may be there all the same. French; empty when all was seen.
  const std::string& unseen() const { return unseen_; }
  /// Where its bytes are; a `file` that is not valid, with errno, when they cannot be read any more.
  struct Place {
    Descriptor file;
    std::uint64_t offset = 0, size = 0;
  };
  virtual Place locate(const Entry& entry) const = 0;
  /// Its bytes, at most `most`; nothing, with errno.
  std::optional<std::string> read(const Entry& entry, std::size_t most) const;

 protected:
  std::vector<Entry> entries_;
  std::vector<std::string> folders_;
  std::vector<std::string> others_;
  std::vector<std::string> problems_;
  std::string unseen_;
};

constexpr std::size_t kMostFiles = 20'000;  ///< of one student, looked at

/// The folder at `path`. `most`: entries looked at; `deepest`: 0 for the top alone. Never throws for what is in it.
std::unique_ptr<Tree> folder_tree(const std::filesystem::path& path, std::size_t most = kMostFiles, int deepest = 24);

/// Names by which a file is worth a look.
bool source_name(std::string_view name);   ///< .c, .cpp, .hpp… in any case
bool archive_name(std::string_view name);  ///< .zip, .tar, .tar.gz…
/// Without the archive's end: "dupont.tar.gz" -> "dupont".
std::string_view without_archive_end(std::string_view name);
bool ignored_name(std::string_view name);  ///< hidden, __MACOSX

}  // namespace partage::grade
