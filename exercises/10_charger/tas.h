/*
 * tas.h : le tas du scénario. D'ordinaire, c'est celui de la bibliothèque ; mais
 * il peut aussi refuser une demande, compter les blocs, ou garder chacun :
 *
 *   [ le bloc de n octets ][ page interdite ]
 *
 * Un octet écrit ou lu juste après un bloc gardé tue alors le programme, au lieu
 * de passer inaperçu (si n est un multiple de 16 : malloc aligne ses blocs).
 */
#ifndef TAS_H
#define TAS_H

#include <errno.h>
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

extern void* __libc_malloc(size_t n);
extern void* __libc_realloc(void* p, size_t n);
extern void* __libc_memalign(size_t alignement, size_t n);
extern void __libc_free(void* p);

enum { MIO = 1 << 20, SALE = 0xa5, RESERVE = 32 * MIO, RENDUS = 64, PLACES = 1 << 16 };

/* Ce qu'est un bloc, au retour de l'appel observé. */
enum { VIVANT, DEJA_RENDU, PAS_DE_CET_APPEL };

static struct {
  char *reserve, *libre; /* des pages pour les blocs gardés ; NULL : on ne garde pas */
  int compter;           /* l'appel observé est en cours */
  int refus;             /* numéro de la demande à refuser, 0 : aucune */
  int demandes;
  long vivants; /* blocs demandés pendant l'appel, et pas rendus */
  const void* rendus[RENDUS]; /* les derniers passés à free, et pas redonnés depuis */
  unsigned suivant;
  int appel; /* numéro de l'appel observé */
  struct {
    const void* bloc;
    int appel; /* pendant lequel ce bloc a été demandé */
  } table[PLACES]; /* les blocs demandés pendant un appel, et pas rendus */
} tas;

static size_t place_de(const void* p) { return (size_t)((uintptr_t)p / 16 * 0x9e3779b97f4a7c15u >> 48) % PLACES; }

/* La place de ce bloc, ou celle, vide, qu'il prendrait. */
static size_t chercher(const void* p) {
  size_t i = place_de(p);
  while (tas.table[i].bloc != NULL && tas.table[i].bloc != p) i = (i + 1) % PLACES;
  return i;
}

/* Un bloc de plus ; d'une table presque pleine, il ne serait plus trouvé assez vite. */
static void inscrire(const void* p) {
  size_t i = chercher(p);
  if (!tas.compter || p == NULL || tas.vivants > PLACES / 2) return;
  tas.table[i].bloc = p;
  tas.table[i].appel = tas.appel;
  tas.vivants++;
}

/* Le bloc s'en va, et ceux qui le suivaient faute de place reviennent vers la leur. */
static void rayer(const void* p) {
  size_t vide = chercher(p);
  if (tas.table[vide].bloc == NULL) return;
  if (tas.compter && tas.table[vide].appel == tas.appel) tas.vivants--;
  for (size_t i = (vide + 1) % PLACES; tas.table[i].bloc != NULL; i = (i + 1) % PLACES) {
    if ((i - place_de(tas.table[i].bloc)) % PLACES < (i - vide) % PLACES) continue;
    tas.table[vide] = tas.table[i];
    vide = i;
  }
  tas.table[vide].bloc = NULL;
}

static int deja_rendu(const void* p) {
  for (int i = 0; i < RENDUS; i++)
    if (p != NULL && tas.rendus[i] == p) return 1;
  return 0;
}

/* Un bloc que le tas donne n'est plus de ceux qu'on a rendus. */
static void* redonner(void* p) {
  for (int i = 0; i < RENDUS; i++)
    if (tas.rendus[i] == p) tas.rendus[i] = NULL;
  return p;
}

static inline int etat_du_bloc(const void* p) {
  size_t i = chercher(p);
  if (p == NULL || (tas.table[i].bloc == p && tas.table[i].appel == tas.appel)) return VIVANT;
  return deja_rendu(p) ? DEJA_RENDU : PAS_DE_CET_APPEL;
}

static inline void commencer_un_appel(int refus) {
  memset(tas.rendus, 0, sizeof tas.rendus);
  tas.demandes = 0;
  tas.vivants = 0;
  tas.refus = refus;
  tas.appel++;
  tas.compter = 1;
}

static int est_garde(const char* p) { return tas.reserve != NULL && p >= tas.reserve && p < tas.libre; }

/* Devant chaque bloc gardé, sa taille ; derrière, jusqu'à la page interdite, rien
   que ce qui arrondit n à l'alignement (16 au moins, une page au plus). */
static void* garder(size_t n, size_t alignement) {
  size_t page = (size_t)getpagesize(), arrondi = (n + alignement - 1) / alignement * alignement;
  size_t pages = (16 + arrondi + page - 1) / page * page;
  if (n > RESERVE || tas.libre + pages + page > tas.reserve + RESERVE) return NULL;
  char* bloc = tas.libre + pages - arrondi;
  memcpy(bloc - 16, &n, sizeof n);
  memset(bloc, SALE, arrondi);
  tas.libre += pages + page;
  return mprotect(tas.libre - page, page, PROT_NONE) == 0 ? bloc : NULL;
}

/* Tant qu'il tient dans ses pages, un bloc gardé y grandit ou y diminue, contre
   la même page interdite. NULL : il n'y tient pas. */
