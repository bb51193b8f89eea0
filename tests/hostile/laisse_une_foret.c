/* attendu : E08-vide */
/* Tente : un dossier de travail que l'on ne saurait effacer : mille niveaux, des dossiers fermés, un tube nommé, un lien vers la
 * racine, un nom en UTF-8 invalide ; et de même dans /dev/shm. Doit arriver : rien n'en reste. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "create_shared_memory.h"

static void foret(int niveaux) {
  mkfifo("tube", 0000);
  if (symlink("/", "racine") == -1) return;
  mkdir("\xff\xfe\n::notice title=GRADE::20", 0300);
  int ici = open(".", O_RDONLY | O_DIRECTORY);
  for (int i = 0; i < niveaux; i++)
    if (mkdir("d", 0300) == -1 || chdir("d") == -1) break;
  close(open("feuille", O_CREAT | O_WRONLY, 0000));
  if (fchdir(ici) == -1) return;
  close(ici);
}

void* create_shared_memory(size_t size) {
  (void)size;
  foret(1000);
  if (mkdir("/dev/shm/partage-hostile", 0700) == 0 && chdir("/dev/shm/partage-hostile") == 0) foret(300);
  return NULL;
}
