/* Several ways for all to wait for each other, and some that only look like it. */
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void full_pipe(void) {
  static char block[100000];
  int ends[2];
  if (pipe(ends) != 0) _exit(1);
  if (fork() == 0) {
    ssize_t done = write(ends[1], block, sizeof block); /* LINE write */
    _exit(done < 0);
  }
  wait(NULL); /* LINE wait */
}

static void own_end(void) {
  char c;
  int ends[2];
  if (pipe(ends) != 0) _exit(1);
  while (read(ends[0], &c, 1) > 0) continue;
}

static void mutexes(void) {
  pthread_mutex_t* locks = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  pthread_mutexattr_t shared;
  int met[2];
  char c = 0;
  pthread_mutexattr_init(&shared);
  pthread_mutexattr_setpshared(&shared, PTHREAD_PROCESS_SHARED);
  pthread_mutex_init(&locks[0], &shared);
  pthread_mutex_init(&locks[1], &shared);
  if (pipe(met) != 0) _exit(1);
  pthread_mutex_lock(&locks[0]); /* before there is a child, which could take both */
  if (fork() == 0) {
    pthread_mutex_lock(&locks[1]);
    if (write(met[1], &c, 1) != 1) _exit(1);
    pthread_mutex_lock(&locks[0]);
    _exit(0);
  }
  if (read(met[0], &c, 1) != 1) _exit(1);
  pthread_mutex_lock(&locks[1]);
}

static void semaphore(void) {
  sem_t* lock = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  sem_init(lock, 1, 0);
  if (fork() == 0) {
    sem_wait(lock);
    _exit(0);
  }
  wait(NULL);
}

static void file_lock(void) {
  char name[] = "verrou-XXXXXX";
  struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
  int fd = mkstemp(name);
  unlink(name);
  if (fd < 0 || fcntl(fd, F_SETLKW, &whole) != 0) _exit(1);
  if (fork() == 0) {
    fcntl(fd, F_SETLKW, &whole);
    _exit(0);
  }
  wait(NULL);
}

static void on_alarm(int signal) { (void)signal; }

/* All asleep, and yet it ends: the child sleeps, the father is woken by a timer. */
static void only_slow(void) {
  struct timespec instant = {.tv_nsec = 300 * 1000 * 1000};
  pid_t child = fork();
  if (child == 0) {
    nanosleep(&instant, NULL);
    _exit(0);
  }
  wait(NULL);
  struct sigaction action = {.sa_handler = on_alarm};
  sigaction(SIGALRM, &action, NULL);
  alarm(1);
  int ends[2];
  char c;
  if (pipe(ends) != 0 || read(ends[0], &c, 1) >= 0) _exit(1);
}

int main(int argc, char** argv) {
  const char* way = argc > 1 ? argv[1] : "";
  if (strcmp(way, "full_pipe") == 0) full_pipe();
  if (strcmp(way, "own_end") == 0) own_end();
  if (strcmp(way, "mutexes") == 0) mutexes();
  if (strcmp(way, "semaphore") == 0) semaphore();
  if (strcmp(way, "file_lock") == 0) file_lock();
  if (strcmp(way, "only_slow") == 0) only_slow();
  return 0;
}
