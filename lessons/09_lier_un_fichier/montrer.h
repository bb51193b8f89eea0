/*
 * montrer.h : les octets d'un petit fichier, des deux côtés.
 *
 *   montrer(moment, adresse, taille, nom)
 *       affiche la mémoire liée, puis le fichier tel que le lirait un autre
 *       programme : open, read, close
 */
#ifndef MONTRER_H
#define MONTRER_H

#include <fcntl.h>

#include "fichiers.h"

static inline size_t lire_le_fichier(const char* nom, char* octets, size_t place) {
  int fd = ou_arreter(open(nom, O_RDONLY), "open");
  int lus = ou_arreter((int)read(fd, octets, place), "read");
  ou_arreter(close(fd), "close");
  return (size_t)lus;
}

static inline void afficher(const char* octets, size_t n) {
  for (size_t i = 0; i < n; i++) printf("%02x ", (unsigned char)octets[i]);
  printf("%.*s", (int)n, octets);
}

static inline void montrer(const char* moment, const char* adresse, size_t taille, const char* nom) {
  char octets[16];
  size_t lus = lire_le_fichier(nom, octets, sizeof octets);
  printf("%s\n  mémoire ", moment);
  afficher(adresse, taille);
  printf("    fichier ");
  afficher(octets, lus);
  printf("\n");
}

#endif
