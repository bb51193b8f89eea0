/* deux moitiés, dans deux threads */
#include "rendre.h"
#include <pthread.h>
#include <sys/mman.h>
struct m { char* p; size_t n; int r; };
static void* f(void* x) { struct m* m = x; m->r = madvise(m->p, m->n, MADV_DONTNEED); return x; }
int rendre(void* p, size_t n) {
  size_t k = n / 2 / 4096 * 4096;
  struct m a = {p, k, 0}, b = {(char*)p + k, n - k, 0};
  pthread_t t;
  if (pthread_create(&t, 0, f, &a)) f(&a); else { f(&b); pthread_join(t, 0); }
  return a.r | b.r ? -1 : 0;
}
