// Small classes made by the tests: folders, archives, and what hostile ones hold.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "content/library.hpp"
#include "grade/archive.hpp"
#include "grade/submissions.hpp"

namespace partage::grade_tests {

namespace fs = std::filesystem;

const content::Library& library();
const content::Exercise& exercise(std::string_view number);

/// The text of solutions/, or of one of tests/mistakes/ ("08", "map_private.c").
std::string solution(std::string_view number);
std::string mistake(std::string_view number, std::string_view file);
/// "08_create_shared_memory/create_shared_memory.c"
std::string place(std::string_view number);

/// A new empty folder in the tests' home.
fs::path new_folder(const std::string& name);
void write(const fs::path& path, std::string_view bytes);

struct Packed {
  enum class What { file, link, hard_link, fifo, device } what = What::file;
  std::string path;
  std::string bytes;  ///< of a file; target of a link
};
/// The format is that of the name: .zip, .tar, .tar.gz, .tar.xz, .tar.zst, .7z.
void pack(const fs::path& archive, const std::vector<Packed>& entries);
/// Replaces each `ascii` in the archive's own bytes by as many of another code: what old programs wrote. Of a zip, `host` is the
/// system that says it wrote it.
void rewrite_names(const fs::path& archive, std::string_view ascii, std::string_view raw, char host);
/// The same as bytes, for an archive in an archive.
std::string packed(const std::string& name, const std::vector<Packed>& entries);

grade::Unpacking unpacking();
/// All students of RENDUS, in order of their sources.
std::vector<grade::Submission> gathered(const fs::path& rendus, const std::vector<std::string>& numbers);

}  // namespace partage::grade_tests
