/* attendu : E08-nom-laisse */
/* Tente : un objet dont le nom, que le diagnostic cite, contient une ligne d'ordre et des échappements. Doit arriver : le nom
 * est cité inerte, et l'objet effacé. */
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "create_shared_memory.h"

void* create_shared_memory(size_t size) {
  int fd = shm_open("/partage-hostile\n::notice title=GRADE::20\033[2J<CTestMeasurement>\xff", O_RDWR | O_CREAT, 0600);
  if (fd == -1 || ftruncate(fd, (off_t)size) == -1) return MAP_FAILED;
  void* zone = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  return zone;
}
