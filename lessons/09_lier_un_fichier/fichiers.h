/*
 * fichiers.h : de quoi donner aux démonstrations de cette leçon des fichiers à
 * elles, dans un dossier temporaire.
 *
 *   entrer_dans_un_dossier()     crée ce dossier et s'y place ; il sera effacé
 *                                à la fin du programme
 *   ou_arreter(open(…), "open")  comme ou_mourir, mais par exit : le dossier est
 *                                effacé même en cas d'échec
 *   creer(nom, octets, n, mode)  y crée un fichier de n octets
 *   dire_ce_qui_reste(nom)       combien de projections et de descripteurs
 *                                mènent encore à ce fichier
 *
 * Le dossier est sur un disque, et non en mémoire (tmpfs) : c'est là que l'on
 * voit ce qui arrive, ou non, dans le fichier.
 */
#ifndef FICHIERS_H
#define FICHIERS_H

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

#define TMPFS 0x01021994 /* man 2 statfs */

static char dossier_temporaire[1024];

static inline void arreter(const char* appel) {
  perror(appel);
  exit(EXIT_FAILURE);
}

static inline int ou_arreter(int resultat, const char* appel) {
  if (resultat == -1) arreter(appel);
  return resultat;
}

static inline void effacer_le_dossier(void) {
  DIR* dossier = opendir(".");
  if (dossier == NULL) return;
  for (struct dirent* entree = readdir(dossier); entree != NULL; entree = readdir(dossier))
    if (entree->d_name[0] != '.') remove(entree->d_name);
  closedir(dossier);
  if (rmdir(dossier_temporaire) == -1) perror(dossier_temporaire);
}

static inline int dossier_cree_dans(const char* base, const char* sous_dossier) {
  struct statfs disque;
  if (base == NULL || base[0] != '/') return 0;
  snprintf(dossier_temporaire, sizeof dossier_temporaire, "%s%s", base, sous_dossier);
  (void)mkdir(dossier_temporaire, 0700); /* s'il existe déjà, tant mieux */
  if (statfs(dossier_temporaire, &disque) == -1 || disque.f_type == TMPFS) return 0;
  snprintf(dossier_temporaire, sizeof dossier_temporaire, "%s%s/partage-XXXXXX", base, sous_dossier);
  return mkdtemp(dossier_temporaire) != NULL;
}

static inline void entrer_dans_un_dossier(void) {
  char ici[900];
  if (getcwd(ici, sizeof ici) == NULL) arreter("getcwd");
  int cree = dossier_cree_dans(getenv("XDG_CACHE_HOME"), "");
  cree = cree || dossier_cree_dans(getenv("HOME"), "/.cache") || dossier_cree_dans(ici, "");
  if (!cree) arreter("mkdtemp, sur un disque");
  if (chmod(dossier_temporaire, 0755) == -1 || chdir(dossier_temporaire) == -1) arreter(dossier_temporaire);
  if (atexit(effacer_le_dossier) != 0) arreter("atexit");
}

static inline void creer(const char* nom, const void* octets, size_t n, mode_t mode) {
  FILE* fichier = fopen(nom, "w");
  if (fichier == NULL || fwrite(octets, 1, n, fichier) != n || fclose(fichier) != 0) arreter(nom);
  if (chmod(nom, mode) == -1) arreter(nom);
}

/* Une ligne de /proc/self/maps par projection ; son fichier est à la fin. */
static inline int projections_de(const char* nom) {
  char ligne[2048];
  int nombre = 0;
  FILE* maps = fopen("/proc/self/maps", "r");
  if (maps == NULL) arreter("/proc/self/maps");
  while (fgets(ligne, sizeof ligne, maps) != NULL)
    if (strstr(ligne, nom) != NULL) nombre++;
  fclose(maps);
  return nombre;
}

/* Un lien de /proc/self/fd par descripteur, vers ce qu'il a ouvert. */
static inline int descripteurs_de(const char* nom) {
  int nombre = 0;
  DIR* liens = opendir("/proc/self/fd");
  if (liens == NULL) arreter("/proc/self/fd");
  for (struct dirent* lien = readdir(liens); lien != NULL; lien = readdir(liens)) {
    char cible[2048] = "";
    ssize_t longueur = readlinkat(dirfd(liens), lien->d_name, cible, sizeof cible - 1);
    if (longueur > 0 && strstr(cible, nom) != NULL) nombre++;
  }
  closedir(liens);
  return nombre;
}

static inline void dire_ce_qui_reste(const char* nom) {
  char fin[64];
  snprintf(fin, sizeof fin, "/%s", nom);
  printf("%-9s  il reste %d projection, %d descripteur\n", nom, projections_de(fin), descripteurs_de(fin));
}

#endif
