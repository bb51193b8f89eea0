/*
 * majuscules.h : le contrat de la fonction à écrire.
 */
#ifndef MAJUSCULES_H
#define MAJUSCULES_H

/*
 * Dans le fichier `chemin`, sur place, par une projection partagée, remplace
 * chaque lettre de 'a' à 'z' par sa majuscule, et laisse tout autre octet.
 *
 * Rend le nombre d'octets changés : 0 pour un fichier vide. Rend -1 si un appel
 * échoue ; le fichier est alors inchangé.
 */
long majuscules(const char* chemin);

#endif
