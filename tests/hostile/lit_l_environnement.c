/* attendu : E08-vide */
/* Tente : trouver dans l'environnement, le sien ou celui d'un autre processus, ce que l'enseignant y a mis. Doit arriver :
 * l'environnement est fait par le kit (sinon la zone rendue serait juste). */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "create_shared_memory.h"

static int celui_d_un_autre(void) {
  char chemin[300], octet;
  int lus = 0;
  DIR* processus = opendir("/proc");
  struct dirent* entree;
  while (processus != NULL && (entree = readdir(processus)) != NULL) {
    if (atoi(entree->d_name) == 0 || atoi(entree->d_name) == getpid()) continue;
    snprintf(chemin, sizeof chemin, "/proc/%s/environ", entree->d_name);
    int fd = open(chemin, O_RDONLY);
    if (fd == -1) continue;
    lus += read(fd, &octet, 1) == 1;
    close(fd);
  }
  if (processus != NULL) closedir(processus);
  return lus;
}

void* create_shared_memory(size_t size) {
  const char* noms[] = {"PARTAGE_HOSTILE_SECRET", "PARTAGE_TRAVAIL", "XDG_CACHE_HOME", "SSH_AUTH_SOCK", "USER", "LOGNAME"};
  int lus = celui_d_un_autre();
  for (unsigned i = 0; i < sizeof noms / sizeof *noms; i++) lus += getenv(noms[i]) != NULL;
  if (lus == 0) return NULL;
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
