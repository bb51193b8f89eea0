/* Fills sixteen pages again and again. */
#include <string.h>
#include <sys/mman.h>

int main(void) {
  unsigned size = 16 * 4096;
  char* zone = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (zone == MAP_FAILED) return 1;
  for (int i = 1; i < 60; i++) memset(zone, i, size);
  for (int i = 1; i < 60; i++) {
    memset(zone, i, size);
  }
  return 0;
}
