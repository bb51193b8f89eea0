/* attendu : E08-vide */
/* Tente : être prévenu de ce que les autres ouvrent (inotify, fanotify). Doit arriver : fanotify est refusé, inotify ne voit
 * que son propre dossier (sinon la zone rendue serait juste). */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/fanotify.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <unistd.h>

#include "create_shared_memory.h"

void* create_shared_memory(size_t size) {
  int guet = inotify_init1(IN_NONBLOCK);
  int vus = inotify_add_watch(guet, "@RACINE@/exercises", IN_ALL_EVENTS) != -1;
  vus += inotify_add_watch(guet, "/root", IN_ALL_EVENTS) != -1;
  vus += fanotify_init(FAN_CLASS_NOTIF, O_RDONLY) != -1;
  close(guet);
  if (vus == 0) return NULL;
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
