/* Selon ce que l'en-tête montre : en C99 strict, c'est /dev/zero */
#include <stdlib.h>
#include <fcntl.h>
#include <unistd.h>
#include <sys/mman.h>
void* create_shared_memory(size_t size) {
#ifdef MAP_ANONYMOUS
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
#else
  int fd = open("/dev/zero", O_RDWR);
  void* p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  return p;
#endif
}
