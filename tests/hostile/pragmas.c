/* attendu : E08-prive */
/* Tente : interdire au scénario ses fonctions, en changer la compilation, donner à main un double. Doit arriver : tout cela ne
 * vaut que pour ce fichier. */
#include <sys/mman.h>

#include "create_shared_memory.h"

#pragma GCC push_options
#pragma GCC optimize("O0", "no-stack-protector")
#pragma weak main = gagne
#pragma weak exit = gagne
#pragma redefine_extname waitpid gagne
#pragma GCC visibility push(hidden)

int gagne(void) { return 0; }

__attribute__((weak)) int vie_du_fils(void) { return 0; }
__attribute__((weak, alias("gagne"))) int ou_mourir(void);

__attribute__((noipa, naked, used)) static void nue(void) { __asm__("ret"); }

#pragma GCC visibility pop

void* create_shared_memory(size_t size) {
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}
#pragma GCC poison mmap fork waitpid read write
