/*
 * compilateur.h : écrire un petit fichier C, et demander à gcc ce qu'il en
 * pense. À inclure après la macro _POSIX_C_SOURCE.
 *
 *   entrer_dossier(nom)       crée un dossier temporaire, et y entre
 *   ecrire(fichier, texte)    y range un fichier
 *   gcc(arguments)            lance gcc, sa sortie dans le fichier « sortie » ;
 *                             rend 1 s'il a accepté, 0 s'il a refusé
 *   ligne(motif, texte)       la première ligne de « sortie » qui a ce motif
 *   quitter_dossier(nom)      efface le dossier et ce qu'il contient
 */
#ifndef COMPILATEUR_H
#define COMPILATEUR_H

#include <errno.h>
#include <sys/stat.h>

#include "outils.h"

enum { LIGNE = 256 };

static inline void entrer_dossier(char nom[]) {
  if (mkdtemp(nom) == NULL) ou_mourir(-1, "mkdtemp");
  ou_mourir(chdir(nom), "chdir");
  ou_mourir(mkdir("sys", 0700), "mkdir");
}

static inline void ecrire(const char* fichier, const char* texte) {
  FILE* f = fopen(fichier, "w");
  if (f == NULL || fputs(texte, f) == EOF || fclose(f) == EOF) ou_mourir(-1, fichier);
}

static inline int gcc(const char* const arguments[]) {
  enum { INTROUVABLE = 127 };
  int etat;
  pid_t fils = ou_mourir(fork(), "fork");
  if (fils == 0) {
    int fd = ou_mourir(open("sortie", O_CREAT | O_TRUNC | O_WRONLY, 0600), "sortie");
    ou_mourir(dup2(fd, STDOUT_FILENO), "dup2");
    ou_mourir(dup2(fd, STDERR_FILENO), "dup2");
    setenv("LC_ALL", "C", 1); /* des messages en anglais, pour tout le monde */
    execvp("gcc", (char* const*)arguments);
    _exit(INTROUVABLE);
  }
  ou_mourir(waitpid(fils, &etat, 0), "waitpid");
  if (WIFEXITED(etat) && WEXITSTATUS(etat) == INTROUVABLE) {
    errno = ENOENT;
    ou_mourir(-1, "gcc");
  }
  return WIFEXITED(etat) && WEXITSTATUS(etat) == 0;
}

static inline int ligne(const char* motif, char texte[LIGNE]) {
  FILE* f = fopen("sortie", "r");
  int trouvee = 0;
  if (f == NULL) ou_mourir(-1, "sortie");
  while (!trouvee && fgets(texte, LIGNE, f) != NULL) trouvee = strstr(texte, motif) != NULL;
  fclose(f);
  texte[trouvee ? strcspn(texte, "\n") : 0] = '\0';
  return trouvee;
}

static inline void quitter_dossier(const char* nom) {
  static const char* const noms[] = {"listing.c", "sortie", "sys/mman.h"};
  for (size_t i = 0; i < sizeof noms / sizeof *noms; i++)
    if (unlink(noms[i]) == -1 && errno != ENOENT) ou_mourir(-1, noms[i]);
  ou_mourir(rmdir("sys"), "rmdir");
  ou_mourir(chdir("/"), "chdir");
  ou_mourir(rmdir(nom), "rmdir");
}

#endif
