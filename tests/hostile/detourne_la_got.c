/* attendu : G-code-modifie */
/* Tente : changer l'adresse par laquelle le scénario appelle waitpid, dans la table des adresses (GOT), pour être entre lui et le
 * noyau. Doit arriver : cette table ne s'écrit plus une fois le programme chargé ; vouloir l'ouvrir se voit. */
#include <stdint.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include "create_shared_memory.h"

extern char _DYNAMIC[], edata[];

static pid_t attend(pid_t fils, int* etat, int options) { return (void)etat, (void)options, fils; }

__attribute__((constructor)) static void detourne(void) {
  uintptr_t vraie = (uintptr_t)waitpid;
  for (uintptr_t* mot = (uintptr_t*)(void*)_DYNAMIC; (char*)mot < edata; mot++) {
    if (*mot != vraie || mprotect((void*)((uintptr_t)mot & ~(uintptr_t)4095), 4096, PROT_READ | PROT_WRITE) != 0) continue;
    *mot = (uintptr_t)attend;
  }
}

void* create_shared_memory(size_t size) {
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
