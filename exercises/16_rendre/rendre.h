/*
 * rendre.h : le contrat de la fonction à écrire.
 */
#ifndef RENDRE_H
#define RENDRE_H

#include <stddef.h>

/*
 * p et n sont l'adresse et la longueur (n >= 1) d'une projection MAP_SHARED
 * d'un fichier. Rend au système les pages de mémoire qu'elle occupe, sans rien
 * perdre de son contenu : la zone reste liée, avec les mêmes droits, et se relit
 * comme avant.
 *
 * Rend 0, ou -1 si le noyau refuse.
 */
int rendre(void* p, size_t n);

#endif
