#include "observe/blocked.hpp"

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "observe/memory.hpp"

namespace partage::observe {
namespace {

std::string target_of(pid_t tid, int fd) {
  char target[4096];
  const std::string link = proc_path(tid, "fd/" + std::to_string(fd));
  const ssize_t length = readlink(link.c_str(), target, sizeof target);
  return length < 0 ? std::string() : std::string(target, static_cast<std::size_t>(length));
}

bool is_one_of(long number, std::initializer_list<long> numbers) {
  return std::find(numbers.begin(), numbers.end(), number) != numbers.end();
}

// A call on a file waits for somebody only on a pipe, a FIFO, a socket or a terminal that is read.
bool on_a_waiting_file(pid_t tid, const BlockedCall& call) {
  const bool reads = is_one_of(call.number, {SYS_read, SYS_readv});
  if (!reads && !is_one_of(call.number, {SYS_write, SYS_writev})) return true;
  const std::string target = target_of(tid, static_cast<int>(call.arguments[0]));
  if (target.starts_with("/dev/pts/") || target == "/dev/tty") return reads;
  return true;
}

}  // namespace

char thread_state(pid_t tid) {
  const std::string stat = read_proc(tid, "stat");
  const std::size_t name_end = stat.rfind(')');
  return name_end == std::string::npos || name_end + 2 >= stat.size() ? '\0' : stat[name_end + 2];
}

std::optional<BlockedCall> blocked_call(pid_t tid) {
  if (thread_state(tid) != 'S') return std::nullopt;
  // "running", or the number and six arguments in hexadecimal, the stack pointer and the program counter.
  const std::string line = read_proc(tid, "syscall");
  BlockedCall call;
  char* at = nullptr;
  call.number = std::strtol(line.c_str(), &at, 10);
  if (at == line.c_str() || call.number < 0) return std::nullopt;
  for (std::uint64_t& argument : call.arguments) argument = std::strtoull(at, &at, 16);
  if (!may_block(static_cast<std::uint64_t>(call.number)) || !on_a_waiting_file(tid, call)) return std::nullopt;
  return call;
}

const std::vector<int>& blocking_syscalls() {
  static const std::vector<int> numbers = {
      SYS_wait4,   SYS_waitid,  SYS_read,    SYS_readv,    SYS_write,   SYS_writev,        SYS_futex,   SYS_semop,
      SYS_semtimedop, SYS_fcntl, SYS_flock,  SYS_nanosleep, SYS_clock_nanosleep, SYS_ppoll, SYS_pselect6, SYS_epoll_pwait,
      SYS_rt_sigsuspend, SYS_rt_sigtimedwait, SYS_accept, SYS_accept4, SYS_connect, SYS_recvfrom, SYS_recvmsg, SYS_sendto,
      SYS_sendmsg, SYS_msgrcv,  SYS_msgsnd,  SYS_mq_timedreceive, SYS_mq_timedsend, SYS_openat,
#ifdef SYS_poll
      SYS_poll,    SYS_select,  SYS_pause,   SYS_epoll_wait, SYS_open,
#endif
  };
  return numbers;
}

bool may_block(std::uint64_t number) {
  const auto& all = blocking_syscalls();
  return std::any_of(all.begin(), all.end(), [&](int one) { return static_cast<std::uint64_t>(one) == number; });
}

}  // namespace partage::observe
