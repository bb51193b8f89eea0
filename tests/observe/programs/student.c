#define _GNU_SOURCE
#include "student.h"

#include <sys/mman.h>

static void *helper(unsigned long size) {
  return mmap(0, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0); /* LINE student */
}

void *make_zone(unsigned long size) {
  void *zone = helper(size);
  return zone;
}
