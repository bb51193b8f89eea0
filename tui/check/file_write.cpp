// What a descriptor leads to, followed through the run: who wrote into a file other than through its mapping.
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>

#include "check/facts.hpp"

namespace partage::check {

namespace {

constexpr std::array<std::string_view, 3> openers = {"open", "openat", "creat"};
constexpr std::array<std::string_view, 4> copiers = {"dup", "dup2", "dup3", "fcntl"};
constexpr std::array<std::string_view, 5> writers = {"write", "pwrite64", "writev", "pwritev", "pwritev2"};

template <std::size_t count>
bool among(const std::array<std::string_view, count>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// The file, by its name and, where it was there from the start, by what the kernel knows it by: a link is another name.
struct Wanted {
  std::string_view name;
  std::uint64_t inode = 0;
};

/// Which descriptors lead elsewhere than to the file, in one process. The terminal's do from the start; one that we saw
/// nothing of (a socket can bring it) does not.
class Elsewhere {
 public:
  void after(const Seen& seen, const Wanted& wanted);
  bool has(std::uint64_t descriptor) const { return known_.count(static_cast<std::uint32_t>(descriptor)) != 0; }

 private:
  bool leads_to(const std::string& path, std::string_view name) const;
  void after_pair(const record::Syscall& call);
  void set(std::uint64_t descriptor, bool elsewhere) {
    known_.erase(static_cast<std::uint32_t>(descriptor));
    if (elsewhere) known_.insert(static_cast<std::uint32_t>(descriptor));
  }
  std::set<std::uint32_t> known_ = {0, 1, 2};
};

/// `path` as a syscall's argument shows it: "\"./texte\"". /proc/self/fd/3 is what 3 is.
bool Elsewhere::leads_to(const std::string& path, std::string_view name) const {
  const std::size_t slash = path.rfind('/');
  const std::string last = path.substr(slash == std::string::npos ? 1 : slash + 1);
  if (path.find("/fd/") != std::string::npos) return !has(std::strtoull(last.c_str(), nullptr, 10));
  return last == std::string(name) + "\"" || path.starts_with("\"/proc/") || !path.ends_with('"');
}

void Elsewhere::after_pair(const record::Syscall& call) {
  for (const auto& argument : call.arguments) {
    unsigned first = 0, second = 0;
    if (std::sscanf(argument.text.c_str(), "[%u, %u]", &first, &second) != 2) continue;
    set(first, true);
    set(second, true);
  }
}

void Elsewhere::after(const Seen& seen, const Wanted& wanted) {
  const std::string& call = seen.call.name;
  if (call == "close" && seen.call.error != "EBADF") set(value(seen, "fd"), false);
  if (!succeeded(seen)) return;
  const auto result = static_cast<std::uint64_t>(seen.call.result.value_or(0));
  if (call == "close_range")
    std::erase_if(known_, [&](std::uint32_t fd) { return fd >= value(seen, "first") && fd <= value(seen, "last"); });
  if (const auto* path = seen.call.argument("pathname"); path != nullptr && among(openers, call))
    set(result, seen.call.inode != wanted.inode && !leads_to(path->text, wanted.name));
  if (among(copiers, call)) set(result, has(value(seen, call == "fcntl" ? "fd" : "oldfd")));
  if (call == "socket" || call == "accept") set(result, true);
  if (call == "pipe" || call == "pipe2" || call == "socketpair") after_pair(seen.call);
}

/// What the call writes through; none when it is not one that writes.
std::optional<std::uint64_t> written_descriptor(const Seen& seen) {
  if (among(writers, seen.call.name)) return value(seen, "fd");
  if (seen.call.name == "sendfile") return value(seen, "out_fd");
  if (seen.call.name == "copy_file_range" || seen.call.name == "splice") return value(seen, "fd_out");
  return {};
}

}  // namespace

std::optional<Seen> file_write(const Run& run, std::string_view name) {
  std::map<Pid, Elsewhere> processes;
  const FileState before = run.file_before(name);
  const Wanted wanted{name, before.exists ? before.inode : ~std::uint64_t{0}};
  const auto& moments = run.recording().moments;
  for (std::size_t i = 0; i < moments.size(); ++i) {
    if (moments[i].fork) processes[moments[i].fork->child] = Elsewhere(processes[moments[i].pid]);
    if (!moments[i].syscall) continue;
    const Seen seen{i, moments[i].pid, *moments[i].syscall, moments[i].source};
    const auto descriptor = written_descriptor(seen);
    const bool wrote = succeeded(seen) && seen.call.result.value_or(0) > 0;
    if (descriptor && wrote && !processes[seen.pid].has(*descriptor)) return seen;
    processes[seen.pid].after(seen, wanted);
  }
  return {};
}

}  // namespace partage::check
