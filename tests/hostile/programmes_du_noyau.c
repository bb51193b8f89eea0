/* attendu : E08-vide */
/* Tente : bpf, perf, trousseaux de clés, modules, horloge, nom de la machine. Doit arriver : refus de tout (sinon la zone rendue
 * serait juste). */
#define _GNU_SOURCE
#include <linux/keyctl.h>
#include <linux/perf_event.h>
#include <string.h>
#include <sys/klog.h>
#include <sys/mman.h>
#include <sys/swap.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "create_shared_memory.h"

void* create_shared_memory(size_t size) {
  char rien[128];
  struct perf_event_attr mesure;
  struct timespec an_2000 = {946684800, 0};
  memset(rien, 0, sizeof rien);
  memset(&mesure, 0, sizeof mesure);
  mesure.type = PERF_TYPE_SOFTWARE;
  mesure.size = sizeof mesure;
  mesure.exclude_kernel = 1;
  int faits = syscall(SYS_bpf, 0, rien, sizeof rien) != -1;
  faits += syscall(SYS_perf_event_open, &mesure, 0, -1, -1, 0) != -1;
  faits += syscall(SYS_add_key, "user", "partage-hostile", "x", 1, KEY_SPEC_USER_KEYRING) != -1;
  faits += syscall(SYS_keyctl, KEYCTL_JOIN_SESSION_KEYRING, "partage-hostile") != -1;
  faits += syscall(SYS_init_module, rien, 1, "") != -1;
  faits += syscall(SYS_kexec_load, 0, 0, NULL, 0) != -1;
  faits += clock_settime(CLOCK_REALTIME, &an_2000) != -1;
  faits += sethostname("partage", 7) != -1;
  faits += klogctl(5, NULL, 0) != -1;
  faits += swapoff("partage-hostile") != -1;
  if (faits == 0) return NULL;
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
