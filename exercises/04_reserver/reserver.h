/*
 * reserver.h : le contrat de la fonction à écrire.
 */
#ifndef RESERVER_H
#define RESERVER_H

#include <stddef.h>

/*
 * Rend l'adresse d'une nouvelle zone d'au moins `n` octets, demandée à mmap :
 * privée, anonyme, remplie de zéros, que l'on peut lire et écrire, et rien de
 * plus.
 *
 * Rend NULL si mmap échoue, et si n vaut 0. L'appelant rend la zone par
 * munmap(adresse, n).
 */
void* reserver(size_t n);

#endif
