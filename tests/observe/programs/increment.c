/* Two processes add one to one counter; with an argument, one at a time. */
#include <semaphore.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct shared {
  volatile int counter;
  sem_t lock;
};

static void increment(struct shared* shared, int locked) {
  if (locked) sem_wait(&shared->lock);
  shared->counter++;
  if (locked) sem_post(&shared->lock);
}

int main(int argc, char** argv) {
  (void)argv;
  struct shared* shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED || sem_init(&shared->lock, 1, 1) != 0) return 99;
  pid_t child = fork();
  increment(shared, argc > 1);
  if (child == 0) _exit(0);
  waitpid(child, NULL, 0);
  return shared->counter;
}
