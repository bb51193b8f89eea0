#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <ctime>
#include <fstream>
#include <iterator>

#include "content/file_descriptor.hpp"
#include "content/library.hpp"
#include "content/student_folder.hpp"
#include "content/text_file.hpp"

namespace partage::content {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const char* what, const fs::path& path, int error) {
  throw fs::filesystem_error(what, path, std::error_code(error, std::generic_category()));
}

std::string read_stub(const fs::path& stub) {
  try {
    return read_text_file(stub);
  } catch (const ContentError& error) {
    throw fs::filesystem_error(error.reason, stub, std::make_error_code(std::errc::io_error));
  }
}

// The whole text appears at once: a student never finds half a file. Gives false when `target` was already there.
bool place_text(std::string_view text, const fs::path& target, bool replace) {
  const fs::path temporary = target.parent_path() / fmt::format(".{}.{}.tmp", target.filename().string(), getpid());
  FileDescriptor file(open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0644));
  if (!file.valid()) fail("création impossible", temporary, errno);
  const int written = write_all(file.get(), text);
  const int placed = written != 0                                                ? written
                     : replace && rename(temporary.c_str(), target.c_str()) == 0 ? 0
                     : !replace && link(temporary.c_str(), target.c_str()) == 0  ? 0
                                                                                 : errno;
  if (placed != 0 || !replace) unlink(temporary.c_str());
  if (placed == EEXIST && !replace) return false;
  if (placed != 0) fail("écriture impossible", target, placed);
  return true;
}

// link(2) is refused by some file systems (Windows drives under WSL): the copy is then made only if nothing is there.
void place_new_copy(const fs::path& stub, const fs::path& target) {
  const std::string text = read_stub(stub);
  try {
    place_text(text, target, false);
  } catch (const fs::filesystem_error& error) {
    const int code = error.code().value();
    if (code != EPERM && code != EOPNOTSUPP && code != ENOSYS) throw;
    if (!fs::exists(target)) place_text(text, target, true);
  }
}

fs::path dated(const fs::path& file) {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  const std::string stem = fmt::format("{}-{:04}{:02}{:02}-{:02}{:02}{:02}", file.stem().string(), local.tm_year + 1900,
                                       local.tm_mon + 1, local.tm_mday, local.tm_hour, local.tm_min, local.tm_sec);
  const std::string extension = file.extension().string();
  fs::path kept = file.parent_path() / (stem + extension);
  for (int copy = 2; fs::exists(kept); ++copy)
    kept = file.parent_path() / fmt::format("{}-{}{}", stem, copy, extension);
  return kept;
}

fs::path work_file(const Exercise& exercise, const Paths& paths) {
  return paths.work / exercise.id / exercise.file;
}

}  // namespace

fs::path open_exercise(const Exercise& exercise, const Paths& paths) {
  const fs::path file = work_file(exercise, paths);
  if (fs::is_regular_file(file)) return file;
  if (fs::exists(fs::symlink_status(file)))
    throw fs::filesystem_error("ce n'est pas un fichier", file, std::make_error_code(std::errc::invalid_argument));
  fs::create_directories(file.parent_path());
  place_new_copy(exercise.folder / exercise.file, file);
  place_companions(exercise, paths);
  note_new_copy(exercise, paths);
  return file;
}

void place_companions(const Exercise& exercise, const Paths& paths) {
  const fs::path folder = paths.work / exercise.id;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(exercise.folder, ignored)) {
    const fs::path name = entry.path().filename();
    if (name != "scenario.c" && name.extension() != ".h") continue;
    if (fs::exists(fs::symlink_status(folder / name, ignored))) continue;
    try {
      place_new_copy(entry.path(), folder / name);
    } catch (const fs::filesystem_error&) {
      // Only trying by hand needs them: the file to complete is there, and can be verified.
    }
  }
}

// The copy is kept before anything is replaced: whatever happens next, the student's text is somewhere whole.
fs::path replace_exercise(const Exercise& exercise, const Paths& paths, std::string_view text) {
  const fs::path file = open_exercise(exercise, paths);
  std::ifstream stream(file, std::ios::binary);
  const std::string present{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (!stream) fail("lecture impossible", file, EIO);
  if (present == text) return {};
  fs::path kept = dated(file);
  place_text(present, kept, true);
  place_text(text, file, true);
  return kept;
}

fs::path reset_exercise(const Exercise& exercise, const Paths& paths) {
  const fs::path file = work_file(exercise, paths);
  fs::path kept;
  if (fs::exists(fs::symlink_status(file))) {
    kept = dated(file);
    fs::rename(file, kept);
  }
  try {
    open_exercise(exercise, paths);
  } catch (...) {
    std::error_code ignored;
    if (!kept.empty()) fs::rename(kept, file, ignored);
    throw;
  }
  return kept;
}

}  // namespace partage::content
