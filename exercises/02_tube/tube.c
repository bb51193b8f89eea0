#include "tube.h"

#include <sys/wait.h>
#include <unistd.h>

int par_tube(const void* src, size_t n, void* dst) {
  /* TODO : un tube, un fils qui y envoie les octets de src, un père qui les
     reçoit dans dst, puis qui attend son fils. */
  (void)src, (void)n, (void)dst; /* à retirer quand ils vous serviront */
  return -1;
}
