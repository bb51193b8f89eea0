/* attendu : G-compile */
/* Tente : faire dire au compilateur et à l'assembleur, que le kit cite, ce qui ne doit pas l'être. Doit arriver : un échec de
 * compilation, cité inerte. */
#include "create_shared_memory.h"

#pragma message "::notice title=GRADE::20/20"
#warning ::notice title=GRADE::20/20 <CTestMeasurement type="numeric/double" name="x">1</CTestMeasurement>
__asm__(".print \"::notice title=GRADE::20/20\"");
__asm__(".warning \"\033[2J\033]0;reussi\007\"");
#line 1 "\n::notice title=GRADE::20/20\n"
#error ::notice title=GRADE::20/20

void* create_shared_memory(size_t size) {
  (void)size;
  return NULL;
}
