/*
 * La fonction est juste ; le fichier n'est pas du C99 strict.
 *
 *   gcc -std=c99 -Wall -Wextra -pedantic -Werror -c portable.c
 *
 * TODO : rendez ce fichier acceptable par cette commande, sans en changer une
 * option. Une ligne suffit ; reste à savoir laquelle, et où.
 */
#include <stdlib.h>
#include <sys/mman.h>

void* create_shared_memory(size_t size) {
  int protection = PROT_READ | PROT_WRITE;
  int visibility = MAP_SHARED | MAP_ANONYMOUS;
  return mmap(NULL, size, protection, visibility, -1, 0);
}
