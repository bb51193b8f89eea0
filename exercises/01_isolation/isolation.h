/*
 * isolation.h : le contrat de la fonction à écrire.
 */
#ifndef ISOLATION_H
#define ISOLATION_H

/*
 * Fait écrire *x = nouvelle par un fils, l'attend, et rend la valeur que le
 * père relit alors dans *x. Rend -1 si fork échoue.
 *
 * Un seul fils, né de fork ; il se termine sans jamais revenir de la fonction,
 * et sans vider les tampons de stdio hérités du père.
 */
int modifier_dans_le_fils(int* x, int nouvelle);

#endif
