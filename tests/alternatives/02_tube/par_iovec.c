/* readv et writev, des deux côtés du tube */
#include "tube.h"

#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

typedef ssize_t transfert(int, const struct iovec*, int);

static size_t tout(transfert* passer, int fd, void* octets, size_t n) {
  size_t faits = 0;
  while (faits < n) {
    struct iovec reste = {.iov_base = (char*)octets + faits, .iov_len = n - faits};
    ssize_t passes = passer(fd, &reste, 1);
    if (passes <= 0) break;
    faits += (size_t)passes;
  }
  return faits;
}

int par_tube(const void* src, size_t n, void* dst) {
  int tube[2];
  if (pipe(tube) == -1) return -1;
  pid_t fils = fork();
  if (fils == 0) {
    close(tube[0]);
    _exit(tout(writev, tube[1], (void*)src, n) != n);
  }
  close(tube[1]);
  size_t recus = fils == -1 ? 0 : tout(readv, tube[0], dst, n);
  close(tube[0]);
  if (fils == -1) return -1;
  waitpid(fils, NULL, 0);
  return recus == n ? 0 : -1;
}
