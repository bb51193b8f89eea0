#include "content/child.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <fstream>

namespace partage::content::testing {

namespace {

[[noreturn]] void die() {
  std::abort();
}

std::array<int, 2> new_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) die();
  return ends;
}

void send(int fd, const std::string& text) {
  if (write(fd, text.data(), text.size()) != static_cast<ssize_t>(text.size())) die();
}

std::string receive_all(int fd) {
  std::string text;
  std::array<char, 4096> buffer{};
  ssize_t count = 0;
  while ((count = read(fd, buffer.data(), buffer.size())) > 0)
    text.append(buffer.data(), static_cast<std::size_t>(count));
  return text;
}

int reap(pid_t pid) {
  int status = 0;
  while (waitpid(pid, &status, 0) < 0)
    if (errno != EINTR) die();
  return status;
}

bool write_file(const char* name, const std::string& text) {
  std::ofstream file(name);
  file << text;
  file.flush();
  return file.good();
}

// A mount namespace of our own: as root, or inside a user namespace where we are mapped to root.
bool private_mounts() {
  const uid_t user = geteuid();
  const gid_t group = getegid();
  if (user == 0 ? unshare(CLONE_NEWNS) != 0 : unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) return false;
  if (user != 0) {
    if (!write_file("/proc/self/setgroups", "deny")) return false;
    if (!write_file("/proc/self/uid_map", fmt::format("0 {} 1", user))) return false;
    if (!write_file("/proc/self/gid_map", fmt::format("0 {} 1", group))) return false;
  }
  return mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
}

}  // namespace

Child::Child(const std::function<std::string()>& action) {
  const auto ends = new_pipe();
  pid_ = fork();
  if (pid_ < 0) die();
  if (pid_ == 0) {
    send(ends[1], "." + action());
    _exit(0);
  }
  close(ends[1]);
  pipe_ = ends[0];
}

Child::~Child() {
  close(pipe_);
  if (pid_ < 0) return;
  kill(pid_, SIGKILL);
  reap(pid_);
}

std::string Child::result() {
  const std::string text = receive_all(pipe_);
  reap(pid_);
  pid_ = -1;
  return text.empty() ? "mort" : text.substr(1);
}

int Child::wait_signal() {
  const int status = reap(pid_);
  pid_ = -1;
  return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

bool make_read_only(const std::filesystem::path& folder) {
  return private_mounts() && mount(folder.c_str(), folder.c_str(), nullptr, MS_BIND, nullptr) == 0 &&
         mount(nullptr, folder.c_str(), nullptr, MS_BIND | MS_REMOUNT | MS_RDONLY, nullptr) == 0;
}

bool mount_small_disk(const std::filesystem::path& folder) {
  return private_mounts() && mount("essai", folder.c_str(), "tmpfs", 0, "size=64k") == 0;
}

void fill_disk(const std::filesystem::path& file) {
  const int fd = open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  const std::array<char, 512> block{};
  while (write(fd, block.data(), block.size()) > 0) {
  }
  close(fd);
}

void limit_file_size(std::size_t bytes, void (*on_signal)(int)) {
  signal(SIGXFSZ, on_signal);
  const rlimit limit{bytes, bytes};
  if (setrlimit(RLIMIT_FSIZE, &limit) != 0) die();
  const rlimit no_core{0, 0};
  if (setrlimit(RLIMIT_CORE, &no_core) != 0) die();
}

bool kill_at_syscall_stop(int nth, const std::function<void()>& action) {
  const pid_t pid = fork();
  if (pid < 0) die();
  if (pid == 0) {
    if (ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) != 0) die();
    raise(SIGSTOP);
    action();
    _exit(0);
  }
  int status = reap(pid);
  for (int stop = 0; stop < nth && WIFSTOPPED(status); ++stop) {
    if (ptrace(PTRACE_SYSCALL, pid, nullptr, nullptr) != 0) die();
    status = reap(pid);
  }
  if (!WIFSTOPPED(status)) return true;
  kill(pid, SIGKILL);
  while (WIFSTOPPED(status)) status = reap(pid);
  return false;
}

int kill_after_bytes(unsigned count, const std::function<void(const std::function<void()>&)>& action) {
  const auto ends = new_pipe();
  const pid_t pid = fork();
  if (pid < 0) die();
  if (pid == 0) {
    action([&] { send(ends[1], "x"); });
    _exit(0);
  }
  close(ends[1]);
  char byte = 0;
  for (unsigned i = 0; i < count; ++i)
    if (read(ends[0], &byte, 1) != 1) die();
  kill(pid, SIGKILL);
  const std::string rest = receive_all(ends[0]);
  close(ends[0]);
  reap(pid);
  return static_cast<int>(count + rest.size());
}

}  // namespace partage::content::testing
