/* attendu : E08-vide */
/* Tente : écrire un verdict, une note, un fichier n'importe où hors de son dossier. Doit arriver : aucun n'est créé (sinon
 * la zone rendue serait juste), et le dossier de la machine reste propre. */
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "create_shared_memory.h"

static int ecrit(const char* chemin) {
  int fd = open(chemin, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (fd == -1) return 0;
  int fait = write(fd, "{\"outcome\": \"passed\"}\n", 22) == 22;
  close(fd);
  return fait;
}

void* create_shared_memory(size_t size) {
  const char* chemins[] = {"@RACINE@/partage-hostile",
                           "@RACINE@/build/partage-hostile",
                           "@RACINE@/exercises/08_create_shared_memory/partage-hostile",
                           "@RACINE@/travail/partage-hostile",
                           "../partage-hostile",
                           "../verdict.json",
                           "../scenario.o",
                           "../../partage-hostile",
                           "/proc/self/cwd/../partage-hostile",
                           "/etc/partage-hostile",
                           "/var/tmp/partage-hostile",
                           "/root/partage-hostile",
                           "/run/partage-hostile",
                           "/dev/partage-hostile"};
  int faits = 0;
  for (unsigned i = 0; i < sizeof chemins / sizeof *chemins; i++) faits += ecrit(chemins[i]);
  faits += mkdir("../partage-hostile-dossier", 0700) == 0;
  faits += link("/etc/passwd", "partage-hostile-lien") == 0;
  faits += rename(".", "../partage-hostile-autre") == 0;
  faits += chmod("..", 0777) == 0;
  if (faits == 0) return NULL;
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
