#include "observe/syscalls.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/syscall.h>

#include <algorithm>
#include <map>
#include <span>

#include "observe/flags.hpp"
#include "observe/memory.hpp"

namespace partage::observe {
namespace {

using K = ArgumentKind;

constexpr std::size_t kShownBytes = 32;
constexpr std::size_t kShownPath = 256;

std::vector<SyscallShape> make_table() {
  const std::vector<std::string_view> forks = {"fork", "_Fork", "vfork", "clone"};
  const std::vector<std::string_view> opens = {"open", "open64", "openat", "openat64", "creat", "creat64", "shm_open"};
  const std::vector<std::string_view> waits = {"wait", "waitpid", "wait3", "wait4"};
  const std::vector<std::string_view> execs = {"execve", "execv",  "execl",   "execlp",
                                               "execle", "execvp", "execvpe", "fexecve"};
  const std::vector<std::string_view> exits = {"exit", "_exit", "_Exit", "quick_exit"};
  const std::vector<std::string_view> raises = {"raise", "pthread_kill"};
  return {
      {SYS_mmap, "mmap",
       {{"addr", K::address}, {"length", K::size}, {"prot", K::protection}, {"flags", K::map_flags},
        {"fd", K::descriptor}, {"offset", K::offset}}, false, true, {}},
      {SYS_munmap, "munmap", {{"addr", K::address}, {"length", K::size}}, false, true, {}},
      {SYS_mprotect, "mprotect", {{"addr", K::address}, {"len", K::size}, {"prot", K::protection}}, false, true, {}},
      {SYS_mremap, "mremap",
       {{"old_address", K::address}, {"old_size", K::size}, {"new_size", K::size}, {"flags", K::mremap_flags},
        {"new_address", K::address}}, false, true, {}},
      {SYS_msync, "msync", {{"addr", K::address}, {"length", K::size}, {"flags", K::msync_flags}}, false, false, {}},
      {SYS_madvise, "madvise", {{"addr", K::address}, {"length", K::size}, {"advice", K::advice}}, false, false, {}},
      {SYS_ftruncate, "ftruncate", {{"fd", K::descriptor}, {"length", K::offset}}, false, false, {}},
      {SYS_truncate, "truncate", {{"pathname", K::path}, {"length", K::offset}}, false, false, {}},
      {SYS_fallocate, "fallocate",
       {{"fd", K::descriptor}, {"mode", K::integer}, {"offset", K::offset}, {"len", K::offset}}, false, false, {}},
#ifdef SYS_open
      {SYS_open, "open", {{"pathname", K::path}, {"flags", K::open_flags}, {"mode", K::mode}}, false, false, opens},
      {SYS_creat, "creat", {{"pathname", K::path}, {"mode", K::mode}}, false, false, opens},
      {SYS_pipe, "pipe", {{"pipefd", K::descriptor_pair}}, false, false, {}},
      {SYS_fork, "fork", {}, true, false, forks},
      {SYS_vfork, "vfork", {}, true, false, forks},
      {SYS_unlink, "unlink", {{"pathname", K::path}}, false, false, {"unlink", "shm_unlink"}},
      {SYS_dup2, "dup2", {{"oldfd", K::descriptor}, {"newfd", K::descriptor}}, false, false, {}},
#endif
      {SYS_openat, "openat",
       {{"dirfd", K::directory}, {"pathname", K::path}, {"flags", K::open_flags}, {"mode", K::mode}}, false, false, opens},
      {SYS_close, "close", {{"fd", K::descriptor}}, false, false, {}},
      {SYS_read, "read", {{"fd", K::descriptor}, {"buf", K::bytes_out}, {"count", K::size}}, false, false, {}},
      {SYS_write, "write", {{"fd", K::descriptor}, {"buf", K::bytes_in}, {"count", K::size}}, false, false, {}},
      {SYS_pread64, "pread64",
       {{"fd", K::descriptor}, {"buf", K::bytes_out}, {"count", K::size}, {"offset", K::offset}}, false, false, {}},
      {SYS_pwrite64, "pwrite64",
       {{"fd", K::descriptor}, {"buf", K::bytes_in}, {"count", K::size}, {"offset", K::offset}}, false, false, {}},
      {SYS_readv, "readv", {{"fd", K::descriptor}, {"iov", K::address}, {"iovcnt", K::integer}}, false, false, {}},
      {SYS_writev, "writev", {{"fd", K::descriptor}, {"iov", K::address}, {"iovcnt", K::integer}}, false, false, {}},
      {SYS_preadv, "preadv",
       {{"fd", K::descriptor}, {"iov", K::address}, {"iovcnt", K::integer}, {"offset", K::offset}}, false, false, {}},
      {SYS_pwritev, "pwritev",
       {{"fd", K::descriptor}, {"iov", K::address}, {"iovcnt", K::integer}, {"offset", K::offset}}, false, false, {}},
      {SYS_preadv2, "preadv2",
       {{"fd", K::descriptor}, {"iov", K::address}, {"iovcnt", K::integer}, {"offset", K::offset}}, false, false, {}},
      {SYS_pwritev2, "pwritev2",
       {{"fd", K::descriptor}, {"iov", K::address}, {"iovcnt", K::integer}, {"offset", K::offset}}, false, false, {}},
      {SYS_sendfile, "sendfile",
       {{"out_fd", K::descriptor}, {"in_fd", K::descriptor}, {"offset", K::address}, {"count", K::size}}, false, false, {}},
      {SYS_copy_file_range, "copy_file_range",
       {{"fd_in", K::descriptor}, {"off_in", K::address}, {"fd_out", K::descriptor}, {"off_out", K::address}, {"len", K::size}},
       false, false, {}},
      {SYS_splice, "splice",
       {{"fd_in", K::descriptor}, {"off_in", K::address}, {"fd_out", K::descriptor}, {"off_out", K::address}, {"len", K::size}},
       false, false, {}},
      {SYS_close_range, "close_range",
       {{"first", K::descriptor}, {"last", K::descriptor}, {"flags", K::integer}}, false, false, {}},
      {SYS_recvfrom, "recvfrom", {{"sockfd", K::descriptor}, {"buf", K::bytes_out}, {"len", K::size}}, false, false, {}},
      {SYS_recvmsg, "recvmsg", {{"sockfd", K::descriptor}, {"msg", K::address}}, false, false, {}},
      {SYS_sendto, "sendto", {{"sockfd", K::descriptor}, {"buf", K::bytes_in}, {"len", K::size}}, false, false, {}},
      {SYS_sendmsg, "sendmsg", {{"sockfd", K::descriptor}, {"msg", K::address}}, false, false, {}},
      {SYS_pipe2, "pipe2", {{"pipefd", K::descriptor_pair}, {"flags", K::pipe_flags}}, false, false, {"pipe", "pipe2"}},
      {SYS_dup, "dup", {{"oldfd", K::descriptor}}, false, false, {}},
      {SYS_dup3, "dup3", {{"oldfd", K::descriptor}, {"newfd", K::descriptor}, {"flags", K::pipe_flags}}, false, false,
       {"dup2", "dup3"}},
      // Of all that fcntl does, a filter lets through to us the copies of a descriptor only (sandbox/filter.cpp).
      {SYS_fcntl, "fcntl", {{"fd", K::descriptor}, {"cmd", K::fcntl_command}, {"arg", K::descriptor}}, false, false, {}},
      {SYS_socket, "socket", {{"domain", K::domain}, {"type", K::socket_type}, {"protocol", K::integer}}, false, false, {}},
      {SYS_socketpair, "socketpair",
       {{"domain", K::domain}, {"type", K::socket_type}, {"protocol", K::integer}, {"sv", K::descriptor_pair}}, false,
       false, {}},
      {SYS_connect, "connect", {{"sockfd", K::descriptor}, {"addr", K::address}, {"addrlen", K::size}}, false, false, {}},
      {SYS_bind, "bind", {{"sockfd", K::descriptor}, {"addr", K::address}, {"addrlen", K::size}}, false, false, {}},
      {SYS_accept, "accept", {{"sockfd", K::descriptor}, {"addr", K::address}, {"addrlen", K::address}}, false, false, {}},
      {SYS_clone, "clone", {{"flags", K::clone_flags}}, true, false, forks},
      {SYS_clone3, "clone3", {{"cl_args", K::address}, {"size", K::size}}, true, false, forks},
      {SYS_wait4, "wait4",
       {{"pid", K::integer}, {"wstatus", K::wait_status}, {"options", K::wait_options}, {"rusage", K::address}}, true,
       false, waits},
      {SYS_waitid, "waitid",
       {{"idtype", K::wait_id_type}, {"id", K::integer}, {"infop", K::address}, {"options", K::wait_options}}, true, false,
       {}},
      {SYS_execve, "execve", {{"pathname", K::path}, {"argv", K::address}, {"envp", K::address}}, true, false, execs},
      {SYS_execveat, "execveat",
       {{"dirfd", K::directory}, {"pathname", K::path}, {"argv", K::address}, {"envp", K::address}}, true, false, execs},
      {SYS_exit, "exit", {{"status", K::integer}}, true, false, exits},
      {SYS_exit_group, "exit_group", {{"status", K::integer}}, true, false, exits},
      {SYS_shmget, "shmget", {{"key", K::integer}, {"size", K::size}, {"shmflg", K::shm_flags}}, false, false, {}},
      {SYS_shmat, "shmat", {{"shmid", K::integer}, {"shmaddr", K::address}, {"shmflg", K::shm_flags}}, false, true, {}},
      {SYS_shmdt, "shmdt", {{"shmaddr", K::address}}, false, true, {}},
      {SYS_unlinkat, "unlinkat", {{"dirfd", K::directory}, {"pathname", K::path}, {"flags", K::unlink_flags}}, false, false,
       {"unlink", "shm_unlink"}},
      {SYS_kill, "kill", {{"pid", K::integer}, {"sig", K::signal}}, false, false, {}},
      {SYS_tgkill, "tgkill", {{"tgid", K::integer}, {"tid", K::integer}, {"sig", K::signal}}, false, false, raises},
  };
}

const std::map<int, SyscallShape>& table() {
  static const std::map<int, SyscallShape> by_number = [] {
    std::map<int, SyscallShape> result;
    for (SyscallShape& shape : make_table()) result.emplace(shape.number, std::move(shape));
    return result;
  }();
  return by_number;
}

// Length of the UTF-8 sequence at the start of `bytes`; 0 when there is none, or when it is cut.
std::size_t sequence_length(std::string_view bytes) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const std::size_t length = byte(0) < 0xc2 ? 0 : byte(0) < 0xe0 ? 2 : byte(0) < 0xf0 ? 3 : byte(0) < 0xf5 ? 4 : 0;
  if (length == 0 || bytes.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xc0) != 0x80) return 0;
  return length;
}

