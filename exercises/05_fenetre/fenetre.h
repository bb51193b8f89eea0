/*
 * fenetre.h : le contrat de la fonction à écrire.
 */
#ifndef FENETRE_H
#define FENETRE_H

#include <stddef.h>
#include <sys/types.h>

/*
 * Projette, en lecture, les `n` octets du fichier ouvert `fd` qui commencent à
 * l'octet `debut` (debut >= 0, quelconque ; n >= 1), et rend l'adresse du
 * premier d'entre eux.
 *
 * Range dans *base et *len de quoi tout défaire : munmap(*base, *len). Rend
 * NULL si mmap échoue. `fd` reste ouvert.
 */
const char* fenetre(int fd, off_t debut, size_t n, void** base, size_t* len);

#endif
