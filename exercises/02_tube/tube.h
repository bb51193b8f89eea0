/*
 * tube.h : le contrat de la fonction à écrire.
 */
#ifndef TUBE_H
#define TUBE_H

#include <stddef.h>

/*
 * Un fils, né de fork, envoie dans un tube les n octets qui sont à l'adresse
 * src ; le père les reçoit à l'adresse dst, et attend la fin du fils.
 *
 * Rend 0 si les n octets sont arrivés (n = 0 compris), -1 sinon. Dans tous
 * les cas, il ne reste ni processus, ni descripteur.
 */
int par_tube(const void* src, size_t n, void* dst);

#endif