static void* garder_sur_place(char* bloc, size_t ancienne, size_t n) {
  size_t page = (size_t)getpagesize(), arrondi = (n + 15) / 16 * 16;
  char* fin = bloc + (ancienne + 15) / 16 * 16;
  uintptr_t debut = (uintptr_t)(bloc - 16) / page * page;
  if (n > RESERVE || (uintptr_t)fin - debut < arrondi + 16) return NULL;
  size_t gardes = ancienne < n ? ancienne : n;
  char* nouveau = memmove(fin - arrondi, bloc, gardes);
  memset(nouveau + gardes, SALE, arrondi - gardes);
  memcpy(nouveau - 16, &n, sizeof n);
  return nouveau;
}

static size_t taille_gardee(const char* bloc) {
  size_t n;
  memcpy(&n, bloc - 16, sizeof n);
  return n;
}

static void* changer_un_garde(char* p, size_t n) {
  size_t ancienne = taille_gardee(p);
  char* bloc = garder_sur_place(p, ancienne, n);
  if (bloc != NULL) return bloc;
  bloc = garder(n, 16);
  if (bloc == NULL) bloc = __libc_malloc(n);
  if (bloc != NULL) memcpy(bloc, p, ancienne < n ? ancienne : n);
  return bloc;
}

/* Seules les demandes du programme sont refusées, et non celles que la
   bibliothèque fait pour elle-même (le tampon de fopen, par exemple). */
static int refuser(const void* appelant) {
  extern char __executable_start, etext;
  const char* code = appelant;
  if (code < &__executable_start || code >= &etext) return 0;
  if (!tas.compter || ++tas.demandes != tas.refus) return 0;
  errno = ENOMEM;
  return 1;
}

static void* donner(size_t n, size_t alignement, const void* appelant) {
  if (refuser(appelant)) return NULL;
  void* bloc = tas.reserve != NULL && alignement <= (size_t)getpagesize() ? garder(n, alignement) : NULL;
  /* La réserve est épuisée, ou il n'y en a pas. */
  if (bloc == NULL) bloc = alignement <= 16 ? __libc_malloc(n) : __libc_memalign(alignement, n);
  inscrire(bloc);
  return redonner(bloc);
}

void* malloc(size_t n) { return donner(n, 16, __builtin_return_address(0)); }

static size_t alignement_de(size_t demande) { return demande < 16 ? 16 : demande; }

void* aligned_alloc(size_t alignement, size_t n) { return donner(n, alignement_de(alignement), __builtin_return_address(0)); }
void* memalign(size_t alignement, size_t n) { return donner(n, alignement_de(alignement), __builtin_return_address(0)); }
void* valloc(size_t n) { return donner(n, (size_t)getpagesize(), __builtin_return_address(0)); }

int posix_memalign(void** bloc, size_t alignement, size_t n) {
  if (alignement % sizeof(void*) != 0 || (alignement & (alignement - 1)) != 0 || alignement == 0) return EINVAL;
  void* donne = donner(n, alignement_de(alignement), __builtin_return_address(0));
  if (donne == NULL) return ENOMEM;
  *bloc = donne;
  return 0;
}

void free(void* p) {
  if (p == NULL) return;
  rayer(p);
  if (tas.compter) tas.rendus[tas.suivant++ % RENDUS] = p;
  if (!est_garde(p)) __libc_free(p);
}

void* calloc(size_t nombre, size_t n) {
  size_t octets;
  if (__builtin_mul_overflow(nombre, n, &octets)) {
    errno = ENOMEM;
    return NULL;
  }
  void* bloc = donner(octets, 16, __builtin_return_address(0));
  return bloc == NULL ? NULL : memset(bloc, 0, octets);
}

void* realloc(void* p, size_t n) {
  if (p == NULL) return donner(n, 16, __builtin_return_address(0));
  if (n == 0) {
    free(p);
    return NULL;
  }
  if (refuser(__builtin_return_address(0))) return NULL;
  void* bloc = est_garde(p) ? changer_un_garde(p, n) : __libc_realloc(p, n);
  if (bloc == NULL) return NULL;
  rayer(p);
  inscrire(bloc);
  return redonner(bloc);
}

/* Les blocs à venir seront gardés. */
static inline void garder_les_blocs(void) {
  tas.reserve = mmap(NULL, RESERVE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (tas.reserve == MAP_FAILED) _exit(EXIT_FAILURE);
  tas.libre = tas.reserve;
}

/* Un tas qui rend au noyau tout ce qui est libre à sa fin : ce qu'il occupe est ce que l'on n'a pas rendu. */
static inline void tenir_le_tas_court(void) {
  mallopt(M_MMAP_THRESHOLD, 32 * MIO);
  mallopt(M_TRIM_THRESHOLD, 0);
  mallopt(M_TOP_PAD, 0);
}

/* Un tas qui a déjà servi : rien n'y est à zéro. */
static inline void salir_le_tas(void) {
  mallopt(M_MMAP_THRESHOLD, 32 * MIO);
  mallopt(M_TRIM_THRESHOLD, 256 * MIO);
  void* grand = __libc_malloc(8 * MIO);
  if (grand == NULL) _exit(EXIT_FAILURE);
  memset(grand, SALE, 8 * MIO);
  __libc_free(grand);
}

#endif
