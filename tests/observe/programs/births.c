/* vfork, exec, threads: one of them by argument. */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int probed(int value) { return value + 1; }

static void *work(void *nothing) {
  void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  probed(7);
  return page == MAP_FAILED ? nothing : page;
}

static int threads(void) {
  pthread_t all[4];
  for (int i = 0; i < 4; i++)
    if (pthread_create(&all[i], NULL, work, NULL)) return 2;
  for (int i = 0; i < 4; i++) pthread_join(all[i], NULL);
  return 0;
}

static int with_vfork(const char *program) {
  pid_t pid = vfork();
  if (pid == 0) {
    if (program) execl(program, program, (char *)NULL);
    _exit(program ? 127 : 9);
  }
  probed(1);
  int status;
  if (waitpid(pid, &status, 0) != pid) return 2;
  return WEXITSTATUS(status);
}

static int with_exec(void) {
  pid_t pid = fork();
  if (pid == 0) {
    probed(3);
    execl("/proc/self/exe", "births", "after", (char *)NULL);
    _exit(127);
  }
  int status;
  waitpid(pid, &status, 0);
  return WEXITSTATUS(status);
}

static void *exec_from_thread(void *program) {
  execl(program, program, (char *)NULL);
  return NULL;
}

int main(int argc, char **argv) {
  const char *what = argc > 1 ? argv[1] : "";
  if (strcmp(what, "threads") == 0) return threads();
  if (strcmp(what, "vfork") == 0) return with_vfork(NULL);
  if (strcmp(what, "vfork-exec") == 0) return with_vfork("/bin/true");
  if (strcmp(what, "exec") == 0) return with_exec();
  if (strcmp(what, "after") == 0) return 6;
  if (strcmp(what, "exec-thread") == 0) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, exec_from_thread, "/bin/true")) return 2;
    pthread_join(thread, NULL);
    return 3;
  }
  return 1;
}
