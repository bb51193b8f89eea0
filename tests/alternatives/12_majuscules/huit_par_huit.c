/* huit octets à la fois */
#include "majuscules.h"
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
long majuscules(const char* chemin) {
  struct stat s;
  int fd = open(chemin, O_RDWR);
  if (fd == -1) return -1;
  if (fstat(fd, &s) == -1) { close(fd); return -1; }
  size_t n = s.st_size, i = 0;
  if (n == 0) { close(fd); return 0; }
  uint8_t* p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  if (p == MAP_FAILED) return -1;
  long k = 0;
  for (; i + 8 <= n; i += 8) {
    uint64_t x;
    memcpy(&x, p + i, 8);
    uint64_t h = x & 0x8080808080808080u, b = x & 0x7f7f7f7f7f7f7f7fu;
    uint64_t ge = b + 0x1f1f1f1f1f1f1f1fu, gt = b + 0x0505050505050505u;
    uint64_t m = ge & ~gt & ~h & 0x8080808080808080u;
    k += __builtin_popcountll(m);
    x -= m >> 2;
    memcpy(p + i, &x, 8);
  }
  for (; i < n; i++)
    if (p[i] >= 'a' && p[i] <= 'z') p[i] -= 32, k++;
  munmap(p, n);
  return k;
}
