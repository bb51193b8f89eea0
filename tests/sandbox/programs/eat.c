/* Exceeds one limit. Arguments: what, and how much (MiB where it is memory). */
#include "report.h"
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <sys/wait.h>

#define MIB (1ul << 20)

static void burn(void) {
  for (volatile unsigned long i = 0;; ++i) continue;
}

static char *touch(size_t bytes, int flags) {
  char *zone = mmap(NULL, bytes, PROT_READ | PROT_WRITE, flags | MAP_ANONYMOUS, -1, 0);
  if (zone == MAP_FAILED) return NULL;
  memset(zone, 1, bytes);
  return zone;
}

static void fill(const char *path, size_t mib) {
  static char block[1 << 20];
  int fd = open(path, O_WRONLY | O_CREAT, 0600);
  memset(block, 1, sizeof block);
  for (size_t i = 0; i < mib; ++i)
    if (write(fd, block, sizeof block) != (ssize_t)sizeof block) {
      say("write", strerror(errno));
      return;
    }
}

static void wait_for_ever(void) {
  say("there", "");
  while (1) pause();
}

static void *idle(void *unused) {
  while (1) pause();
  return unused;
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  const char *what = argv[1];
  size_t amount = strtoul(argv[2], NULL, 10);
  if (strcmp(what, "wall") == 0) wait_for_ever();
  if (strcmp(what, "cpu") == 0) burn();
  if (strcmp(what, "cpu of four") == 0) {
    for (int i = 0; i < 3; ++i)
      if (fork() == 0) burn();
    burn();
  }
  if (strcmp(what, "cpu of many") == 0) { /* each burns little, and is added to nobody's account */
    signal(SIGCHLD, SIG_IGN);
    while (1) {
      if (fork() == 0) {
        for (volatile unsigned long i = 0; i < 60000000; ++i) continue;
        _exit(0);
      }
      wait(NULL);
    }
  }
  if (strcmp(what, "memory") == 0 && touch(amount * MIB, MAP_PRIVATE) != NULL) wait_for_ever();
  if (strcmp(what, "shared memory") == 0 && touch(amount * MIB, MAP_SHARED) != NULL) wait_for_ever();
  if (strcmp(what, "memory of eight") == 0) {
    for (int i = 0; i < 8; ++i)
      if (fork() == 0 && touch(amount * MIB, MAP_PRIVATE) != NULL) wait_for_ever();
    wait_for_ever();
  }
  if (strcmp(what, "shared by eight") == 0) { /* one zone, eight processes that map and read it: not eight times */
    volatile char *zone = touch(amount * MIB, MAP_SHARED);
    int ready[2];
    char byte;
    if (zone == NULL || pipe(ready) != 0) return 3;
    int hold[2];
    if (pipe(hold) != 0) return 3;
    for (int i = 0; i < 8; ++i)
      if (fork() == 0) {
        close(hold[1]);
        unsigned sum = 0;
        for (int turn = 0; turn < 20; ++turn)
          for (size_t at = 0; at < amount * MIB; at += 4096) sum += (unsigned)zone[at];
        if (write(ready[1], "r", 1) != 1) _exit(1);
        _exit(read(hold[0], &byte, 1) != 0 || sum == 1);
      }
    for (int i = 0; i < 8; ++i)
      if (read(ready[0], &byte, 1) != 1) return 3;
    close(hold[1]);
    for (int status; wait(&status) > 0;)
      if (status != 0) return 4;
    say("all shared", "");
    return 0;
  }
  if (strncmp(what, "tmpfs", 5) == 0) {
    for (size_t i = 0; i < amount / 8; ++i) {
      char path[64];
      snprintf(path, sizeof path, "/dev/shm/%zu", i);
      fill(path, 8);
    }
    if (strcmp(what, "tmpfs, then end") == 0) return 0;
    wait_for_ever();
  }
  if (strcmp(what, "system v") == 0) { /* filled, then detached: in no process any more */
    for (size_t i = 0; i < amount / 8; ++i) {
      int id = shmget(IPC_PRIVATE, 8 * MIB, IPC_CREAT | 0600);
      char *zone = id < 0 ? NULL : shmat(id, NULL, 0);
      if (zone == NULL || zone == (char *)-1) return 3;
      memset(zone, 1, 8 * MIB);
      shmdt(zone);
    }
    wait_for_ever();
  }
  if (strcmp(what, "address space") == 0)
    say(touch(amount * MIB, MAP_PRIVATE) == NULL && errno == ENOMEM ? "ENOMEM" : "DONE", "");
  if (strcmp(what, "data") == 0) say(malloc(amount * MIB) == NULL && errno == ENOMEM ? "ENOMEM" : "DONE", "");
  if (strcmp(what, "file") == 0) {
    signal(SIGXFSZ, SIG_IGN);
    fill("big", amount);
  }
  if (strcmp(what, "disk") == 0) {
    for (size_t i = 0; i < amount / 8; ++i) {
      char path[64];
      snprintf(path, sizeof path, "part-%zu", i);
      fill(path, 8);
    }
    wait_for_ever();
  }
  if (strcmp(what, "many files") == 0) {
    for (size_t i = 0; i < amount; ++i) {
      char path[64];
      snprintf(path, sizeof path, "part-%zu", i);
      close(open(path, O_WRONLY | O_CREAT, 0600));
    }
    wait_for_ever();
  }
  if (strcmp(what, "file signal") == 0) fill("big", amount);
  if (strcmp(what, "descriptors") == 0) {
    size_t count = 0;
    while (open("/dev/null", O_RDONLY) >= 0) ++count;
    say(errno == EMFILE && count < amount ? "EMFILE" : "DONE", "");
  }
  if (strcmp(what, "processes") == 0)
    while (1) fork();
  if (strcmp(what, "threads") == 0) {
    pthread_t thread;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, 65536);
    for (size_t i = 0; i < amount; ++i) pthread_create(&thread, &attributes, idle, NULL);
    wait_for_ever();
  }
  if (strcmp(what, "children at rest") == 0) {
    for (size_t i = 0; i < amount; ++i)
      if (fork() == 0) while (1) pause();
    wait_for_ever();
  }
  if (strcmp(what, "output") == 0)
    while (1) say("a line that comes again", "");
  return 0;
}
