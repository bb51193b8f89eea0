/* une seule zone, une page par fils, à rebours */
#include "bulletins.h"
#include <semaphore.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int depouiller(int n, long (*urne)(int), long* total) {
  if (n <= 0) return -1;
  long pg = sysconf(_SC_PAGESIZE);
  size_t t = (size_t)pg * (size_t)(n + 1);
  char* z = mmap(NULL, t, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (z == (void*)-1) return -1;
  sem_t* s = (sem_t*)z;
  sem_init(s, 1, 0);
  int reste = n, r = 0, nes = 0;
  while (reste--) {
    pid_t p = fork();
    if (p == -1) { r = -1; break; }
    if (p == 0) {
      *(long*)(z + (size_t)(reste + 1) * (size_t)pg) = urne(reste);
      sem_post(s);
      _exit(0);
    }
    nes++;
  }
  for (int i = 0; i < nes; i++) {
    int e;
    wait(&e);
    if (!(WIFEXITED(e) && !WEXITSTATUS(e))) r = -1;
  }
  *total = 0;
  for (int i = 1; i <= n; i++) *total += *(long*)(z + (size_t)i * (size_t)pg);
  sem_destroy(s);
  munmap(z, t);
  return r;
}
