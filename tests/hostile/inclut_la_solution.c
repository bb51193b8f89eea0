/* attendu : G-compile */
#include "@RACINE@/solutions/08_create_shared_memory/create_shared_memory.c"
