/*
 * create_shared_memory.h : le contrat de la fonction à écrire.
 */
#ifndef CREATE_SHARED_MEMORY_H
#define CREATE_SHARED_MEMORY_H

#include <stddef.h>

/*
 * Rend l'adresse d'une nouvelle zone d'au moins `size` octets (size >= 1),
 * anonyme, remplie de zéros, que ce processus et ses descendants nés ensuite
 * lisent et écrivent en commun.
 *
 * Chaque appel crée sa propre zone. Rend MAP_FAILED, comme mmap, si mmap
 * échoue. L'appelant rend la zone par munmap(adresse, size).
 */
void* create_shared_memory(size_t size);

#endif
