/* attendu : E08-vide */
/* Tente : sortir de la machine, ou parler à un service qui agirait pour lui. Doit arriver : aucun lien ne s'établit (sinon la
 * zone rendue serait juste). */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "create_shared_memory.h"

static int joint(int famille, int genre, const void* adresse, socklen_t longueur) {
  int prise = socket(famille, genre | SOCK_NONBLOCK, 0);
  if (prise == -1) return 0;
  int joint = connect(prise, adresse, longueur) == 0 && send(prise, "reussi", 6, MSG_NOSIGNAL) == 6;
  close(prise);
  return joint;
}

static int joint_le_chemin(const char* chemin) {
  struct sockaddr_un adresse = {.sun_family = AF_UNIX};
  strncpy(adresse.sun_path, chemin, sizeof adresse.sun_path - 1);
  return joint(AF_UNIX, SOCK_STREAM, &adresse, sizeof adresse) + joint(AF_UNIX, SOCK_DGRAM, &adresse, sizeof adresse);
}

void* create_shared_memory(size_t size) {
  struct sockaddr_in loin = {.sin_family = AF_INET, .sin_port = htons(53)};
  struct sockaddr_in6 loin6 = {.sin6_family = AF_INET6, .sin6_port = htons(53)};
  inet_pton(AF_INET, "192.0.2.1", &loin.sin_addr);
  inet_pton(AF_INET6, "2001:db8::1", &loin6.sin6_addr);
  int joints = joint(AF_INET, SOCK_DGRAM, &loin, sizeof loin) + joint(AF_INET, SOCK_STREAM, &loin, sizeof loin) +
               joint(AF_INET6, SOCK_DGRAM, &loin6, sizeof loin6);
  inet_pton(AF_INET, "127.0.0.1", &loin.sin_addr);
  joints += joint(AF_INET, SOCK_DGRAM, &loin, sizeof loin);
  joints += joint_le_chemin("/run/dbus/system_bus_socket") + joint_le_chemin("/run/docker.sock") + joint_le_chemin("/dev/log") +
            joint_le_chemin("/run/systemd/journal/socket");
  joints += socket(AF_PACKET, SOCK_RAW, 0) != -1;
  joints += socket(AF_INET, SOCK_RAW, IPPROTO_ICMP) != -1;
  if (joints == 0) return NULL;
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
