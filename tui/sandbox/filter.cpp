#include "sandbox/filter.hpp"

#include <fcntl.h>
#include <linux/fs.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <iterator>
#include <map>
#include <memory>
#include <tuple>

#include "sandbox/descriptor.hpp"
#include "sandbox/errors.hpp"

namespace partage::sandbox {
namespace {

using Context = std::unique_ptr<void, void (*)(scmp_filter_ctx)>;

constexpr int kSyscallUserDispatch = 59;  // PR_SET_SYSCALL_USER_DISPATCH, Linux 5.11
constexpr std::uint64_t kLow32 = 0xffffffff;

// Names, not numbers: libseccomp knows which exist on this architecture.
constexpr const char* kRefused[] = {
    // another process's memory, descriptors or course
    "process_vm_readv", "process_vm_writev", "process_madvise", "process_mrelease", "pidfd_getfd", "kcmp",
    "move_pages", "migrate_pages",
    // memory and files that escape the watchdog or the mounts
    "memfd_create", "memfd_secret", "io_uring_setup", "io_uring_enter", "io_uring_register", "userfaultfd",
    "name_to_handle_at", "open_by_handle_at", "fanotify_init",
    // new namespaces, mounts, roots
    "unshare", "setns", "mount", "umount", "umount2", "pivot_root", "chroot", "move_mount", "open_tree", "fsopen",
    "fsconfig", "fsmount", "fspick", "mount_setattr",
    // keys, programs and counters of the kernel
    "keyctl", "add_key", "request_key", "bpf", "perf_event_open", "seccomp",
    // the machine
    "kexec_load", "kexec_file_load", "init_module", "finit_module", "delete_module", "quotactl", "quotactl_fd",
    "swapon", "swapoff", "reboot", "acct", "syslog", "settimeofday", "clock_settime", "clock_adjtime", "adjtimex",
    "sethostname", "setdomainname", "iopl", "ioperm", "modify_ldt", "lookup_dcookie", "nfsservctl", "vhangup",
    "uselib", "sysfs", "_sysctl"};

// Answered as by a kernel that does not have them: other calls do the same in the tracer's sight. Files opened by flags in
// memory, read and written by requests in memory, protections and pages changed in another way.
constexpr const char* kAbsent[] = {"openat2", "io_setup", "io_submit", "io_getevents", "io_pgetevents", "io_destroy", "io_cancel",
                                   "pkey_mprotect", "remap_file_pages"};

// Without namespaces, these reach the user's other processes, or services that would act for the program (D-Bus,
// Docker: Landlock does not restrict connect(2) on a path). socketpair(2) stays.
// inotify: Landlock does not restrict what it watches. POSIX message queues: nothing lists those that are left.
constexpr const char* kRefusedInLite[] = {"mq_open", "inotify_init", "inotify_init1", "socket",       "setpriority",         "ioprio_set",    "sched_setaffinity",
                                          "sched_setparam", "sched_setscheduler", "sched_setattr"};

// Landlock does not restrict these: without mounts, the user's own files would lose their mode or owner. gcc needs chmod
// for what it makes.
constexpr const char* kRefusedToProgramsInLite[] = {
    "chmod", "fchmodat", "chown",  "lchown",   "fchownat",    "setxattr",
    "lsetxattr", "removexattr", "lremovexattr", "utime", "utimes", "futimesat"};

constexpr std::uint64_t kRefusedCloneFlags[] = {CLONE_UNTRACED, CLONE_NEWNS,   CLONE_NEWCGROUP, CLONE_NEWUTS,
                                                CLONE_NEWIPC,   CLONE_NEWUSER, CLONE_NEWPID,    CLONE_NEWNET};

// First number after cachestat (Linux 6.5). What follows answers ENOSYS, as on an older kernel: fchmodat2, that libseccomp
// does not name yet, and all that this file has not considered. Same numbers on x86-64 and aarch64.
constexpr unsigned kFirstUnknownSyscall = 452;
constexpr unsigned kX32Bit = 0x40000000;

Context make_context(std::uint32_t foreign_architecture) {
  Context context(seccomp_init(SCMP_ACT_ALLOW), seccomp_release);
  if (!context) throw SetupError{"préparation du filtre seccomp", ENOMEM};
  const int result = seccomp_attr_set(context.get(), SCMP_FLTATR_ACT_BADARCH, foreign_architecture);
  if (result < 0) throw SetupError{"préparation du filtre seccomp", -result};
  seccomp_attr_set(context.get(), SCMP_FLTATR_CTL_OPTIMIZE, 2);
  return context;
}

void add(const Context& context, std::uint32_t action, int number, const std::vector<scmp_arg_cmp>& arguments = {}) {
  const int result = seccomp_rule_add_array(context.get(), action, number, static_cast<unsigned>(arguments.size()),
                                            arguments.data());
  if (result < 0) throw SetupError{"règle du filtre seccomp", -result};
}

void add(const Context& context, std::uint32_t action, const char* name,
         const std::vector<scmp_arg_cmp>& arguments = {}) {
  const int number = seccomp_syscall_resolve_name(name);
  if (number >= 0) add(context, action, number, arguments);  // negative: not on this architecture
}

// The kernel reads these arguments as 32-bit values: what a program puts in the upper half must not hide a match.
scmp_arg_cmp low32(unsigned argument, std::uint64_t value) {
  return {argument, SCMP_CMP_MASKED_EQ, kLow32, value};
}

Bpf exported(const Context& context) {
  const Descriptor file(memfd_create("bpf", MFD_CLOEXEC));
  if (!file) throw SetupError{"memfd_create", errno};
  const int result = seccomp_export_bpf(context.get(), file.get());
  if (result < 0) throw SetupError{"préparation du filtre seccomp", -result};
  struct stat information {};
  checked(fstat(file.get(), &information), "fstat");
  Bpf code(static_cast<std::size_t>(information.st_size) / sizeof(sock_filter));
  checked(pread(file.get(), code.data(), code.size() * sizeof(sock_filter), 0), "lecture du filtre seccomp");
  return code;
}

void refuse_in_lite(const Context& context, const Spec& spec) {
  constexpr std::uint32_t refused = SCMP_ACT_ERRNO(EPERM);
  for (const char* name : kRefusedInLite) add(context, refused, name);
  if (!spec.compiler)
    for (const char* name : kRefusedToProgramsInLite) add(context, refused, name);
  const std::vector<int>& traced = spec.traced_syscalls;
  for (const int number : lite_traced_syscalls())
    if (std::find(traced.begin(), traced.end(), number) == traced.end()) add(context, refused, number);
  // Limits of another process; signals that the kernel would send to another process in this one's name.
  add(context, refused, "prlimit64", {{0, SCMP_CMP_NE, 0, 0}});
  for (const int command : {F_SETOWN, F_SETOWN_EX, F_SETSIG})
    add(context, refused, "fcntl", {low32(1, static_cast<unsigned>(command))});
  for (const std::uint64_t request : {FIOSETOWN, SIOCSPGRP}) add(context, refused, "ioctl", {low32(1, request)});
}

// PTRACE_TRACEME fails when there is a tracer already: a program would know it. Here it does nothing, and says that all went
// well.
void refuse_ptrace(const Context& context) {
  add(context, SCMP_ACT_ERRNO(0), "ptrace", {{0, SCMP_CMP_EQ, PTRACE_TRACEME, 0}});
  add(context, SCMP_ACT_ERRNO(EPERM), "ptrace", {{0, SCMP_CMP_NE, PTRACE_TRACEME, 0}});
}

Bpf denials(const Spec& spec) {
  const Context context = make_context(SCMP_ACT_KILL_PROCESS);
  constexpr std::uint32_t refused = SCMP_ACT_ERRNO(EPERM);
  for (const char* name : kRefused) add(context, refused, name);
  for (const std::uint64_t flag : kRefusedCloneFlags)
    add(context, refused, "clone", {{0, SCMP_CMP_MASKED_EQ, flag, flag}});
  for (const char* name : kAbsent) add(context, SCMP_ACT_ERRNO(ENOSYS), name);
  add(context, SCMP_ACT_ERRNO(ENOSYS), "clone3");  // its flags are in memory, out of a filter's sight
  add(context, refused, "personality", {{0, SCMP_CMP_NE, kLow32, 0}});
  refuse_ptrace(context);
  // Not dumpable, it could not be looked at by an ordinary user; PR_SET_MM moves what /proc/PID/maps calls heap and stack;
  // PR_SET_SYSCALL_USER_DISPATCH gives the program its own calls, the scenario's among them, before any filter sees them.
  for (const int option : {PR_SET_SECCOMP, PR_SET_THP_DISABLE, PR_SET_DUMPABLE, PR_SET_MM, kSyscallUserDispatch})
    add(context, refused, "prctl", {low32(0, static_cast<unsigned>(option))});
  for (const std::uint64_t request : {TIOCSTI, TIOCLINUX}) add(context, refused, "ioctl", {low32(1, request)});
  // A file that takes another's pages is written by nobody.
  for (const std::uint64_t request : {FICLONE, FICLONERANGE}) add(context, SCMP_ACT_ERRNO(EOPNOTSUPP), "ioctl", {low32(1, request)});
  if (spec.tier == Tier::lite) refuse_in_lite(context, spec);
  return exported(context);
}

Bpf unknown_syscalls() {
  constexpr auto number = static_cast<unsigned>(offsetof(seccomp_data, nr));
  return {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, number),
      BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, kX32Bit, 2, 0),  // x32 is for the other filter to kill
      BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, kFirstUnknownSyscall, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
}

Bpf traces(const std::vector<int>& numbers) {
  const Context context = make_context(SCMP_ACT_ALLOW);
  for (const int number : numbers) {
    if (number != SYS_fcntl) add(context, SCMP_ACT_TRACE(0), number);
    // libc sets flags and locks by it all the time: only a copy of a descriptor is of interest.
    else for (const unsigned copy : {F_DUPFD, F_DUPFD_CLOEXEC}) add(context, SCMP_ACT_TRACE(0), number, {low32(1, copy)});
  }
  return exported(context);
}

std::vector<Bpf> build(const Spec& spec) {
  std::vector<Bpf> all;
  // Installed first: once `seccomp` itself is refused, nothing more could be installed.
  if (!spec.traced_syscalls.empty()) all.push_back(traces(spec.traced_syscalls));
  if (spec.policy == Policy::submission) {
    all.push_back(unknown_syscalls());
    all.push_back(denials(spec));
  }
  return all;
}

}  // namespace

