/* attendu : G-code-modifie */
/* Tente : lever le drapeau de pas à pas, et se faire appeler par SIGTRAP après chaque instruction du scénario, dont il pourrait
 * changer les registres. Doit arriver : cela se voit au premier pas. */
#define _GNU_SOURCE
#include <signal.h>
#include <sys/mman.h>

#include "create_shared_memory.h"

static volatile long pas;

static void entre_deux_instructions(int numero) { (void)numero, pas++; }

void* create_shared_memory(size_t size) {
  void* zone = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
#ifdef __x86_64__
  signal(SIGTRAP, entre_deux_instructions);
  __asm__ volatile("pushf\n orq $0x100, (%%rsp)\n popf" : : : "memory", "cc");
#endif
  return zone;
}
