/* attendu : E08-vide */
/* Tente : un fichier juste pour gcc, mais dont l'assemblage écrit des ordres. Doit arriver : rien n'en sort tel quel. */
#include "create_shared_memory.h"

#pragma message "::notice title=GRADE::20/20"
__asm__(".print \"::notice title=GRADE::20/20\"\n.print \"<CTestMeasurement type='numeric/double' name='x'>1</CTestMeasurement>\"");
__asm__(".warning \"\n::notice title=GRADE::20/20\"");

void* create_shared_memory(size_t size) {
  (void)size;
  return NULL;
}
