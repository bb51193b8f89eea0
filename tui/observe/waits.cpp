#include "observe/waits.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/core.h>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "observe/blocked.hpp"
#include "observe/memory.hpp"
#include "observe/syscalls.hpp"

namespace partage::observe {
namespace {

using record::Pid;
using record::Wait;
using What = record::Wait::What;

std::vector<int> numbered_entries(const std::string& folder) {
  std::vector<int> numbers;
  DIR* directory = opendir(folder.c_str());
  if (directory == nullptr) return numbers;
  while (const dirent* entry = readdir(directory))
    if (entry->d_name[0] >= '0' && entry->d_name[0] <= '9') numbers.push_back(std::atoi(entry->d_name));
  closedir(directory);
  return numbers;
}

std::string link_of(const std::string& path) {
  char target[4096];
  const ssize_t length = readlink(path.c_str(), target, sizeof target);
  return length < 0 ? std::string() : std::string(target, static_cast<std::size_t>(length));
}

std::string descriptor_target(Pid pid, int fd) { return link_of(proc_path(pid, "fd/" + std::to_string(fd))); }

int descriptor_mode(Pid pid, int fd) {
  const std::string flags = status_field(read_proc(pid, "fdinfo/" + std::to_string(fd)), "flags");
  return static_cast<int>(std::strtol(flags.c_str(), nullptr, 8)) & O_ACCMODE;
}

// Processes that hold the end of a pipe that could end a wait on its other end.
std::vector<Pid> holders(const std::vector<Pid>& processes, const std::string& pipe, int mode) {
  std::vector<Pid> found;
  for (const Pid pid : processes)
    for (const int fd : numbered_entries(proc_path(pid, "fd"))) {
      if (descriptor_target(pid, fd) != pipe) continue;
      const int its = descriptor_mode(pid, fd);
      if (its != mode && its != O_RDWR) continue;
      found.push_back(pid);
      break;
    }
  return found;
}

bool held_here(const std::string& object) {
  for (const int fd : numbered_entries("/proc/self/fd"))
    if (link_of("/proc/self/fd/" + std::to_string(fd)) == object) return true;
  return false;
}

Pid inner_pid(Pid pid) {
  const std::string all = status_field(read_proc(pid, "status"), "NSpid");
  const std::size_t last = all.find_last_of(" \t");
  return std::atoi(all.c_str() + (last == std::string::npos ? 0 : last + 1));
}

Pid parent_of(Pid pid) { return std::atoi(status_field(read_proc(pid, "status"), "PPid").c_str()); }

struct Found {
  Wait wait;
  bool only_by_others = false;  ///< nobody and nothing outside the run can end it
};

void children_awaited(Found& found, const std::vector<Pid>& processes, std::int64_t wanted) {
  for (const Pid pid : processes)
    if (parent_of(pid) == found.wait.pid && (wanted <= 0 || inner_pid(pid) == wanted)) found.wait.on.push_back(pid);
  found.only_by_others = !found.wait.on.empty();
}

void file_awaited(Found& found, const std::vector<Pid>& processes, const BlockedCall& call) {
  const bool reads = call.number == SYS_read || call.number == SYS_readv;
  const auto fd = static_cast<int>(call.arguments[0]);
  Wait& wait = found.wait;
  wait.object = descriptor_target(wait.pid, fd);
  if (wait.object.starts_with("socket:")) {
    wait.what = What::socket;
    return;
  }
  if (wait.object.starts_with("/dev/")) {
    wait.what = What::terminal;
    return;
  }
  wait.what = reads ? What::pipe_read : What::pipe_write;
  wait.on = holders(processes, wait.object, reads ? O_WRONLY : O_RDONLY);
  found.only_by_others = wait.object.starts_with("pipe:") && !held_here(wait.object);
}

// A mutex of glibc holds its owner's thread number two words further; a semaphore has no owner.
void futex_awaited(Found& found, const std::vector<Pid>& processes, const BlockedCall& call) {
  Wait& wait = found.wait;
  wait.what = What::lock;
  wait.object = fmt::format("0x{:x}", call.arguments[0]);
  const auto operation = static_cast<int>(call.arguments[1]) & FUTEX_CMD_MASK;
  const bool waits = operation == FUTEX_WAIT || operation == FUTEX_WAIT_BITSET || operation == FUTEX_LOCK_PI;
  found.only_by_others = waits && call.arguments[3] == 0;
  std::int32_t owner = 0;
  const bool read = read_memory(wait.pid, call.arguments[0] + 2 * sizeof owner, &owner, sizeof owner) == sizeof owner;
  forget_memory(wait.pid);  // this thread would not hear of an exec
  if (!read || owner <= 0) return;
  for (const Pid pid : processes)
    if (pid != wait.pid && inner_pid(pid) == owner) wait.on.push_back(pid);
}

// /proc/locks: "1: POSIX  ADVISORY  WRITE 4211 08:01:1234 0 EOF", then "1: -> POSIX …" for those that wait for it.
void lock_awaited(Found& found, const std::vector<Pid>& processes) {
  std::ifstream locks("/proc/locks");
  std::string line;
  Pid holder = 0;
  while (std::getline(locks, line)) {
    std::istringstream words(line);
    std::string number, kind, advice, mode;
    Pid pid = 0;
    words >> number >> kind;
    const bool waiter = kind == "->";
    if (waiter) words >> kind;
    words >> advice >> mode >> pid;
    if (!waiter) holder = pid;
    if (!waiter || pid != found.wait.pid) continue;
    const bool ours = std::find(processes.begin(), processes.end(), holder) != processes.end();
    if (ours) found.wait.on.push_back(holder);
    found.only_by_others = ours;
  }
}

void describe(Found& found, const std::vector<Pid>& processes, const BlockedCall& call) {
  Wait& wait = found.wait;
  switch (call.number) {
    case SYS_wait4:
      wait.what = What::child;
      return children_awaited(found, processes, static_cast<std::int32_t>(call.arguments[0]));
    case SYS_waitid:
      wait.what = What::child;
      return children_awaited(found, processes, call.arguments[0] == P_PID ? static_cast<std::int64_t>(call.arguments[1]) : -1);
    case SYS_read:
    case SYS_readv:
    case SYS_write:
    case SYS_writev: return file_awaited(found, processes, call);
    case SYS_futex: return futex_awaited(found, processes, call);
    case SYS_semop:
    case SYS_semtimedop:
      wait.what = What::semaphore;
      found.only_by_others = call.number == SYS_semop || call.arguments[3] == 0;
      return;
    case SYS_fcntl:
    case SYS_flock:
      wait.what = What::file_lock;
      wait.object = descriptor_target(wait.pid, static_cast<int>(call.arguments[0]));
      return lock_awaited(found, processes);
    case SYS_nanosleep:
    case SYS_clock_nanosleep: wait.what = What::time; return;
    case SYS_rt_sigsuspend:
    case SYS_rt_sigtimedwait: wait.what = What::signal; return;
#ifdef SYS_pause
    case SYS_pause: wait.what = What::signal; return;
#endif
    default: wait.what = What::other; return;
  }
}

std::string call_name(const BlockedCall& call) {
  if (const SyscallShape* shape = syscall_shape(static_cast<std::uint64_t>(call.number))) return shape->name;
  switch (call.number) {
    case SYS_futex: return "futex";
    case SYS_semop: return "semop";
    case SYS_semtimedop: return "semtimedop";
    case SYS_flock: return "flock";
    case SYS_fcntl: return "fcntl";
    case SYS_nanosleep: return "nanosleep";
    case SYS_clock_nanosleep: return "clock_nanosleep";
    default: return "";
  }
}

std::vector<Found> look_at(const std::vector<Pid>& processes) {
  std::vector<Found> all;
  for (const Pid pid : processes) {
    const auto call = blocked_call(pid);
    if (!call) continue;
    Found found;
    found.wait.pid = pid;
    found.wait.call = call_name(*call);
    describe(found, processes, *call);
    all.push_back(std::move(found));
  }
  return all;
}

std::uint64_t switches(Pid pid) {
  const std::string status = read_proc(pid, "status");
  const auto number = [&](const char* name) { return std::strtoull(status_field(status, name).c_str(), nullptr, 10); };
  return number("voluntary_ctxt_switches") + number("nonvoluntary_ctxt_switches");
}

// A timer may wake its process without anybody. /proc does not tell of alarm(2), but who waits to be woken so catches it.
bool expects_a_timer(Pid pid) {
  constexpr int kAlarm = 14;
  const std::string caught = status_field(read_proc(pid, "status"), "SigCgt");
  return (std::strtoull(caught.c_str(), nullptr, 16) >> (kAlarm - 1) & 1) != 0;
}

bool has_one_thread(Pid pid) { return status_field(read_proc(pid, "status"), "Threads") == "1"; }

}  // namespace

std::vector<Wait> waits_of(const std::vector<Pid>& processes) {
  std::vector<Wait> waits;
  for (Found& found : look_at(processes)) waits.push_back(std::move(found.wait));
  return waits;
}

std::optional<std::vector<Wait>> DeadlockWatch::look(const std::vector<Pid>& processes) {
  std::map<Pid, std::uint64_t> now;
  std::vector<Pid> alive;
  for (const Pid pid : processes)
    if (const char state = thread_state(pid); state != 'Z' && state != 'X' && state != '\0') alive.push_back(pid);
  std::vector<Found> found = look_at(alive);
  const bool all = !alive.empty() && found.size() == alive.size() &&
                   std::all_of(found.begin(), found.end(), [](const Found& one) {
                     return one.only_by_others && has_one_thread(one.wait.pid) && !expects_a_timer(one.wait.pid);
                   });
  if (all)
    for (const Pid pid : alive) now[pid] = switches(pid);
  const bool same = all && now == last_;
  last_ = std::move(now);
  if (!same) return std::nullopt;
  std::vector<Wait> waits;
  for (Found& one : found) waits.push_back(std::move(one.wait));
  return waits;
}

}  // namespace partage::observe
