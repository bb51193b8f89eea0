#include "observe/guard.hpp"

#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>

namespace partage::observe {

std::optional<int> refused_birth(std::uint64_t number, const SyscallArguments& arguments) {
  if (number == SYS_clone3) return -ENOSYS;
  if (number == SYS_clone && (arguments[0] & CLONE_UNTRACED) != 0) return -EPERM;
  return std::nullopt;
}

std::optional<int> refused_signal(pid_t caller, std::uint64_t number, const SyscallArguments& arguments,
                                  const std::function<bool(pid_t)>& is_ours) {
  const auto target = static_cast<pid_t>(arguments[0]);
  switch (number) {
    case SYS_kill:
    case SYS_rt_sigqueueinfo:
      if (target > 0) return is_ours(target) ? std::nullopt : std::optional(-EPERM);
      // A group made by the run holds only its processes: a session's groups cannot be joined from outside.
      if (target == 0) return is_ours(getpgid(caller)) ? std::nullopt : std::optional(-EPERM);
      return -EPERM;
    case SYS_tkill: return is_ours(target) ? std::nullopt : std::optional(-EPERM);
    case SYS_tgkill:
    case SYS_rt_tgsigqueueinfo:
      return is_ours(target) && is_ours(static_cast<pid_t>(arguments[1])) ? std::nullopt : std::optional(-EPERM);
    // Whom the descriptor names could change between the look and the call.
    case SYS_pidfd_send_signal: return -EPERM;
    default: return std::nullopt;
  }
}

}  // namespace partage::observe
