#include "content/attempt_files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>

#include "content/file_descriptor.hpp"
#include "content/system_error.hpp"

namespace partage::content {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::string_view kMark = "partage-essai 1 ";
constexpr std::string_view kExtension = ".essai";
constexpr std::size_t kLargest = std::size_t{2} << 20;  // a text is 1 MiB at most
constexpr int kMostRounds = 10;

std::uint64_t checksum(std::string_view bytes) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
  return hash;
}

std::string file_text(const Attempt& attempt) {
  const Json description = {{"time", attempt.time}, {"passed", attempt.passed}, {"compiled", attempt.compiled},
                            {"code", attempt.code}, {"title", attempt.title},   {"facts", attempt.facts}};
  const std::string rest = description.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n" + attempt.text;
  return fmt::format("{}{} {:016x}\n{}", kMark, rest.size(), checksum(rest), rest);
}

std::optional<Attempt> parsed(std::string_view text) {
  const std::size_t first = text.find('\n');
  if (first == std::string_view::npos) return std::nullopt;
  const std::string_view rest = text.substr(first + 1);
  if (text.substr(0, first) != fmt::format("{}{} {:016x}", kMark, rest.size(), checksum(rest))) return std::nullopt;
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  try {
    const Json json = Json::parse(rest.substr(0, end));
    Attempt attempt;
    json.at("time").get_to(attempt.time);
    json.at("passed").get_to(attempt.passed);
    json.at("compiled").get_to(attempt.compiled);
    json.at("code").get_to(attempt.code);
    json.at("title").get_to(attempt.title);
    json.at("facts").get_to(attempt.facts);
    attempt.text = rest.substr(std::min(end + 1, rest.size()));
    return attempt;
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

// 0 when the name is not one of ours.
int number_of(const fs::path& file) {
  const std::string name = file.filename().string();
  if (!name.ends_with(kExtension)) return 0;
  int number = 0;
  const char* end = name.data() + name.size() - kExtension.size();
  const auto [stop, error] = std::from_chars(name.data(), end, number);
  return error == std::errc{} && stop == end && number > 0 ? number : 0;
}

fs::path file_of(const fs::path& folder, int number) { return folder / fmt::format("{:06}{}", number, kExtension); }

std::optional<Attempt> read_one(const fs::path& file) {
  const FileDescriptor opened(open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW));
  struct stat status {};
  if (!opened.valid() || fstat(opened.get(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  if (static_cast<std::size_t>(status.st_size) > kLargest) return std::nullopt;
  std::ifstream stream(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  return parsed(text);
}

// 0 or an errno. EEXIST: that number is taken.
int place(const fs::path& temporary, const fs::path& target) {
  if (link(temporary.c_str(), target.c_str()) == 0) return 0;
  // Some file systems have no link(2).
  if (errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS) return errno;
  std::error_code ignored;
  if (fs::exists(fs::symlink_status(target, ignored))) return EEXIST;
  return rename(temporary.c_str(), target.c_str()) == 0 ? 0 : errno;
}

bool leads_to(const fs::path& name, int file) {
  struct stat named {}, opened {};
  return fstat(file, &opened) == 0 && lstat(name.c_str(), &named) == 0 && named.st_ino == opened.st_ino && named.st_dev == opened.st_dev;
}

// What a kit that was killed left: nobody holds its lock any more. It may be an attempt's second name, so that it is never
// written again.
void sweep(const fs::path& folder) {
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (!name.starts_with('.') || !name.ends_with(".tmp")) continue;
    const FileDescriptor file(open(entry->path().c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (file.valid() && flock(file.get(), LOCK_EX | LOCK_NB) == 0 && leads_to(entry->path(), file.get())) unlink(entry->path().c_str());
  }
}

// A new file of that name, locked for as long as it is open.
int new_temporary(const fs::path& temporary) {
  for (int round = 0;; ++round) {
    unlink(temporary.c_str());
    const int file = open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    // Some file systems have no locks; swept by another kit just before, it has no name any more.
    if (file < 0 || flock(file, LOCK_EX) != 0 || leads_to(temporary, file) || round == kMostRounds) return file;
    close(file);
  }
}

// 0 or an errno.
int write_new(const fs::path& folder, std::string_view text, int& number) {
  const fs::path temporary = folder / fmt::format(".{}.tmp", getpid());
  const FileDescriptor file(new_temporary(temporary));
  if (!file.valid()) return errno;
  int error = write_all(file.get(), text);
  if (error == 0 && fsync(file.get()) != 0) error = errno;
  while (error == 0 && (error = place(temporary, file_of(folder, number))) == EEXIST) {
    ++number;
    error = 0;
  }
  unlink(temporary.c_str());
  return error;
}

}  // namespace

fs::path attempt_folder(const std::string& exercise, const fs::path& state_folder) { return state_folder / "essais" / exercise; }

Attempts read_attempt_files(const fs::path& folder) {
  Attempts read;
  std::error_code error;
  int damaged = 0;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const fs::path file = entry->path();
    const int number = number_of(file);
    if (number == 0) continue;
    std::optional<Attempt> attempt = read_one(file);
    if (attempt) {
      attempt->number = number;
      read.all.push_back(std::move(*attempt));
    } else if (rename(file.c_str(), (file.string() + ".abime").c_str()) == 0 || errno != ENOENT) {
      ++damaged;  // and not merely removed meanwhile by another kit
    }
  }
  std::sort(read.all.begin(), read.all.end(), [](const Attempt& left, const Attempt& right) { return left.number < right.number; });
  if (damaged > 0)
    read.warning = fmt::format("{} essai{} ne se {} plus\u00a0: mis à part dans {}.", damaged, damaged > 1 ? "s" : "",
                               damaged > 1 ? "lisent" : "lit", folder.string());
  return read;
}

std::string write_attempt_file(const fs::path& folder, Attempt& attempt) {
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed) return system_error(failed.value());
  const std::string text = file_text(attempt);
  if (text.size() > kLargest) return "votre fichier dépasse 1 Mio";
  sweep(folder);
  const int error = write_new(folder, text, attempt.number);
  return error == 0 ? "" : system_error(error);
}

void remove_attempt_files(const fs::path& folder, const std::vector<int>& numbers) {
  for (const int number : numbers) unlink(file_of(folder, number).c_str());
}

}  // namespace partage::content
