/* attendu : E08-vide */
/* Tente : lire le contrôle, les solutions, les essais des autres, les comptes et les clés de l'enseignant. Doit arriver : rien
 * n'en est lu (sinon la zone rendue serait juste). */
#include <fcntl.h>
#include <glob.h>
#include <sys/mman.h>
#include <unistd.h>

#include "create_shared_memory.h"

static int se_lit(const char* chemin) {
  char octet;
  int fd = open(chemin, O_RDONLY | O_NONBLOCK);
  if (fd == -1) return 0;
  int lu = read(fd, &octet, 1) == 1;
  close(fd);
  return lu;
}

static int un_se_lit(const char* motif) {
  glob_t trouves;
  int lu = 0;
  if (glob(motif, 0, NULL, &trouves) != 0) return 0;
  for (size_t i = 0; i < trouves.gl_pathc; i++) lu += se_lit(trouves.gl_pathv[i]);
  globfree(&trouves);
  return lu;
}

void* create_shared_memory(size_t size) {
  const char* chemins[] = {"@RACINE@/exercises/08_create_shared_memory/check.cpp",
                           "@RACINE@/exercises/08_create_shared_memory/exercise.toml",
                           "@RACINE@/solutions/08_create_shared_memory/create_shared_memory.c",
                           "@RACINE@/tests/hostile/lit_le_controle.c",
                           "@RACINE@/README.fr.md",
                           "../build/create_shared_memory.c",
                           "../scenario.o",
                           "/etc/passwd",
                           "/etc/shadow",
                           "/etc/hostname"};
  const char* motifs[] = {"/home/*/.ssh/*", "/root/.ssh/*", "/root/.bash*", "/home/*/.bash*", "/home/*/.cache/partage/*/*",
                          "/root/.cache/partage/*/*", "/var/tmp/partage-*/*", "/etc/ssh/*"};
  int lus = 0;
  for (unsigned i = 0; i < sizeof chemins / sizeof *chemins; i++) lus += se_lit(chemins[i]);
  for (unsigned i = 0; i < sizeof motifs / sizeof *motifs; i++) lus += un_se_lit(motifs[i]);
  if (lus == 0) return NULL;
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
