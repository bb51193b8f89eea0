#include "sandbox/processes.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include <cctype>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "sandbox/descriptor.hpp"

namespace partage::sandbox {
namespace {

std::optional<std::string> read_at(int folder, const std::string& path) {
  const Descriptor file(openat(folder, path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) return std::nullopt;
  std::string text;
  char buffer[4096];
  ssize_t got;
  while ((got = read(file.get(), buffer, sizeof buffer)) > 0) text.append(buffer, static_cast<std::size_t>(got));
  if (got < 0) return std::nullopt;
  return text;
}

// "Name:   123 kB" -> bytes; 0 when there is no such line (kernel threads, zombies).
std::uint64_t kilobytes(const std::string& text, const char* name) {
  const std::size_t at = text.find(name);
  if (at == std::string::npos) return 0;
  return std::strtoull(text.c_str() + at + std::string_view(name).size(), nullptr, 10) * 1024;
}

std::vector<pid_t> numbers(int folder) {
  std::vector<pid_t> found;
  const int copy = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);  // its own position, closed by closedir
  DIR* listing = copy < 0 ? nullptr : fdopendir(copy);
  if (listing == nullptr) return found;
  while (const dirent* entry = readdir(listing))
    if (std::isdigit(static_cast<unsigned char>(entry->d_name[0])) != 0) found.push_back(std::atoi(entry->d_name));
  closedir(listing);
  return found;
}

// For a kernel without CONFIG_PROC_CHILDREN.
std::vector<pid_t> children_by_parent(pid_t parent) {
  std::vector<pid_t> found;
  const Descriptor proc(open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  for (const pid_t pid : numbers(proc.get())) {
    const auto state = process_state(proc.get(), pid);
    if (state && state->parent == parent) found.push_back(pid);
  }
  return found;
}

void append_numbers(const std::string& text, std::vector<pid_t>& found) {
  const char* at = text.data();
  const char* end = at + text.size();
  while (at < end) {
    pid_t pid = 0;
    const auto [next, error] = std::from_chars(at, end, pid);
    if (error == std::errc{}) found.push_back(pid);
    at = next + 1;
  }
}

}  // namespace

std::optional<ProcessState> process_state(int proc, pid_t pid) {
  const auto text = read_at(proc, std::to_string(pid) + "/stat");
  // The name may hold spaces and parentheses: what follows is after the last one.
  const std::size_t name_end = text ? text->rfind(')') : std::string::npos;
  if (name_end == std::string::npos) return std::nullopt;
  ProcessState state;
  std::uint64_t user = 0, system = 0, children_user = 0, children_system = 0;
  const int read = std::sscanf(text->c_str() + name_end + 1,
                               " %c %d %*s %*s %*s %*s %*s %*s %*s %*s %*s %lu %lu %lu %lu %*s %*s %d %*s %lu",
                               &state.state, &state.parent, &user, &system, &children_user, &children_system,
                               &state.threads, &state.started);
  if (read != 8) return std::nullopt;
  state.own_ticks = user + system;
  state.children_ticks = children_user + children_system;
  return state;
}

std::chrono::nanoseconds waited_for_processor(int proc, const std::string& pid) {
  const Descriptor tasks(openat(proc, (pid + "/task").c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  std::uint64_t total = 0;
  if (!tasks) return {};
  for (const pid_t task : numbers(tasks.get())) {
    const auto text = read_at(tasks.get(), std::to_string(task) + "/schedstat");
    std::uint64_t waited = 0;
    if (text && std::sscanf(text->c_str(), "%*u %lu", &waited) == 1) total += waited;
  }
  return std::chrono::nanoseconds(total);
}

std::uint64_t resident_bytes(int proc, pid_t pid) {
  const auto text = read_at(proc, std::to_string(pid) + "/status");
  return text ? kilobytes(*text, "RssAnon:") + kilobytes(*text, "RssShmem:") : 0;
}

std::optional<std::uint64_t> proportional_bytes(int proc, pid_t pid) {
  const auto text = read_at(proc, std::to_string(pid) + "/smaps_rollup");
  if (!text || text->find("Pss_Anon:") == std::string::npos) return std::nullopt;
  return kilobytes(*text, "Pss_Anon:") + kilobytes(*text, "Pss_Shmem:");
}

std::vector<pid_t> all_processes(int proc) { return numbers(proc); }

std::vector<pid_t> children_of(pid_t pid) {
  const std::string tasks = "/proc/" + std::to_string(pid) + "/task";
  const Descriptor folder(open(tasks.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder) return {};
  std::vector<pid_t> found;
  for (const pid_t task : numbers(folder.get())) {
    const auto text = read_at(folder.get(), std::to_string(task) + "/children");
    if (text)
      append_numbers(*text, found);
    else if (access("/proc/thread-self/children", F_OK) != 0)
      return children_by_parent(pid);
  }
  return found;
}

std::vector<pid_t> descendants_of(pid_t pid) {
  std::vector<pid_t> found = children_of(pid);
  for (std::size_t next = 0; next < found.size(); ++next)
    for (const pid_t child : children_of(found[next])) found.push_back(child);
  return found;
}

}  // namespace partage::sandbox
