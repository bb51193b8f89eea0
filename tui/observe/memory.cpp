#include "observe/memory.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <map>

#include "sandbox/descriptor.hpp"

namespace partage::observe {
namespace {

// Opening costs more than reading. Of the thread that traces, as everything about a tracee.
thread_local std::map<pid_t, sandbox::Descriptor> open_memories;

}  // namespace

std::uint64_t page_size() {
  static const auto size = static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
  return size;
}

std::size_t read_memory(pid_t pid, Address address, void* buffer, std::size_t count) {
  const auto [file, is_new] = open_memories.try_emplace(pid);
  if (is_new) file->second.reset(open(proc_path(pid, "mem").c_str(), O_RDONLY | O_CLOEXEC));
  const ssize_t got = pread(file->second.get(), buffer, count, static_cast<off_t>(address));
  return got < 0 ? 0 : static_cast<std::size_t>(got);
}

void forget_memory(pid_t pid) { open_memories.erase(pid); }

std::optional<std::uint64_t> read_word(pid_t pid, Address address) {
  std::uint64_t word = 0;
  if (read_memory(pid, address, &word, sizeof word) != sizeof word) return std::nullopt;
  return word;
}

std::optional<std::string> read_string(pid_t pid, Address address, std::size_t limit) {
  std::string text;
  std::array<char, 256> block;
  while (text.size() < limit) {
    const Address at = address + text.size();
    const std::size_t to_page_end = page_size() - at % page_size();
    const std::size_t got = read_memory(pid, at, block.data(), std::min({block.size(), to_page_end, limit - text.size()}));
    if (got == 0) return text.empty() ? std::nullopt : std::optional(text);
    const char* const end = std::find<const char*>(block.data(), block.data() + got, '\0');
    text.append(block.data(), static_cast<std::size_t>(end - block.data()));
    if (end != block.data() + got) return text;
  }
  return text;
}

std::string proc_path(pid_t pid, std::string_view name) {
  std::string path = "/proc/" + std::to_string(pid) + "/";
  path += name;
  return path;
}

std::string read_proc(pid_t pid, std::string_view name) {
  const sandbox::Descriptor file(open(proc_path(pid, name).c_str(), O_RDONLY | O_CLOEXEC));
  std::string text;
  if (!file) return text;
  std::array<char, 16384> block;
  ssize_t got;
  while ((got = read(file.get(), block.data(), block.size())) > 0) text.append(block.data(), static_cast<std::size_t>(got));
  return text;
}

std::string status_field(std::string_view status, std::string_view name) {
  std::size_t at = 0;
  while (at < status.size()) {
    const std::size_t end = std::min(status.find('\n', at), status.size());
    std::string_view line = status.substr(at, end - at);
    at = end + 1;
    if (!line.starts_with(name) || line.size() <= name.size() || line[name.size()] != ':') continue;
    line.remove_prefix(name.size() + 1);
    const std::size_t first = line.find_first_not_of(" \t");
    return first == std::string_view::npos ? "" : std::string(line.substr(first));
  }
  return "";
}

}  // namespace partage::observe
