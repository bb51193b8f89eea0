/*
 * charger.h : le contrat de la fonction à écrire.
 */
#ifndef CHARGER_H
#define CHARGER_H

#include <stddef.h>

/*
 * Rend une copie du contenu de `chemin`, dans un bloc que l'appelant rendra par
 * free, et met dans *taille le nombre de ses octets. Après le dernier, le bloc
 * a un octet nul, que *taille ne compte pas.
 *
 * Le fichier peut être vide, contenir des octets nuls, ou ne pas savoir sa
 * propre taille (un tube, un fichier de /proc). Rend NULL en cas d'échec, et
 * errno dit pourquoi.
 */
char* charger(const char* chemin, size_t* taille);

#endif
