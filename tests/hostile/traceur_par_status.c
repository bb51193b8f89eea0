/* attendu : E08-malloc */
/* Tente : ne bien faire que sous un traceur, que /proc/self/status dirait (TracerPid). Doit arriver : il ne l'apprend pas. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "create_shared_memory.h"

static int trace(const char* chemin) {
  char ligne[256];
  FILE* etat = fopen(chemin, "r");
  int traceur = 0;
  while (etat != NULL && fgets(ligne, sizeof ligne, etat) != NULL)
    if (strncmp(ligne, "TracerPid:", 10) == 0) traceur = atoi(ligne + 10);
  if (etat != NULL) fclose(etat);
  return traceur != 0;
}

static int trace_par_le_dossier(void) {
  char chemin[64];
  snprintf(chemin, sizeof chemin, "/proc/self/task/%d/status", (int)getpid());
  if (trace(chemin)) return 1;
  return chdir("/proc/self") == 0 && trace("status");
}

void* create_shared_memory(size_t size) {
  if (!trace("/proc/self/status") && !trace("/proc/thread-self/status") && !trace_par_le_dossier()) return malloc(size);
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
