/* attendu : G-compile-limite */
#include "/dev/zero"
