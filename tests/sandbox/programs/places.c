/* What a program may do: its own folder, /tmp, /dev/shm (an object of the name given), the four devices. */
#include "report.h"
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>

static int can_write(const char *path) {
  int fd = open(path, O_RDWR | O_CREAT, 0600);
  int result = fd >= 0 && write(fd, "x", 1) == 1;
  if (fd >= 0) close(fd);
  return result;
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  char byte = 1, given[64];
  attempt("write here", can_write("mine"));
  attempt("grow and map here", truncate("mine", 4096) == 0);
  attempt("remove here", unlink("mine") == 0);
  if (strcmp(argv[1], "lite") != 0) attempt("write /tmp", can_write("/tmp/mine"));
  int fd = shm_open(argv[2], O_RDWR | O_CREAT, 0600);
  attempt("shm_open", fd >= 0 && ftruncate(fd, 4096) == 0 &&
                          mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0) != MAP_FAILED);
  attempt("write /dev/null", can_write("/dev/null"));
  fd = open("/dev/zero", O_RDONLY);
  attempt("read /dev/zero", read(fd, &byte, 1) == 1 && byte == 0);
  fd = open("/dev/urandom", O_RDONLY);
  attempt("read /dev/urandom", read(fd, &byte, 1) == 1);
  fd = open("/dev/full", O_WRONLY);
  attempt("full /dev/full", write(fd, "x", 1) < 0 && errno == ENOSPC);
  attempt("read own maps", open("/proc/self/maps", O_RDONLY) >= 0);
  attempt("working folder", getcwd(given, sizeof given) != NULL);
  attempt("system()", system("exit 7") == 7 << 8);
  say("end", "");
  return 0;
}
