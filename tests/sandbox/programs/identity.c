/* Says who it is, for the test to compare: asked of the kernel, since /proc/self/status may be closed. */
#include "report.h"
#include <linux/capability.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

static unsigned long long bounding(void) {
  unsigned long long set = 0;
  for (unsigned long capability = 0; capability < 64; capability++)
    if (prctl(PR_CAPBSET_READ, capability, 0, 0, 0) == 1) set |= 1ull << capability;
  return set;
}

static unsigned long long ambient(void) {
  unsigned long long set = 0;
  for (unsigned long capability = 0; capability < 64; capability++)
    if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, capability, 0, 0) == 1) set |= 1ull << capability;
  return set;
}

static void signals(void) {
  sigset_t blocked;
  struct sigaction action;
  sigprocmask(SIG_SETMASK, NULL, &blocked);
  int blocks = 0, ignores = 0;
  for (int number = 1; number < NSIG; number++) {
    blocks += sigismember(&blocked, number) == 1;
    ignores += sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
  }
  printf("blocked %d ignored %d\n", blocks, ignores);
}

int main(void) {
  struct rlimit core;
  uid_t real, effective, saved;
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct sets[2] = {{0, 0, 0}, {0, 0, 0}};
  printf("pid %d parent %d session %d\n", getpid(), getppid(), getsid(0));
  syscall(SYS_capget, &header, sets);
  printf("CapInh %u\nCapPrm %u\nCapEff %u\n", sets[0].inheritable | sets[1].inheritable, sets[0].permitted | sets[1].permitted,
         sets[0].effective | sets[1].effective);
  printf("CapAmb %llu\nCapBnd %llu\n", ambient(), bounding());
  getresuid(&real, &effective, &saved);
  printf("Uid %u %u %u\n", real, effective, saved);
  printf("NoNewPrivs %d\nSeccomp %d\nTHP disabled %d\n", prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0), prctl(PR_GET_SECCOMP, 0, 0, 0, 0),
         prctl(PR_GET_THP_DISABLE, 0, 0, 0, 0));
  signals();
  getrlimit(RLIMIT_CORE, &core);
  printf("core %lu\n", (unsigned long)core.rlim_max);
  printf("HOME %s\n", getenv("HOME") == NULL ? "absent" : getenv("HOME"));
  printf("status %s\n", access("/proc/self/status", R_OK) == 0 && fopen("/proc/self/status", "r") != NULL ? "open" : "closed");
  printf("maps %s\n", fopen("/proc/self/maps", "r") != NULL ? "open" : "closed");
  return 0;
}
