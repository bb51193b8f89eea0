/* attendu : E02-sans-tube */
#include "tube.h"

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string.h>

int par_tube(const void* src, size_t n, void* dst) {
  memcpy(dst, src, n);
  return 0;
}
