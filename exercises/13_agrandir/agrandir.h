/*
 * agrandir.h : le contrat de la fonction à écrire.
 */
#ifndef AGRANDIR_H
#define AGRANDIR_H

#include <stddef.h>

/*
 * Ajoute à la fin du fichier `chemin`, par la mémoire et non par write, les n
 * octets qui se trouvent en `d`.
 *
 * Rend 0, ou -1 si un appel échoue ; le fichier a alors sa taille et son
 * contenu d'avant. Le fichier doit exister. Avec n = 0, rend 0 sans rien
 * changer.
 */
int ajouter(const char* chemin, const void* d, size_t n);

#endif
