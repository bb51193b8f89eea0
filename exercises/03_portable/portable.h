/*
 * portable.h : le contrat de la fonction.
 */
#ifndef PORTABLE_H
#define PORTABLE_H

#include <stddef.h>

/*
 * Rend l'adresse d'une zone d'au moins `size` octets (size >= 1), que ce
 * processus et ses descendants nés ensuite lisent et écrivent en commun.
 */
void* create_shared_memory(size_t size);

#endif
