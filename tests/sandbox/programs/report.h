/* How the test programs answer: one line per attempt, read by the tests. Unbuffered: a killed program has spoken. */
#ifndef REPORT_H
#define REPORT_H
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void say(const char *word, const char *what) {
  char line[512];
  int length = snprintf(line, sizeof line, "%s %s\n", word, what);
  if (write(1, line, (size_t)length) != length) _exit(3);
}

/* `succeeded`: the attack went through. */
static void attempt(const char *what, int succeeded) { say(succeeded ? "DONE" : "refused", what); }

#endif
