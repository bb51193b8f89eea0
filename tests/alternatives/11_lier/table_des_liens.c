/* une liste de ce qui est lié */
#include "lier.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
struct noeud { const void* p; size_t n; struct noeud* suivant; };
static struct noeud* liste;
const char* lier(const char* chemin, size_t* taille) {
  struct stat st;
  struct noeud* x = malloc(sizeof *x);
  if (!x) return NULL;
  int fd = open(chemin, O_RDONLY);
  if (fd == -1) { int e = errno; free(x); errno = e; return NULL; }
  if (fstat(fd, &st) == -1) { int e = errno; free(x); close(fd); errno = e; return NULL; }
  *taille = st.st_size;
  if (st.st_size == 0) { close(fd); free(x); return NULL; }
  x->p = mmap(NULL, st.st_size, PROT_READ, MAP_SHARED_VALIDATE, fd, 0);
  int e = errno;
  close(fd);
  if (x->p == MAP_FAILED) { free(x); errno = e; return NULL; }
  x->n = st.st_size;
  x->suivant = liste;
  liste = x;
  return x->p;
}
int delier(const char* p, size_t taille) {
  (void)taille;
  for (struct noeud** q = &liste; *q; q = &(*q)->suivant)
    if ((*q)->p == p) {
      struct noeud* x = *q;
      *q = x->suivant;
      int r = munmap((void*)x->p, x->n);
      free(x);
      return r;
    }
  return 0;
}
