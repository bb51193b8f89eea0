/* essaie de grandes pages, le dit, puis fait sans */
#define _GNU_SOURCE
#include "agrandir.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int ajouter(const char* chemin, const void* d, size_t n) {
  int fd = open(chemin, O_RDWR);
  if (fd == -1) return -1;
  off_t avant = lseek(fd, 0, SEEK_END), ecart = avant % sysconf(_SC_PAGESIZE);
  if (n == 0) return close(fd);
  if (ftruncate(fd, avant + (off_t)n) == -1) {
    close(fd);
    return -1;
  }
  char* p = mmap(NULL, ecart + n, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_HUGETLB, fd, avant - ecart);
  if (p == MAP_FAILED) {
    perror("grandes pages");
    p = mmap(NULL, ecart + n, PROT_READ | PROT_WRITE, MAP_SHARED, fd, avant - ecart);
  }
  if (p == MAP_FAILED) {
    perror("mmap");
    if (ftruncate(fd, avant) == -1) perror("ftruncate");
    close(fd);
    return -1;
  }
  memcpy(p + ecart, d, n);
  munmap(p, ecart + n);
  return close(fd);
}
