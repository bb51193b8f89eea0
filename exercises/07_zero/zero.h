/*
 * zero.h : le contrat de la fonction à écrire.
 */
#ifndef ZERO_H
#define ZERO_H

#include <stddef.h>

/*
 * Rend l'adresse d'une nouvelle zone d'au moins `n` octets (n >= 1), remplie de
 * zéros, obtenue en projetant le périphérique /dev/zero. Ce processus et ses
 * descendants nés ensuite la lisent et l'écrivent en commun. Le descripteur
 * qui a servi est refermé.
 *
 * Rend NULL si open échoue (errno reste celui d'open, et mmap n'est pas
 * appelé) ou si mmap échoue. L'appelant rend la zone par munmap(adresse, n).
 */
void* par_dev_zero(size_t n);

#endif
