/* attendu : E13-write */
#include "agrandir.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

int ajouter(const char* chemin, const void* d, size_t n) {
  int fd = open(chemin, O_WRONLY | O_APPEND);
  if (fd == -1) return -1;
  pid_t fils = fork();
  if (fils == 0) _exit(write(fd, d, n) != (ssize_t)n);
  close(fd);
  return waitpid(fils, NULL, 0) == fils ? 0 : -1;
}
