/*
 * fichiers.h : les fichiers que les démonstrations de cette leçon copient. Ils
 * n'ont pas de nom dans un dossier et disparaissent avec le programme ; tant
 * qu'ils sont ouverts, on les rouvre par /dev/fd/N.
 *
 *   fichier_neuf(texte, taille, chemin)  un fichier qui commence par `texte`, et
 *                                        que l'on porte à `taille` octets sans
 *                                        rien écrire de plus (fichier creux)
 *   tube_plein(texte, chemin)            un tube où `texte` attend d'être lu
 */
#ifndef FICHIERS_H
#define FICHIERS_H

#include "outils.h"

enum { CHEMIN = 32 };

static inline void fichier_neuf(const char* texte, off_t taille, char chemin[CHEMIN]) {
  FILE* neuf = tmpfile();
  if (neuf == NULL) ou_mourir(-1, "tmpfile");
  size_t longueur = strlen(texte);
  if (fwrite(texte, 1, longueur, neuf) != longueur || fflush(neuf) != 0) ou_mourir(-1, "fwrite");
  ou_mourir(ftruncate(fileno(neuf), taille), "ftruncate");
  snprintf(chemin, CHEMIN, "/dev/fd/%d", fileno(neuf));
}

static inline void tube_plein(const char* texte, char chemin[CHEMIN]) {
  int tube[2];
  ou_mourir(pipe(tube), "pipe");
  if (write(tube[1], texte, strlen(texte)) != (ssize_t)strlen(texte)) ou_mourir(-1, "write");
  ou_mourir(close(tube[1]), "close");
  snprintf(chemin, CHEMIN, "/dev/fd/%d", tube[0]);
}

#endif
