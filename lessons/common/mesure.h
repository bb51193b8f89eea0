/*
 * mesure.h : mesurer plusieurs façons de faire, puis dessiner les résultats.
 * À inclure après _DEFAULT_SOURCE.
 *
 *   fichier_de_mesure(&taille)  un grand fichier sur un vrai disque ; rend son
 *                               descripteur, et dit sa taille
 *   oublier(fd)                 vide le cache du noyau de ce fichier : à froid,
 *                               chaque page devra revenir du disque
 *   mesurer(facons, n, …)       fait tout 6 fois, dans les deux ordres, chaque
 *                               fois dans un fils neuf ; garde les médianes
 *   diagramme(titre, facons, n, grandeur)
 *                             une barre par façon, à l'échelle
 *
 * Le fichier n'a plus de nom dès sa création : quoi qu'il arrive au programme,
 * le noyau le supprime avec le dernier descripteur qui le tient.
 */
#ifndef MESURE_H
#define MESURE_H

#include <sys/mman.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <time.h>

#include "outils.h"

enum { MIO = 1 << 20, TOURS = 6, LARGEUR = 40 };

/* Ce que l'on mesure : le temps, puis des octets.
   RCHAR    ceux que read et ses pareils ont recopiés (man 5 proc, io)
   RSS      les pages présentes en mémoire, chacune comptée en entier
   PSS      les mêmes, chacune divisée par le nombre de processus qui l'ont
   ANONYME  celles qui ne sont à aucun fichier : le tas, la pile, les copies */
enum { SECONDES, RCHAR, RSS, PSS, ANONYME, GRANDEURS };

struct mesure {
  double de[GRANDEURS];
};

struct facon {
  const char* nom;
  void (*agir)(int fd, size_t taille, struct mesure* m);
  struct mesure mediane; /* rempli par mesurer */
};

/* La valeur qui suit ce nom dans un fichier de /proc : « rchar: 1234 ». */
static inline double valeur_de(const char* chemin, const char* nom) {
  char ligne[256];
  double valeur = 0;
  FILE* fichier = fopen(chemin, "r");
  if (fichier == NULL) ou_mourir(-1, chemin);
  while (fgets(ligne, sizeof ligne, fichier) != NULL)
    if (strncmp(ligne, nom, strlen(nom)) == 0) valeur = atof(ligne + strlen(nom));
  fclose(fichier);
  return valeur;
}

/* Ajoute à m la mémoire de ce processus (man 5 proc, smaps_rollup). */
static inline void memoire_de(pid_t pid, struct mesure* m) {
  char chemin[64];
  snprintf(chemin, sizeof chemin, "/proc/%ld/smaps_rollup", (long)pid);
  m->de[RSS] += valeur_de(chemin, "Rss:") * 1024;
  m->de[PSS] += valeur_de(chemin, "Pss:") * 1024;
  m->de[ANONYME] += valeur_de(chemin, "Anonymous:") * 1024;
}

static inline double maintenant(void) {
  struct timespec t;
  ou_mourir(clock_gettime(CLOCK_MONOTONIC, &t), "clock_gettime");
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Lit un octet sur 64 : toutes les lignes de cache, comme qui se servirait de
   tout. volatile : sans lui, le compilateur pourrait supprimer des lectures dont
   rien ne dépend. */
static inline void parcourir(const char* octets, size_t taille) {
  static volatile char vu;
  for (size_t i = 0; i < taille; i += 64) vu = (char)(vu + octets[i]);
}

/* --- le fichier --------------------------------------------------------- */

/* tmpfs et ramfs n'ont pas de disque : on n'y verrait rien de froid. */
static inline int sur_un_disque(int fd) {
  struct statfs systeme;
  ou_mourir(fstatfs(fd, &systeme), "fstatfs");
  unsigned long type = (unsigned long)systeme.f_type & 0xffffffff;
  return type != 0x01021994 && type != 0x858458f6;
}

static inline int fichier_sans_nom(void) {
  const char* dossiers[] = {getenv("TMPDIR"), "/var/tmp", getenv("HOME"), "."};
  for (size_t i = 0; i < sizeof dossiers / sizeof *dossiers; i++) {
    char nom[512];
    if (dossiers[i] == NULL) continue;
    snprintf(nom, sizeof nom, "%s/mesure-XXXXXX", dossiers[i]);
    int fd = mkstemp(nom);
    if (fd == -1) continue;
    ou_mourir(unlink(nom), "unlink");
    if (sur_un_disque(fd)) return fd;
    close(fd);
  }
  fprintf(stderr, "aucun dossier temporaire n'est sur un vrai disque\n");
  _exit(EXIT_FAILURE);
}

/* 256 Mio, ou moins : jamais plus du quart de la place libre sur le disque, ni
   du huitième de la mémoire disponible (quatre copies doivent y tenir). */
static inline size_t taille_raisonnable(int fd) {
  struct statvfs disque;
  ou_mourir(fstatvfs(fd, &disque), "fstatvfs");
  double place = (double)disque.f_bavail * (double)disque.f_frsize / 4;
  double memoire = valeur_de("/proc/meminfo", "MemAvailable:") * 1024 / 8;
  double taille = place < memoire ? place : memoire;
  return taille < 256.0 * MIO ? (size_t)taille / MIO * MIO : 256u * MIO;
}

static inline int fichier_de_mesure(size_t* taille) {
  static uint32_t bloc[16 * 1024];
  uint32_t hasard = 2463534242u; /* xorshift : aucun disque ne saurait comprimer cela */
  int fd = fichier_sans_nom();
  *taille = taille_raisonnable(fd);
  printf("Fichier de %zu Mio%s.\n", *taille / MIO, *taille < 256u * MIO ? ", faute de place pour 256" : "");
  for (size_t ecrits = 0; ecrits < *taille; ecrits += sizeof bloc) {
    for (size_t i = 0; i < sizeof bloc / sizeof *bloc; i++) {
      hasard ^= hasard << 13, hasard ^= hasard >> 17, hasard ^= hasard << 5;
      bloc[i] = hasard;
    }
    if (write(fd, bloc, sizeof bloc) != (ssize_t)sizeof bloc) ou_mourir(-1, "write");
  }
  ou_mourir(fsync(fd), "fsync"); /* une page encore à écrire ne s'oublie pas */
  return fd;
}

static inline void oublier(int fd) {
  if (posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED) != 0) ou_mourir(-1, "posix_fadvise");
}

