/* A file of 8 bytes, changed through memory, written, made longer. */
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void) {
  int fd = open("notes", O_RDWR | O_CREAT | O_TRUNC, 0600);
  if (fd < 0 || write(fd, "abcdefgh", 8) != 8 || fsync(fd) != 0) return 1;
  char* text = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (text == MAP_FAILED) return 1;
  char first = text[0];
  text[0] = 'X';               /* LINE write */
  msync(text, 4096, MS_SYNC);  /* LINE msync */
  if (ftruncate(fd, 5000) != 0) return 1; /* LINE grow */
  unlink("notes");             /* LINE unlink */
  return first != 'a';
}
