/*
 * bulletins.h : le contrat de la fonction à écrire.
 */
#ifndef BULLETINS_H
#define BULLETINS_H

/*
 * Fait naître n fils ; le fils i appelle urne(i), une seule fois, et range le
 * résultat dans sa propre case d'une zone partagée. Une fois tous les fils
 * finis, le père range la somme des n cases dans *total, et rend 0.
 *
 * Rend -1 si n <= 0, si mmap ou fork échoue, ou si un fils finit autrement
 * qu'avec le code 0 ; *total est alors quelconque. Dans tous les cas, tous les
 * fils nés ont été attendus, et la zone a été rendue.
 */
int depouiller(int n, long (*urne)(int), long* total);

#endif