/* --- les mesures -------------------------------------------------------- */

/* Un fils neuf : rien de ce qu'un essai a pris ne sert au suivant. */
static inline void essayer(const struct facon* facon, int fd, size_t taille, struct mesure* m) {
  pid_t fils = ou_mourir(fork(), "fork");
  if (fils == 0) {
    double rchar = valeur_de("/proc/self/io", "rchar:");
    double debut = maintenant();
    facon->agir(fd, taille, m);
    m->de[SECONDES] = maintenant() - debut;
    m->de[RCHAR] = valeur_de("/proc/self/io", "rchar:") - rchar;
    if (m->de[RSS] == 0) memoire_de(getpid(), m); /* sauf si agir l'a déjà fait */
    _exit(EXIT_SUCCESS);
  }
  int etat;
  ou_mourir(waitpid(fils, &etat, 0), "waitpid");
  if (etat == 0) return;
  fprintf(stderr, "%s : cet essai a échoué\n", facon->nom);
  _exit(EXIT_FAILURE);
}

static inline int comparer(const void* a, const void* b) {
  double x = *(const double*)a, y = *(const double*)b;
  return (x > y) - (x < y);
}

static inline double mediane(const struct mesure* essais, int grandeur) {
  double valeurs[TOURS];
  for (int i = 0; i < TOURS; i++) valeurs[i] = essais[i].de[grandeur];
  qsort(valeurs, TOURS, sizeof *valeurs, comparer);
  return (valeurs[TOURS / 2 - 1] + valeurs[TOURS / 2]) / 2;
}

/* Les fils écrivent leurs mesures dans une zone partagée. `avant`, s'il n'est
   pas NULL, prépare chaque essai ; il n'est pas mesuré. */
static inline void mesurer(struct facon* facons, int nombre, int fd, size_t taille, void (*avant)(int fd)) {
  size_t octets = (size_t)nombre * TOURS * sizeof(struct mesure);
  struct mesure* essais = mmap(NULL, octets, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (essais == MAP_FAILED) ou_mourir(-1, "mmap");
  printf("Chaque façon %d fois, dans les deux ordres ; voici les médianes.\n", TOURS);
  for (int tour = 0; tour < TOURS; tour++) {
    for (int k = 0; k < nombre; k++) {
      int rang = tour % 2 == 0 ? k : nombre - 1 - k; /* un tour sur deux, l'ordre inverse */
      if (avant != NULL) avant(fd);
      essayer(&facons[rang], fd, taille, &essais[rang * TOURS + tour]);
    }
  }
  for (int rang = 0; rang < nombre; rang++)
    for (int quoi = 0; quoi < GRANDEURS; quoi++) facons[rang].mediane.de[quoi] = mediane(&essais[rang * TOURS], quoi);
  ou_mourir(munmap(essais, octets), "munmap");
}

static inline const char* plus_rapide(const struct facon* facons, int nombre) {
  int premier = 0;
  for (int i = 1; i < nombre; i++)
    if (facons[i].mediane.de[SECONDES] < facons[premier].mediane.de[SECONDES]) premier = i;
  return facons[premier].nom;
}

/* --- le dessin ---------------------------------------------------------- */

static inline void barre(const char* nom, double valeur, double plein, double unite, const char* son_nom) {
  int pleins = plein > 0 ? (int)(LARGEUR * valeur / plein + 0.5) : 0;
  printf("  %-12s ", nom);
  for (int i = 0; i < pleins; i++) printf("█");
  printf("%s%.0f %s\n", pleins > 0 ? " " : "", valeur / unite, son_nom);
}

/* Un diagramme : la même grandeur de chaque façon ; la plus grande valeur
   remplit la largeur. */
static inline void diagramme(const char* titre, const struct facon* facons, int nombre, int grandeur) {
  int temps = grandeur == SECONDES;
  double plein = 0;
  for (int i = 0; i < nombre; i++)
    if (facons[i].mediane.de[grandeur] > plein) plein = facons[i].mediane.de[grandeur];
  printf("%s\n", titre);
  for (int i = 0; i < nombre; i++)
    barre(facons[i].nom, facons[i].mediane.de[grandeur], plein, temps ? 1e-3 : MIO, temps ? "ms" : "Mio");
}

#endif