// As a C string literal, with « … » when more follows. UTF-8 sequences stay whole.
std::string quoted(std::string_view bytes, bool cut) {
  std::string text = "\"";
  while (!bytes.empty()) {
    const char c = bytes[0];
    const auto code = static_cast<unsigned char>(c);
    const std::size_t length = code < 0x80 ? 1 : sequence_length(bytes);
    if (length == 0 && cut && bytes.size() < 4 && code >= 0xc2) break;  // a sequence that the cut went through
    if (length > 1) text += bytes.substr(0, length);
    else if (c == '\n') text += "\\n";
    else if (c == '\t') text += "\\t";
    else if (c == '\r') text += "\\r";
    else if (c == '"' || c == '\\') text += std::string("\\") + c;
    else if (code < 0x20 || code >= 0x7f) text += fmt::format("\\x{:02x}", code);
    else text += c;
    bytes.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return text + (cut ? "\"…" : "\"");
}

std::string address_text(std::uint64_t value) { return value == 0 ? "NULL" : fmt::format("0x{:x}", value); }

std::string bytes_text(pid_t tid, Address address, std::uint64_t length) {
  std::array<char, kShownBytes> bytes;
  const std::size_t wanted = std::min<std::uint64_t>(length, bytes.size());
  const std::size_t got = read_memory(tid, address, bytes.data(), wanted);
  if (got == 0 && length != 0) return address_text(address);
  return quoted({bytes.data(), got}, got < length);
}

std::string path_text(pid_t tid, Address address) {
  const auto path = read_string(tid, address, kShownPath);
  return path ? quoted(*path, path->size() == kShownPath) : address_text(address);
}

std::string pair_text(pid_t tid, Address address) {
  std::array<std::int32_t, 2> pair{};
  if (read_memory(tid, address, pair.data(), sizeof pair) != sizeof pair) return address_text(address);
  return fmt::format("[{}, {}]", pair[0], pair[1]);
}

std::string plain_text(ArgumentKind kind, std::uint64_t value) {
  const auto number = static_cast<std::int32_t>(value);
  switch (kind) {
    case K::size: return std::to_string(value);
    case K::offset: return std::to_string(static_cast<std::int64_t>(value));
    case K::integer:
    case K::descriptor: return std::to_string(number);
    case K::directory: return number == AT_FDCWD ? "AT_FDCWD" : std::to_string(number);
    case K::signal: return number == 0 ? "0" : signal_name(number);
    case K::mode: return fmt::format("{:04o}", value & 07777);
    case K::protection: return protection_text(value);
    case K::map_flags: return map_flags_text(value);
    case K::mremap_flags: return mremap_flags_text(value);
    case K::msync_flags: return msync_flags_text(value);
    case K::advice: return madvice_text(value);
    case K::open_flags: return open_flags_text(value);
    case K::clone_flags: return clone_flags_text(value);
    case K::wait_options: return wait_options_text(value);
    case K::wait_id_type: return wait_id_type_text(value);
    case K::domain: return socket_domain_text(value);
    case K::socket_type: return socket_type_text(value);
    case K::pipe_flags: return pipe_flags_text(value);
    case K::shm_flags: return shm_flags_text(value);
    case K::unlink_flags: return unlink_flags_text(value);
    case K::fcntl_command: return fcntl_command_text(value);
    default: return address_text(value);
  }
}

bool takes_mode(const SyscallArguments& arguments, std::size_t flags) {
  return (arguments[flags] & (O_CREAT | 020000000)) != 0;  // __O_TMPFILE
}

}  // namespace

