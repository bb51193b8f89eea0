/*
 * sommer.h : le contrat de la fonction à écrire.
 */
#ifndef SOMMER_H
#define SOMMER_H

#include <stdint.h>

/*
 * Range dans *s la somme des octets du fichier, chacun compté de 0 à 255, et
 * rend 0. Un fichier vide a pour somme 0.
 *
 * Le fichier n'est que lu, sans être recopié en mémoire. Rend -1 s'il ne peut
 * pas être ouvert ou lié ; *s n'a alors pas de sens. Ne laisse ni descripteur
 * ouvert ni projection.
 */
int sommer(const char* chemin, uint64_t* s);

#endif