std::vector<int> lite_traced_syscalls() {
  return {SYS_kill, SYS_tkill, SYS_tgkill, SYS_rt_sigqueueinfo, SYS_rt_tgsigqueueinfo, SYS_pidfd_send_signal};
}

const std::vector<Bpf>& filters(const Spec& spec) {
  static std::map<std::tuple<Policy, Tier, bool, std::vector<int>>, std::vector<Bpf>> cache;
  std::vector<int> traced = spec.traced_syscalls;
  std::sort(traced.begin(), traced.end());
  traced.erase(std::unique(traced.begin(), traced.end()), traced.end());
  const auto key = std::make_tuple(spec.policy, spec.tier, spec.compiler, traced);
  const auto known = cache.find(key);
  if (known != cache.end()) return known->second;
  Spec clean = spec;
  clean.traced_syscalls = traced;
  return cache.emplace(key, build(clean)).first->second;
}

void install(const std::vector<Bpf>& filters) {
  for (const Bpf& code : filters) {
    const sock_fprog program{static_cast<unsigned short>(code.size()), const_cast<sock_filter*>(code.data())};
    checked(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program), "filtre seccomp");
  }
}

bool seccomp_available() {
  const std::uint32_t action = SECCOMP_RET_TRACE;
  return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
}

}  // namespace partage::sandbox
