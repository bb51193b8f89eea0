/* attendu : E12-write */
#include "majuscules.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

long majuscules(const char* chemin) {
  unsigned char octets[16384];
  long changes = 0;
  int fd = open(chemin, O_RDWR);
  if (fd == -1) return -1;
  ssize_t n = read(fd, octets, sizeof octets);
  for (ssize_t i = 0; i < n; i++) {
    if (octets[i] < 'a' || octets[i] > 'z') continue;
    octets[i] -= 32;
    changes++;
  }
  pid_t fils = fork();
  if (fils == 0) _exit(pwrite(fd, octets, n, 0) != n);
  close(fd);
  return waitpid(fils, NULL, 0) == fils ? changes : -1;
}