const SyscallShape* syscall_shape(std::uint64_t number) {
  if (number > 100'000) return nullptr;
  const auto found = table().find(static_cast<int>(number));
  return found == table().end() ? nullptr : &found->second;
}

std::vector<int> syscalls_of_interest() {
  std::vector<int> numbers;
  for (const auto& [number, shape] : table()) numbers.push_back(number);
  return numbers;
}

record::Syscall decode_entry(pid_t tid, const SyscallShape& shape, const SyscallArguments& arguments) {
  record::Syscall call;
  call.name = shape.name;
  for (std::size_t i = 0; i < shape.arguments.size(); ++i) {
    const auto [name, kind] = shape.arguments[i];
    // Without O_CREAT the register of the mode holds whatever was there.
    if (kind == K::mode && i > 0 && shape.arguments[i - 1].kind == K::open_flags && !takes_mode(arguments, i - 1)) continue;
    const std::uint64_t value = arguments[i];
    std::string text;
    if (kind == K::path) text = path_text(tid, value);
    else if (kind == K::bytes_in) text = bytes_text(tid, value, arguments[i + 1]);
    else text = plain_text(kind, value);
    call.arguments.push_back({name, value, std::move(text)});
  }
  return call;
}

void decode_exit(pid_t tid, const SyscallShape& shape, std::int64_t result, record::Syscall& call) {
  call.result = result;
  if (result < 0 && result >= -4095) call.error = error_name(static_cast<int>(-result));
  if (!call.error.empty()) return;
  for (std::size_t i = 0; i < shape.arguments.size() && i < call.arguments.size(); ++i) {
    record::Argument& argument = call.arguments[i];
    if (argument.value == 0) continue;
    if (shape.arguments[i].kind == K::bytes_out)
      argument.text = bytes_text(tid, argument.value, static_cast<std::uint64_t>(result));
    if (shape.arguments[i].kind == K::descriptor_pair) argument.text = pair_text(tid, argument.value);
  }
}

bool covers(std::string_view asked, std::string_view kernel_name) {
  if (asked == kernel_name) return true;
  const auto among = [&](std::span<const std::string_view> names) {
    return std::find(names.begin(), names.end(), kernel_name) != names.end();
  };
  static constexpr std::string_view forks[] = {"fork", "vfork", "clone"};
  static constexpr std::string_view opens[] = {"open", "openat", "creat"};
  static constexpr std::string_view pipes[] = {"pipe", "pipe2"};
  static constexpr std::string_view waits[] = {"wait4", "waitid"};
  if (asked == "fork") return among(forks);
  if (asked == "open") return among(opens);
  if (asked == "pipe") return among(pipes);
  return asked == "wait" && among(waits);
}

}  // namespace partage::observe
