#include "observe/flags.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <cstring>
#include <span>

namespace partage::observe {
namespace {

struct Name {
  std::uint64_t value;
  const char* text;
};

#define NAME(constant) \
  Name { static_cast<std::uint64_t>(static_cast<unsigned>(constant)), #constant }

void append(std::string& text, std::string_view word) {
  if (!text.empty()) text += '|';
  text += word;
}

// Bits in the order of the table; what has no name is shown in hexadecimal. `zero` is the word for no bit at all.
std::string bits(std::uint64_t value, std::span<const Name> names, std::string_view zero, std::string text = {}) {
  for (const Name& name : names) {
    if ((value & name.value) != name.value) continue;
    append(text, name.text);
    value &= ~name.value;
  }
  if (value != 0) append(text, fmt::format("0x{:x}", value));
  return text.empty() ? std::string(zero) : text;
}

std::string one_of(std::uint64_t value, std::span<const Name> names) {
  for (const Name& name : names)
    if (name.value == value) return name.text;
  return std::to_string(static_cast<std::int32_t>(value));
}

}  // namespace

std::string protection_text(std::uint64_t value) {
  static const Name names[] = {NAME(PROT_READ), NAME(PROT_WRITE), NAME(PROT_EXEC), NAME(PROT_GROWSDOWN),
                               NAME(PROT_GROWSUP)};
  return bits(value & 0xffffffff, names, "PROT_NONE");
}

std::string map_flags_text(std::uint64_t value) {
  // Visibility is a number in the low four bits, not a set of bits (MAP_SHARED_VALIDATE is 3).
  static const Name kinds[] = {NAME(MAP_SHARED), NAME(MAP_PRIVATE), NAME(MAP_SHARED_VALIDATE)};
  static const Name names[] = {NAME(MAP_ANONYMOUS),       NAME(MAP_FIXED),   NAME(MAP_FIXED_NOREPLACE),
                               NAME(MAP_GROWSDOWN),       NAME(MAP_DENYWRITE), NAME(MAP_LOCKED),
                               NAME(MAP_NORESERVE),       NAME(MAP_POPULATE),  NAME(MAP_NONBLOCK),
                               NAME(MAP_STACK),           NAME(MAP_HUGETLB),   NAME(MAP_SYNC)};
  value &= 0xffffffff;
  const std::uint64_t kind = value & 0xf;
  return bits(value & ~0xfull, names, "0", kind == 0 ? std::string() : one_of(kind, kinds));
}

std::string mremap_flags_text(std::uint64_t value) {
  static const Name names[] = {NAME(MREMAP_MAYMOVE), NAME(MREMAP_FIXED), {4, "MREMAP_DONTUNMAP"}};
  return bits(value & 0xffffffff, names, "0");
}

std::string msync_flags_text(std::uint64_t value) {
  static const Name names[] = {NAME(MS_ASYNC), NAME(MS_INVALIDATE), NAME(MS_SYNC)};
  return bits(value & 0xffffffff, names, "0");
}

std::string madvice_text(std::uint64_t value) {
  static const Name names[] = {NAME(MADV_NORMAL),      NAME(MADV_RANDOM),   NAME(MADV_SEQUENTIAL), NAME(MADV_WILLNEED),
                               NAME(MADV_DONTNEED),    NAME(MADV_FREE),     NAME(MADV_REMOVE),     NAME(MADV_DONTFORK),
                               NAME(MADV_DOFORK),      NAME(MADV_HUGEPAGE), NAME(MADV_NOHUGEPAGE), NAME(MADV_DONTDUMP),
                               NAME(MADV_DODUMP),      NAME(MADV_COLD),     NAME(MADV_PAGEOUT),    NAME(MADV_WIPEONFORK),
                               NAME(MADV_KEEPONFORK),  NAME(MADV_POPULATE_READ), NAME(MADV_POPULATE_WRITE)};
  return one_of(value & 0xffffffff, names);
}

std::string open_flags_text(std::uint64_t value) {
  static const Name modes[] = {NAME(O_RDONLY), NAME(O_WRONLY), NAME(O_RDWR), {3, "O_ACCMODE"}};
  static const Name names[] = {NAME(O_CREAT),  NAME(O_EXCL),   NAME(O_NOCTTY),    NAME(O_TRUNC),   NAME(O_APPEND),
                               NAME(O_NONBLOCK), NAME(O_SYNC), NAME(O_DSYNC),     NAME(O_ASYNC),   NAME(O_CLOEXEC),
                               {020000000 | O_DIRECTORY, "O_TMPFILE"},            NAME(O_DIRECTORY), NAME(O_NOFOLLOW),
                               {010000000, "O_PATH"},          {01000000, "O_NOATIME"}};
  value &= 0xffffffff;
#if defined(__x86_64__)
  value &= ~0100000ull;  // O_LARGEFILE, which libc adds for itself
#endif
  return bits(value & ~3ull, names, "", one_of(value & 3, modes));
}

std::string clone_flags_text(std::uint64_t value) {
  static const Name names[] = {NAME(CLONE_VM),        NAME(CLONE_FS),       NAME(CLONE_FILES),   NAME(CLONE_SIGHAND),
                               NAME(CLONE_PTRACE),    NAME(CLONE_VFORK),    NAME(CLONE_PARENT),  NAME(CLONE_THREAD),
                               NAME(CLONE_NEWNS),     NAME(CLONE_SYSVSEM),  NAME(CLONE_SETTLS),  NAME(CLONE_PARENT_SETTID),
                               NAME(CLONE_CHILD_CLEARTID), NAME(CLONE_DETACHED), NAME(CLONE_UNTRACED),
                               NAME(CLONE_CHILD_SETTID), NAME(CLONE_NEWCGROUP), NAME(CLONE_NEWUTS), NAME(CLONE_NEWIPC),
                               NAME(CLONE_NEWUSER),   NAME(CLONE_NEWPID),   NAME(CLONE_NEWNET),  NAME(CLONE_IO)};
  const int exit_signal = static_cast<int>(value & 0xff);
  std::string text = bits(value & 0xffffff00, names, "");
  if (exit_signal != 0) append(text, signal_name(exit_signal));
  return text.empty() ? "0" : text;
}

std::string wait_options_text(std::uint64_t value) {
  static const Name names[] = {NAME(WNOHANG),  NAME(WUNTRACED),  NAME(WEXITED), NAME(WCONTINUED),
                               NAME(WNOWAIT),  NAME(__WNOTHREAD), NAME(__WALL), NAME(__WCLONE)};
  return bits(value & 0xffffffff, names, "0");
}

std::string wait_id_type_text(std::uint64_t value) {
  static const Name names[] = {NAME(P_ALL), NAME(P_PID), NAME(P_PGID), NAME(P_PIDFD)};
  return one_of(value & 0xffffffff, names);
}

std::string socket_domain_text(std::uint64_t value) {
  static const Name names[] = {NAME(AF_UNSPEC), NAME(AF_UNIX), NAME(AF_INET), NAME(AF_INET6), NAME(AF_NETLINK)};
  return one_of(value & 0xffffffff, names);
}

std::string socket_type_text(std::uint64_t value) {
  static const Name types[] = {NAME(SOCK_STREAM), NAME(SOCK_DGRAM), NAME(SOCK_RAW), NAME(SOCK_SEQPACKET)};
  static const Name names[] = {NAME(SOCK_CLOEXEC), NAME(SOCK_NONBLOCK)};
  value &= 0xffffffff;
  return bits(value & ~0xfull, names, "", one_of(value & 0xf, types));
}

std::string pipe_flags_text(std::uint64_t value) {
  static const Name names[] = {NAME(O_CLOEXEC), NAME(O_DIRECT), NAME(O_NONBLOCK)};
  return bits(value & 0xffffffff, names, "0");
}

std::string shm_flags_text(std::uint64_t value) {
  static const Name names[] = {NAME(IPC_CREAT), NAME(IPC_EXCL), NAME(SHM_RDONLY), NAME(SHM_RND), NAME(SHM_REMAP)};
  value &= 0xffffffff;
  std::string text = bits(value & ~0777ull, names, "");
  if ((value & 0777) != 0 || text.empty()) append(text, fmt::format("{:04o}", value & 0777));
  return text;
}

std::string unlink_flags_text(std::uint64_t value) {
  static const Name names[] = {NAME(AT_REMOVEDIR)};
  return bits(value & 0xffffffff, names, "0");
}

std::string fcntl_command_text(std::uint64_t value) {
  const auto command = static_cast<std::int32_t>(value);
  return command == F_DUPFD ? "F_DUPFD" : command == F_DUPFD_CLOEXEC ? "F_DUPFD_CLOEXEC" : std::to_string(command);
}

std::string signal_name(int signal) {
  if (const char* name = sigabbrev_np(signal)) return std::string("SIG") + name;
  if (signal >= SIGRTMIN && signal <= SIGRTMAX) return fmt::format("SIGRTMIN+{}", signal - SIGRTMIN);
  return std::to_string(signal);
}

std::string error_name(int error) {
  if (const char* name = strerrorname_np(error)) return name;
  return fmt::format("errno {}", error);
}

std::string signal_code_name(int signal, int code) {
  static const Name any[] = {NAME(SI_USER), NAME(SI_KERNEL), NAME(SI_QUEUE), NAME(SI_TIMER), NAME(SI_TKILL)};
  static const Name segv[] = {NAME(SEGV_MAPERR), NAME(SEGV_ACCERR), NAME(SEGV_BNDERR), NAME(SEGV_PKUERR)};
  static const Name bus[] = {NAME(BUS_ADRALN), NAME(BUS_ADRERR), NAME(BUS_OBJERR)};
  static const Name fpe[] = {NAME(FPE_INTDIV), NAME(FPE_INTOVF), NAME(FPE_FLTDIV), NAME(FPE_FLTINV)};
  static const Name ill[] = {NAME(ILL_ILLOPC), NAME(ILL_ILLOPN), NAME(ILL_PRVOPC)};
  static const Name sys[] = {{1, "SYS_SECCOMP"}};
  const auto find = [&](std::span<const Name> names) -> std::string {
    for (const Name& name : names)
      if (static_cast<int>(static_cast<std::uint32_t>(name.value)) == code) return name.text;
    return "";
  };
  if (code <= 0 || code == SI_KERNEL) return find(any);
  switch (signal) {
    case SIGSEGV: return find(segv);
    case SIGBUS: return find(bus);
    case SIGFPE: return find(fpe);
    case SIGILL: return find(ill);
    case SIGSYS: return find(sys);
    default: return "";
  }
}

}  // namespace partage::observe
