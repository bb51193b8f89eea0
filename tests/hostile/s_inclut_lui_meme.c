/* attendu : G-compile */
#include "create_shared_memory.h"
#include __FILE__
