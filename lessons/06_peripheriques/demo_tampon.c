/*
 * demo_tampon.c : un tampon où le noyau écrit pendant que l'on lit.
 *
 * perf_event_open (man 2 perf_event_open) donne un descripteur que l'on projette :
 * le noyau y note chaque faute de page du programme, avec son adresse. C'est ainsi
 * que travaillent les pilotes de caméra, de son ou d'écran : le matériel remplit
 * la mémoire, le programme la lit, et rien n'est recopié.
 *
 *   programme  touche une page ──▶ noyau ──▶ [ adresse ] ◀── programme
 *                                             le tampon projeté
 *
 * Compiler : gcc -std=c99 -g -I../common demo_tampon.c -o demo_tampon
 * Usage    : demo_tampon
 *
 * À observer : aucun read entre le moment où le noyau note et celui où l'on lit.
 *              Si le noyau refuse, c'est un réglage de la machine
 *              (/proc/sys/kernel/perf_event_paranoid).
 * À essayer  : touchez deux fois la même page : combien de fautes ?
 */
#define _GNU_SOURCE /* syscall, MAP_ANONYMOUS : ni C99 ni POSIX */
#include <errno.h>
#include <linux/perf_event.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#include "outils.h"

enum { PAGES = 3 };
struct note { /* ce que le noyau range dans le tampon à chaque faute */
  struct perf_event_header tete;
  uint64_t adresse;
};

static int ecouter_les_fautes(void) {
  struct perf_event_attr choix;
  memset(&choix, 0, sizeof choix);
  choix.size = sizeof choix;
  choix.type = PERF_TYPE_SOFTWARE;
  choix.config = PERF_COUNT_SW_PAGE_FAULTS;
  choix.sample_period = 1; /* une note à chaque faute */
  choix.sample_type = PERF_SAMPLE_ADDR;
  choix.exclude_kernel = 1;
  choix.exclude_hv = 1;
  return (int)syscall(SYS_perf_event_open, &choix, 0, -1, -1, 0);
}

int main(void) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  sortie_immediate();
  volatile char* zone = mmap(NULL, PAGES * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (zone == MAP_FAILED) ou_mourir(-1, "mmap");
  int fd = ecouter_les_fautes();
  if (fd == -1) {
    printf("le noyau refuse de noter les fautes : %s\n", strerror(errno));
    return EXIT_SUCCESS;
  }
  struct perf_event_mmap_page* tampon = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (tampon == MAP_FAILED) ou_mourir(-1, "mmap");
  const struct note* note = (const struct note*)((char*)tampon + page);
  printf("tampon projeté, encore vide\n"); /* ce premier printf a ses propres fautes */

  uint64_t debut = tampon->data_head;
  for (int i = 0; i < PAGES; i++) zone[(size_t)i * page] = 1;
  uint64_t fin = tampon->data_head;

  printf("fautes notées par le noyau : %d\n", (int)((fin - debut) / sizeof *note));
  for (uint64_t lu = debut; lu < fin; lu += sizeof *note) {
    long ecart = (long)(note[lu / sizeof *note].adresse - (uintptr_t)zone);
    printf("  à %ld octets du début de la zone\n", ecart);
  }
  return EXIT_SUCCESS;
}
