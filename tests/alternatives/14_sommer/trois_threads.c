/* trois threads, une somme atomique */
#include "sommer.h"
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
enum { N = 3 };
static _Atomic uint64_t total;
struct part { const uint8_t *a, *b; };
static void* f(void* x) {
  struct part* p = x;
  uint64_t t = 0;
  for (const uint8_t* q = p->a; q < p->b; q++) t += *q;
  atomic_fetch_add(&total, t);
  return NULL;
}
int sommer(const char* chemin, uint64_t* s) {
  struct stat st;
  int fd = open(chemin, O_RDONLY);
  if (fd == -1) return -1;
  if (fstat(fd, &st) == -1) { close(fd); return -1; }
  total = 0;
  size_t n = st.st_size;
  if (n > 0) {
    const uint8_t* p = mmap(NULL, n, PROT_READ, MAP_SHARED | MAP_NORESERVE, fd, 0);
    if (p == MAP_FAILED) { close(fd); return -1; }
    pthread_t t[N];
    struct part q[N];
    int nes = 0;
    for (int i = 0; i < N; i++) q[i] = (struct part){p + n / N * i, i == N - 1 ? p + n : p + n / N * (i + 1)};
    for (; nes < N; nes++) if (pthread_create(&t[nes], NULL, f, &q[nes])) break;
    for (int i = nes; i < N; i++) f(&q[i]);
    for (int i = 0; i < nes; i++) pthread_join(t[i], NULL);
    munmap((void*)p, n);
  }
  close(fd);
  *s = total;
  return 0;
}
