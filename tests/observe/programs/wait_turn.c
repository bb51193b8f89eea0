/* The child waits for a flag by turning round; the father sets it. */
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  volatile int* flag = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  pid_t child = fork();
  if (child == 0) {
    while (*flag == 0) continue;
    _exit(7);
  }
  *flag = 1;
  int status;
  waitpid(child, &status, 0);
  return WEXITSTATUS(status);
}
