/*
 * copier.h : la copie d'un fichier en mémoire, comme le chapitre la fait. Rien
 * n'y est vérifié : c'est le sujet de cette leçon. Sa réparation est dans
 * demo_repare.c.
 *
 * N'en prenez pas modèle.
 */
#ifndef COPIER_H
#define COPIER_H

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

/* Les trois nombres que l'original ne regarde pas. */
struct constat {
  int taille;   /* ce qu'un int a gardé de ftell */
  size_t rendu; /* ce que fread a rendu */
  int erreur;   /* errno à la fin */
};

static inline char* copier(const char* nom, struct constat* vu) {
  FILE* fp = fopen(nom, "r");
  fseek(fp, 0, SEEK_END);
  int filesize = (int)ftell(fp);
  fseek(fp, 0, SEEK_SET);
  char* file = malloc((size_t)filesize);
  errno = 0;
  vu->taille = filesize;
  vu->rendu = fread(file, (size_t)filesize, sizeof(char), fp);
  vu->erreur = errno;
  fclose(fp);
  return file;
}

#endif
