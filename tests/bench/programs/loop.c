/* Father and child each go round a loop; of sixty-four pages that both have, one word changes now and then. */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static int turns;

static void go_round(int* zone, int from, int count) {
  for (int i = 0; i < count; i++) {
    turns = i / 50;
    if (i % 50 == 0)
      zone[from] = i;
  }
}

int main(int argc, char* argv[]) {
  const int count = argc > 1 ? atoi(argv[1]) : 100;
  const size_t size = 64 * 4096;
  int* zone = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (zone == MAP_FAILED)
    return 1;
  memset(zone, 'x', size);
  const pid_t child = fork();
  if (child == -1)
    return 1;
  if (child == 0) {
    go_round(zone, 0, count);
    _exit(0);
  }
  go_round(zone, 8, count);
  return waitpid(child, NULL, 0) == child ? 0 : 1;
}
