/* Arguments: TCP port on the loopback, name of an abstract socket, with a listener on both outside; number of a System V
   segment of the outside, or -1. */
#include "report.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/un.h>

int main(int argc, char **argv) {
  if (argc != 4) return 2;
  struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons((unsigned short)atoi(argv[1]))};
  here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  struct sockaddr_in away = {.sin_family = AF_INET, .sin_port = htons(53)};
  away.sin_addr.s_addr = htonl(0x01010101);
  struct sockaddr_un name = {.sun_family = AF_UNIX};
  memcpy(name.sun_path + 1, argv[2], strlen(argv[2]));

  int tcp = socket(AF_INET, SOCK_STREAM, 0);
  attempt("tcp loopback", connect(tcp, (struct sockaddr *)&here, sizeof here) == 0);
  int udp = socket(AF_INET, SOCK_DGRAM, 0);
  attempt("udp", sendto(udp, "x", 1, 0, (struct sockaddr *)&away, sizeof away) == 1);
  attempt("raw", socket(AF_INET, SOCK_RAW, IPPROTO_ICMP) >= 0);
  int local = socket(AF_UNIX, SOCK_STREAM, 0);
  socklen_t length = (socklen_t)(sizeof(sa_family_t) + 1 + strlen(argv[2]));
  attempt("abstract socket", connect(local, (struct sockaddr *)&name, length) == 0);
  attempt("System V segment", shmat(atoi(argv[3]), NULL, 0) != (void *)-1);
  int pair[2];
  say(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0 ? "socketpair works" : "socketpair fails", "");
  say("end", "");
  return 0;
}
