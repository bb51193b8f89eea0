#include "grade/small_class.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <clocale>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "content/text_file.hpp"

namespace partage::grade_tests {
namespace {

std::string text_of(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw std::runtime_error(path.string());
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

void choose_format(archive* writer, const std::string& name) {
  if (name.ends_with(".zip")) archive_write_set_format_zip(writer);
  else if (name.ends_with(".7z")) archive_write_set_format_7zip(writer);
  else archive_write_set_format_pax_restricted(writer);
  if (name.ends_with(".gz") || name.ends_with(".tgz")) archive_write_add_filter_gzip(writer);
  if (name.ends_with(".xz")) archive_write_add_filter_xz(writer);
  if (name.ends_with(".zst")) archive_write_add_filter_zstd(writer);
}

void describe(archive_entry* entry, const Packed& one) {
  archive_entry_set_pathname(entry, one.path.c_str());
  archive_entry_set_perm(entry, 0644);
  switch (one.what) {
    case Packed::What::file:
      archive_entry_set_filetype(entry, AE_IFREG);
      archive_entry_set_size(entry, static_cast<la_int64_t>(one.bytes.size()));
      break;
    case Packed::What::link:
      archive_entry_set_filetype(entry, AE_IFLNK);
      archive_entry_set_symlink(entry, one.bytes.c_str());
      break;
    case Packed::What::hard_link:
      archive_entry_set_filetype(entry, AE_IFREG);
      archive_entry_set_hardlink(entry, one.bytes.c_str());
      break;
    case Packed::What::fifo: archive_entry_set_filetype(entry, AE_IFIFO); break;
    case Packed::What::device:
      archive_entry_set_filetype(entry, AE_IFCHR);
      archive_entry_set_rdev(entry, 0x105);  // /dev/zero
      break;
  }
}

}  // namespace

const content::Library& library() {
  static const content::Library all = content::load_library(PARTAGE_SOURCE_DIR);
  return all;
}

const content::Exercise& exercise(std::string_view number) { return *library().exercise(number); }

std::string solution(std::string_view number) {
  const content::Exercise& one = exercise(number);
  return text_of(fs::path(PARTAGE_SOURCE_DIR) / "solutions" / one.id / one.file);
}

std::string mistake(std::string_view number, std::string_view file) {
  return text_of(fs::path(PARTAGE_SOURCE_DIR) / "tests/mistakes" / exercise(number).id / file);
}

std::string place(std::string_view number) { return exercise(number).id + "/" + exercise(number).file; }

fs::path new_folder(const std::string& name) {
  const fs::path folder = fs::path(std::getenv("HOME")) / name;
  fs::remove_all(folder);
  fs::create_directories(folder);
  return folder;
}

void write(const fs::path& path, std::string_view bytes) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
}

void pack(const fs::path& path, const std::vector<Packed>& entries) {
  fs::create_directories(path.parent_path());
  std::setlocale(LC_CTYPE, "C.UTF-8");  // or else accents are lost in the making
  archive* writer = archive_write_new();
  choose_format(writer, path.string());
  if (archive_write_open_filename(writer, path.c_str()) != ARCHIVE_OK) throw std::runtime_error(path.string());
  for (const Packed& one : entries) {
    archive_entry* entry = archive_entry_new();
    describe(entry, one);
    archive_write_header(writer, entry);
    if (one.what == Packed::What::file) archive_write_data(writer, one.bytes.data(), one.bytes.size());
    archive_entry_free(entry);
  }
  archive_write_free(writer);
}

void rewrite_names(const fs::path& archive, std::string_view ascii, std::string_view raw, char host) {
  std::string bytes = text_of(archive);
  for (std::size_t at = bytes.find(ascii); at != std::string::npos; at = bytes.find(ascii, at)) bytes.replace(at, ascii.size(), raw);
  const std::string_view central("PK\1\2", 4);
  for (std::size_t at = bytes.find(central); at != std::string::npos; at = bytes.find(central, at + 1)) bytes[at + 5] = host;
  write(archive, bytes);
}

std::string packed(const std::string& name, const std::vector<Packed>& entries) {
  const fs::path path = new_folder("archive") / name;
  pack(path, entries);
  return text_of(path);
}

grade::Unpacking unpacking() {
  return {fs::path(PARTAGE_BINARY_DIR) / "bin/partage", sandbox::capabilities().best};
}

std::vector<grade::Submission> gathered(const fs::path& rendus, const std::vector<std::string>& numbers) {
  std::vector<content::Exercise> exercises;
  for (const std::string& number : numbers) exercises.push_back(exercise(number));
  const grade::HandedIn handed(rendus, {}, library().exercises, unpacking());
  std::vector<grade::Submission> all;
  for (std::size_t i = 0; i < handed.count(); ++i) all.push_back(handed.gather(i, exercises));
  return all;
}

}  // namespace partage::grade_tests
