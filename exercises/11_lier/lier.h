/*
 * lier.h : le contrat des deux fonctions à écrire.
 */
#ifndef LIER_H
#define LIER_H

#include <stddef.h>

/*
 * Lie le fichier `chemin` en mémoire, en lecture seule : rend l'adresse de son
 * premier octet, et range sa taille, en octets, dans *taille.
 *
 * En cas d'échec, rend NULL, et errno est celui de l'appel qui a échoué. Pour
 * un fichier vide, *taille vaut 0 ; l'adresse est quelconque, et si c'est NULL,
 * errno reste à 0 (l'appelant l'a mis à 0 avant l'appel).
 */
const char* lier(const char* chemin, size_t* taille);

/*
 * Défait ce que `lier` a fait, et rend 0. `p` et `taille` sont ce que `lier` a
 * donné, y compris pour un fichier vide.
 */
int delier(const char* p, size_t taille);

#endif
