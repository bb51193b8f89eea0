/*
 * demo_prot.c : les droits d'une page, et qui les fait respecter.
 *
 * Chaque essai a lieu dans un fils : s'il meurt, le père dit de quoi. Le même
 * code machine, six ou huit octets qui rendent 42, sert à chaque exécution.
 *
 *   r--  lire            rw-  écrire aussi       r-x  exécuter
 *
 * Compiler : gcc -std=c99 -g -I../common demo_prot.c -o demo_prot
 * Usage    : demo_prot
 *
 * À observer : la page existe toujours, c'est l'accès qui est refusé ; PROT_WRITE
 *              seul se lit quand même, sur un processeur x86.
 * À essayer  : PROT_NONE au lieu de PROT_READ dans ecrire() ; puis ajoutez
 *              PROT_EXEC à la fonction lire().
 */
#define _DEFAULT_SOURCE
#include <signal.h>
#include <sys/mman.h>

#include "outils.h"

#if defined(__x86_64__)
static const unsigned char rendre_42[] = {0xb8, 42, 0, 0, 0, 0xc3}; /* mov eax, 42 ; ret */
#elif defined(__aarch64__)
static const unsigned char rendre_42[] = {0x40, 5, 0x80, 0x52, 0xc0, 3, 0x5f, 0xd6}; /* mov w0, #42 ; ret */
#endif

/* Une page qui contient le code, avec ces droits-là et pas d'autres. */
static void* page_de_code(int droits) {
  void* page = mmap(NULL, sizeof rendre_42, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (page == MAP_FAILED) ou_mourir(-1, "mmap");
  memcpy(page, rendre_42, sizeof rendre_42);
  __builtin___clear_cache(page, (char*)page + sizeof rendre_42);
  ou_mourir(mprotect(page, sizeof rendre_42, droits), "mprotect");
  return page;
}

static int ecrire(void) {
  volatile char* page = page_de_code(PROT_READ);
  *page = 1;
  return 1;
}

static int lire(void) { return *(volatile unsigned char*)page_de_code(PROT_WRITE); }

static int executer(int droits) {
  int (*fonction)(void);
  void* page = page_de_code(droits);
  memcpy(&fonction, &page, sizeof page); /* C99 ne convertit pas une adresse en fonction */
  return fonction();
}

static int executer_avec_droit(void) { return executer(PROT_READ | PROT_EXEC); }
static int executer_sans_droit(void) { return executer(PROT_READ); }

/* Le noyau dit l'adresse et le motif : SEGV_ACCERR, la page est là mais fermée. */
static void expliquer(int signal, siginfo_t* motif, void* contexte) {
  (void)contexte;
  _exit(signal == SIGSEGV && motif->si_code == SEGV_ACCERR ? 200 : 201);
}

static void essayer(const char* nom, int (*essai)(void)) {
  pid_t fils = ou_mourir(fork(), "fork");
  if (fils == 0) {
    struct sigaction action = {.sa_sigaction = expliquer, .sa_flags = SA_SIGINFO};
    ou_mourir(sigaction(SIGSEGV, &action, NULL), "sigaction");
    _exit(essai());
  }
  int etat;
  ou_mourir(waitpid(fils, &etat, 0), "waitpid");
  int code = WIFEXITED(etat) ? WEXITSTATUS(etat) : 201;
  if (code < 200) printf("%s : %d\n", nom, code);
  if (code == 200) printf("%s : SIGSEGV, SEGV_ACCERR (droits insuffisants)\n", nom);
  if (code > 200) printf("%s : mort d'une autre cause\n", nom);
}

int main(void) {
  sortie_immediate();
  essayer("écrire dans PROT_READ              ", ecrire);
  essayer("lire dans PROT_WRITE seul          ", lire);
  essayer("exécuter dans PROT_READ | PROT_EXEC", executer_avec_droit);
  essayer("exécuter dans PROT_READ            ", executer_sans_droit);
  return EXIT_SUCCESS;
}
