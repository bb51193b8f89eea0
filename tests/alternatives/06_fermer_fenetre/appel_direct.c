/* l'appel système, sans passer par la bibliothèque */
#include "fermer_fenetre.h"

#include <stdint.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

int fermer_fenetre(const char* p, size_t n) {
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  uintptr_t ecart = (uintptr_t)p % page;
  return (int)syscall(SYS_munmap, p - ecart, n + ecart);
}
