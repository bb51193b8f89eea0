/*
 * fermer_fenetre.h : le contrat de la fonction à écrire.
 */
#ifndef FERMER_FENETRE_H
#define FERMER_FENETRE_H

#include <stddef.h>

/*
 * Défait la projection des `n` octets qui commencent à `p` (n >= 1) : toutes
 * les pages qui portent l'un d'eux, et aucune autre. `p` est une adresse telle
 * que fenetre en rend, quelque part dans une page.
 *
 * Rend 0, ou -1 si munmap échoue.
 */
int fermer_fenetre(const char* p, size_t n);

#endif
