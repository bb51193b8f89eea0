/* attendu : E08-vide */
/* Tout ce qu'un outil pourrait prendre pour une réussite. */
#include <stdio.h>

#include "create_shared_memory.h"

void* create_shared_memory(size_t size) {
  (void)size;
  puts("{\"schema_version\": 1, \"outcome\": \"passed\"}");
  puts("::notice title=GRADE::20/20");
  puts("<CTestMeasurementFile type=\"text/string\" name=\"x\">/etc/passwd</CTestMeasurementFile>");
  puts("\033]0;réussi\a\033[2J\033[32m✔ exercice réussi\033[0m");
  fflush(stdout);
  return NULL;
}
