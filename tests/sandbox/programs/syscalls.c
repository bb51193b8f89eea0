/* System calls that a submission has no use for. Argument: a pid that must stay out of reach. */
#include "report.h"
#include <fcntl.h>
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>

#define REFUSED(what, call, wanted) \
  do { errno = 0; long result = (call); attempt(what, !(result == -1 && errno == (wanted))); } while (0)

static long try_clone(unsigned long flags) {
  long pid = syscall(SYS_clone, flags | SIGCHLD, 0, 0, 0, 0);
  if (pid == 0) _exit(0);
  if (pid > 0) waitpid((pid_t)pid, NULL, 0);
  return pid < 0 ? -1 : 0;
}

int main(int argc, char **argv) {
  if (argc != 2) return 2;
  pid_t pid = atoi(argv[1]);
  char bytes[64] = {0};
  struct iovec mine = {bytes, sizeof bytes}, theirs = {main, sizeof bytes};
  struct clone_args arguments = {.exit_signal = SIGCHLD};

  /* Says that all went well, does nothing: a second one would fail, and so would the tracer that comes later. */
  attempt("ptrace traceme twice", ptrace(PTRACE_TRACEME, 0, 0, 0) != 0 || ptrace(PTRACE_TRACEME, 0, 0, 0) != 0);
  REFUSED("ptrace attach", ptrace(PTRACE_ATTACH, pid, 0, 0), EPERM);
  REFUSED("ptrace seize", ptrace(PTRACE_SEIZE, pid, 0, 0), EPERM);
  REFUSED("process_vm_writev", process_vm_writev(pid, &mine, 1, &theirs, 1, 0), EPERM);
  REFUSED("process_vm_readv", process_vm_readv(pid, &mine, 1, &theirs, 1, 0), EPERM);
  REFUSED("memfd_create", syscall(SYS_memfd_create, "x", 0), EPERM);
  REFUSED("memfd_secret", syscall(SYS_memfd_secret, 0), EPERM);
  REFUSED("io_uring_setup", syscall(SYS_io_uring_setup, 1, bytes), EPERM);
  REFUSED("unshare user", unshare(CLONE_NEWUSER), EPERM);
  REFUSED("unshare mount", unshare(CLONE_NEWNS), EPERM);
  REFUSED("setns", setns(0, 0), EPERM);
  REFUSED("prctl dumpable", prctl(PR_SET_DUMPABLE, 0, 0, 0, 0), EPERM);
  REFUSED("prctl mm", prctl(PR_SET_MM, PR_SET_MM_BRK, 0, 0, 0), EPERM);
  REFUSED("clone newuser", try_clone(CLONE_NEWUSER), EPERM);
  REFUSED("clone newpid", try_clone(CLONE_NEWPID), EPERM);
  REFUSED("clone newnet", try_clone(CLONE_NEWNET), EPERM);
  REFUSED("clone untraced", try_clone(CLONE_UNTRACED), EPERM);
  REFUSED("clone3", syscall(SYS_clone3, &arguments, sizeof arguments), ENOSYS);
  REFUSED("keyctl", syscall(SYS_keyctl, 0, -3, 0), EPERM);
  REFUSED("add_key", syscall(SYS_add_key, "user", "x", "x", 1, -3), EPERM);
  REFUSED("request_key", syscall(SYS_request_key, "user", "x", 0, -3), EPERM);
  REFUSED("bpf", syscall(SYS_bpf, 0, bytes, sizeof bytes), EPERM);
  REFUSED("perf_event_open", syscall(SYS_perf_event_open, bytes, 0, -1, -1, 0), EPERM);
  REFUSED("userfaultfd", syscall(SYS_userfaultfd, 1), EPERM);
  REFUSED("mount", mount("tmpfs", "/tmp", "tmpfs", 0, ""), EPERM);
  REFUSED("bind", mount("/", "/tmp", NULL, MS_BIND, ""), EPERM);
  REFUSED("remount", mount(NULL, "/", NULL, MS_REMOUNT | MS_BIND, ""), EPERM);
  REFUSED("umount", umount2("/proc", MNT_DETACH), EPERM);
  REFUSED("fsopen", syscall(SYS_fsopen, "proc", 0), EPERM);
  REFUSED("open_tree", syscall(SYS_open_tree, AT_FDCWD, "/", 1), EPERM);
  REFUSED("pivot_root", syscall(SYS_pivot_root, ".", "."), EPERM);
  REFUSED("pidfd_getfd", syscall(SYS_pidfd_getfd, 0, 0, 0), EPERM);
  REFUSED("name_to_handle_at", syscall(SYS_name_to_handle_at, AT_FDCWD, "/", bytes, bytes, 0), EPERM);
  REFUSED("open_by_handle_at", syscall(SYS_open_by_handle_at, 0, bytes, 0), EPERM);
  REFUSED("kexec_load", syscall(SYS_kexec_load, 0, 0, 0, 0), EPERM);
  REFUSED("init_module", syscall(SYS_init_module, bytes, 1, ""), EPERM);
  REFUSED("quotactl", syscall(SYS_quotactl, 0, 0, 0, 0), EPERM);
  REFUSED("personality", personality(ADDR_NO_RANDOMIZE), EPERM);
  REFUSED("personality, upper bits", syscall(SYS_personality, 0x100000000ul | ADDR_NO_RANDOMIZE), EPERM);
  REFUSED("prctl thp", prctl(PR_SET_THP_DISABLE, 0, 0, 0, 0), EPERM);
  REFUSED("prctl seccomp", prctl(PR_SET_SECCOMP, 2, bytes), EPERM);
  REFUSED("prctl, upper bits", syscall(SYS_prctl, 0x100000000ul | PR_SET_THP_DISABLE, 0, 0, 0, 0), EPERM);
  REFUSED("seccomp", syscall(SYS_seccomp, 1, 0, bytes), EPERM);
  REFUSED("TIOCSTI", ioctl(0, TIOCSTI, bytes), EPERM);
  REFUSED("TIOCSTI, upper bits", syscall(SYS_ioctl, 0, 0x100000000ul | TIOCSTI, bytes), EPERM);
  REFUSED("unknown syscall", syscall(470), ENOSYS);
  REFUSED("fchmodat2", syscall(452, AT_FDCWD, "attack", 0700, 0), ENOSYS);
  REFUSED("sethostname", sethostname("x", 1), EPERM);
  say("end", "");
  return 0;
}
