/* attendu : E08-prive */
/* Tente : des points d'arrêt à lui, un gestionnaire de SIGTRAP, un signal qui imite ceux du traceur. Doit arriver : les siens
 * lui reviennent, et rien ne change. */
#define _GNU_SOURCE
#include <signal.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "create_shared_memory.h"

static void attrape(int numero) { (void)numero; }

void* create_shared_memory(size_t size) {
  siginfo_t imite = {0};
  signal(SIGTRAP, attrape);
#ifdef __x86_64__
  __asm__ volatile("int3");
#endif
  raise(SIGTRAP);
  imite.si_signo = SIGTRAP;
  imite.si_code = SI_KERNEL;
  syscall(SYS_rt_sigqueueinfo, getpid(), SIGTRAP, &imite);
  imite.si_code = TRAP_BRKPT;
  syscall(SYS_rt_tgsigqueueinfo, getpid(), getpid(), SIGTRAP, &imite);
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}
