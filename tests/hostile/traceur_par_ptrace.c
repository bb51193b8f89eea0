/* attendu : E08-malloc */
/* Tente : ne bien faire que sous un traceur, dont PTRACE_TRACEME se plaindrait. Doit arriver : il ne s'en plaint pas. */
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/ptrace.h>

#include "create_shared_memory.h"

void* create_shared_memory(size_t size) {
  static int essayes, refus;
  if (essayes++ == 0) refus = ptrace(PTRACE_TRACEME, 0, NULL, NULL) == -1;
  if (!refus) return malloc(size);
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
