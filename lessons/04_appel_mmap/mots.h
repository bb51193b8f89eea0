/*
 * mots.h : les mots que demo_six comprend, et ce qu'ils valent.
 *
 *   valeur("PROT_READ|PROT_WRITE")  3 : les noms sont ceux de <sys/mman.h>,
 *                                   assemblés par | (ou par +, que le shell
 *                                   n'interprète pas) ; un nombre se vaut
 *   nom_erreur(EINVAL)              "EINVAL"
 */
#ifndef MOTS_H
#define MOTS_H

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* Des drapeaux propres à Linux : en C99, avec _DEFAULT_SOURCE. */
static const struct { const char* mot; long valeur; } mots[] = {
    {"NULL", 0},
    {"PROT_NONE", PROT_NONE},
    {"PROT_READ", PROT_READ},
    {"PROT_WRITE", PROT_WRITE},
    {"PROT_EXEC", PROT_EXEC},
    {"MAP_SHARED", MAP_SHARED},
    {"MAP_PRIVATE", MAP_PRIVATE},
    {"MAP_ANONYMOUS", MAP_ANONYMOUS},
    {"MAP_FIXED", MAP_FIXED},
    {"MAP_FIXED_NOREPLACE", MAP_FIXED_NOREPLACE},
    {"MAP_NORESERVE", MAP_NORESERVE},
};

static inline long un_mot(const char* mot) {
  for (size_t i = 0; i < sizeof mots / sizeof mots[0]; i++)
    if (strcmp(mot, mots[i].mot) == 0) return mots[i].valeur;
  char* fin;
  long nombre = strtol(mot, &fin, 0);
  if (fin == mot || *fin != '\0') {
    fprintf(stderr, "« %s » : mot inconnu ; voyez mots.h\n", mot);
    exit(EXIT_FAILURE);
  }
  return nombre;
}

static inline long valeur(const char* texte) {
  char copie[256];
  long somme = 0;
  snprintf(copie, sizeof copie, "%s", texte);
  for (char* mot = strtok(copie, "|+"); mot != NULL; mot = strtok(NULL, "|+"))
    somme |= un_mot(mot);
  return somme;
}

static inline const char* nom_erreur(int erreur) {
  switch (erreur) {
    case EACCES: return "EACCES";
    case EBADF: return "EBADF";
    case EEXIST: return "EEXIST";
    case EINVAL: return "EINVAL";
    case ENODEV: return "ENODEV";
    case ENOMEM: return "ENOMEM";
    case EOVERFLOW: return "EOVERFLOW";
    case EPERM: return "EPERM";
    default: return "?";
  }
}

#endif
