/*
 * noms_caches.h : lu par le contrôle seul, avant votre fichier, quand il en
 * fait un programme. En C99 strict, <sys/mman.h> cache ces noms ; ils restent
 * connus ici, sans être des macros : #ifdef dit toujours la vérité, et le
 * contrôle dit lui-même ce que gcc refuse.
 */
#ifndef NOMS_CACHES_H
#define NOMS_CACHES_H

enum { MAP_ANONYMOUS = 0x20, MAP_ANON = 0x20, MAP_LOCKED = 0x2000, MAP_NORESERVE = 0x4000, MAP_POPULATE = 0x8000 };

#endif
