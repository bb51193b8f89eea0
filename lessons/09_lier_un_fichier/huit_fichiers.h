/*
 * huit_fichiers.h : les fichiers que demo_listing et demo_repare essaient tous
 * deux. Un seul est ordinaire.
 */
#ifndef HUIT_FICHIERS_H
#define HUIT_FICHIERS_H

#include "fichiers.h"

enum { HUIT = 8 };

static const char* const huit_fichiers[HUIT] = {"ordinaire", "absent", "protege", "dossier",
                                                "vide",      "court",  "zero",    "accent"};

static const char plus_de_cent_octets[] =
    "Un texte sans histoire : des lettres, des lettres, des lettres, des lettres,\n"
    "des lettres, des lettres, et un point.\n";

static inline void creer_un_texte(const char* nom, const char* texte, mode_t mode) {
  creer(nom, texte, strlen(texte), mode);
}

static inline void creer_les_huit_fichiers(void) {
  creer_un_texte("ordinaire", plus_de_cent_octets, 0644);
  creer_un_texte("protege", "On peut me lire, pas m'écrire.\n", 0444);
  if (mkdir("dossier", 0755) == -1) arreter("mkdir");
  creer_un_texte("vide", "", 0644);
  creer_un_texte("court", "12345678", 0644);
  creer("zero", "avant\0après", 12, 0644);
  creer_un_texte("accent", "Chaque soir de cet été.\n", 0644);
}

#endif
