/*
 * tableau_commun.h : le tableau, et le contrat de la fonction à écrire.
 */
#ifndef TABLEAU_COMMUN_H
#define TABLEAU_COMMUN_H

struct tableau {
  long cases[1000];
};

/*
 * Rend l'adresse du tableau que tient ce fichier, en lecture et en écriture,
 * partagé avec tout programme qui ouvre le même fichier. Le crée s'il n'existe
 * pas (les cases valent alors 0), l'agrandit s'il est trop court, ne le
 * raccourcit jamais, ne change rien de ce qu'il contient.
 *
 * Rend NULL si le fichier ne peut pas être ouvert, agrandi ou lié. Ne laisse
 * pas de descripteur ouvert. L'appelant rend le tableau par
 * munmap(tableau, sizeof(struct tableau)).
 */
struct tableau* ouvrir(const char* chemin);

#endif
