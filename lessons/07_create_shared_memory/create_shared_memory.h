/*
 * create_shared_memory.h : la fonction du cours, telle que les démonstrations
 * de cette leçon l'utilisent. Le programme qui l'inclut définit d'abord
 * _DEFAULT_SOURCE : sans elle, -std=c99 cache MAP_ANONYMOUS.
 */
#ifndef CREATE_SHARED_MEMORY_H
#define CREATE_SHARED_MEMORY_H

#include <stddef.h> /* NULL, size_t */
#include <sys/mman.h>

/* Rend l'adresse d'une zone remplie de zéros, que partageront ce
   processus et les descendants qu'il aura ensuite ; MAP_FAILED en cas
   d'échec, jamais NULL. L'appelant rendra la zone par munmap. */
static inline void* create_shared_memory(size_t size) {
  int protection = PROT_READ | PROT_WRITE;
  int visibility = MAP_SHARED | MAP_ANONYMOUS;
  return mmap(NULL, size, protection, visibility, -1, 0);
}

#endif
