#include "phrases/diagnoses.hpp"

#include <algorithm>

namespace partage::phrases {

const std::vector<CommonDiagnosis>& common_diagnoses() {
  static const std::vector<CommonDiagnosis> all = {
      {"G-fichier", "Le fichier rendu n'est pas un fichier source lisible\u00a0: {raison}.",
       "Rien n'a été compilé ni lancé. Rendez un fichier texte ordinaire, en UTF-8, nommé «\u00a0{fichier}\u00a0».", ""},
      {"G-compile", "Votre fichier ne se compile pas\u00a0: {erreur}.",
       "Rien n'a été lancé\u00a0: le compilateur montre l'endroit ci-dessous. Commencez par la première erreur, "
       "les suivantes en découlent souvent.",
       ""},
      {"G-compile-limite", "La compilation de votre fichier a été arrêtée\u00a0: {raison}.",
       "Un fichier d'exercice se compile en une fraction de seconde et dans peu de mémoire. Cherchez un #include "
       "d'un fichier sans fin, ou une macro qui se multiplie.",
       ""},
      {"G-lien", "Votre fichier se compile, mais ne peut pas être lié au scénario\u00a0: {erreur}.", "{conseil}", ""},
      {"G-remplace", "Votre fichier redéfinit «\u00a0{nom}\u00a0», dont le scénario se sert.",
       "Une fonction de la bibliothèque garde son nom pour elle\u00a0: donnez un autre nom à la vôtre. Le verdict vient de "
       "ce que le noyau a vu, pas de ce que votre fonction prétend.",
       ""},
      {"G-boucle", "Votre fonction ne finit pas\u00a0: {mesure}.",
       "Le programme a été arrêté{endroit}. Cherchez une boucle dont la condition reste vraie, ou une attente que "
       "personne ne vient satisfaire.",
       ""},
      {"G-interblocage", "Votre fonction ne finit pas\u00a0: {combien}.",
       "Aucun processus ne tourne plus, et aucun ne peut en réveiller un autre\u00a0: le programme a été arrêté{endroit}. "
       "Cherchez ce que chacun attend, et qui devait le lui donner.",
       ""},
      {"G-survivant", "Un processus vit encore après la fin du scénario\u00a0: {qui}.",
       "Le père a fini, mais {qui} tourne ou attend toujours\u202f; il a fallu le tuer. Chaque fils doit finir par _exit, "
       "et son père l'attendre.",
       ""},
      {"G-processus", "Trop de processus\u00a0: {nombre} sont nés.",
       "Un fork dans une boucle, ou un fils qui continue la boucle de son père, double le nombre de processus à "
       "chaque tour. Tout a été arrêté à la limite de {limite}.",
       ""},
      {"G-memoire", "Le programme a pris trop de mémoire.",
       "Il a dépassé {limite} et a été arrêté{endroit}. Cherchez une réservation répétée dans une boucle, ou une "
       "taille mal calculée.",
       ""},
      {"G-sortie", "Le programme écrit sans fin sur sa sortie.",
       "Il a dépassé {limite} de texte et a été arrêté{endroit}. Cherchez un affichage dans une boucle qui ne "
       "s'arrête pas.",
       ""},
      {"G-segv-mapee", "SIGSEGV\u00a0: accès à une adresse non mappée, {adresse}.",
       "Dans {qui}, aucune projection ne contient cette adresse (si_code SEGV_MAPERR){endroit}. {suite}", ""},
      {"G-segv-droits", "SIGSEGV\u00a0: droits insuffisants sur l'adresse {adresse}.",
       "L'adresse est bien mappée dans {qui}, mais sa protection refuse cet accès (si_code SEGV_ACCERR){endroit}. "
       "{suite}",
       ""},
      {"G-segv-droits/dehors", "SIGSEGV\u00a0: accès en {adresse}, hors de ce que votre fonction a reçu ou réservé.",
       "Dans {qui}, cette adresse est dans {zone}, dont la protection refuse l'accès (si_code SEGV_ACCERR){endroit}. "
       "Un pointeur ou un indice est sorti de sa zone. {suite}",
       ""},
      {"G-sigbus", "SIGBUS\u00a0: page mappée, mais au-delà de la fin du fichier, en {adresse}.",
       "Dans {qui}, la projection est plus longue que le fichier qu'elle montre (si_code BUS_ADRERR){endroit}. Une page "
       "sans fichier derrière elle ne peut être ni lue ni écrite.",
       "09_lier_un_fichier"},
      {"G-sigbus/dehors", "SIGBUS\u00a0: accès en {adresse}, hors de ce que votre fonction a reçu ou réservé.",
       "Dans {qui}, cette adresse est dans {zone}{endroit}. Un pointeur ou un indice est sorti de sa zone.", ""},
      {"G-abandon", "Le programme s'est abandonné lui-même (SIGABRT).",
       "La bibliothèque a appelé abort dans {qui}{endroit}\u00a0: souvent un free d'une adresse que malloc n'a pas rendue, "
       "un bloc abîmé, ou un assert faux.",
       ""},
      {"G-signal", "Le signal {signal} a tué {qui}.", "Le processus n'a pas fini de lui-même{endroit}. {suite}", ""},
      {"G-signal/frere", "Le signal {signal} a tué {qui}\u00a0: c'est {tueur} qui l'a envoyé{endroit}.",
       "Le processus n'a pas fini de lui-même. {suite}", ""},
      {"G-fin-prematuree", "Le programme a fini avant la fin du scénario{endroit}.",
       "Il a rendu le code {statut}, mais {manque}. Une fonction rend la main par return\u00a0: exit, _exit ou un "
       "constructeur n'y changent rien, car le verdict se fonde sur les appels observés.",
       ""},
      {"G-fin-prematuree/exit", "Votre fonction a appelé exit{endroit}, au lieu de rendre la main à l'appelant.",
       "exit, comme _exit ou err, finit tout le programme (code {statut})\u00a0: «\u00a0{appel}\u00a0» n'est jamais revenue. "
       "C'est à l'appelant de décider\u00a0: rendez-lui par return la valeur qui dit l'échec.",
       ""},
      {"G-interdit", "Votre programme a demandé au noyau un appel interdit ici (SIGSYS).",
       "Le bac à sable a tué {qui}{endroit}\u00a0: cet appel système ne sert à aucun exercice.", ""},
      {"G-code-modifie", "Votre programme touche au code qui s'exécute, {comment}.",
       "Le code du programme, celui de la bibliothèque et les adresses par où passent les appels doivent rester tels qu'ils ont "
       "été chargés\u00a0: sans cela, rien de ce que l'on observe n'est sûr. Tout a été arrêté{endroit}.",
       ""},
      {"G-avant-chargement", "Votre fichier fait exécuter du code avant que le programme soit chargé.",
       "Une fonction choisie au chargement, ou inscrite dans .preinit_array, s'exécute avant tout ce que l'on peut "
       "observer. Écrivez une fonction ordinaire.",
       ""},
      {"G-jamais-appelee", "La fonction «\u00a0{fonction}\u00a0» n'a jamais été appelée.",
       "Le scénario n'est pas arrivé jusqu'à elle\u00a0: quelque chose dans votre fichier l'en a empêché avant.", ""},
      {"M-source", "Le fichier à vérifier est introuvable\u00a0: {raison}.",
       "Indiquez le fichier «\u00a0{fichier}\u00a0», ou le dossier qui le contient, après --source.", ""},
      {"M-machine", "Cette machine ne permet pas de juger\u00a0: {raison}.",
       "Ce n'est pas une faute de votre programme. «\u00a0partage environnement\u00a0» dit ce qui manque.", ""},
      {"M-isolement", "L'isolement de cette machine est trop faible pour juger.",
       "Seul l'isolement léger est possible ici ({raison}). Acceptez-le expressément, ou suivez ce que dit "
       "«\u00a0partage environnement\u00a0».",
       ""},
      {"M-kit", "Le kit n'a pas pu juger\u00a0: {raison}.",
       "C'est une faute du kit, pas de votre programme. Reconstruisez-le par «\u00a0./partage\u00a0» et, si cela se répète, "
       "signalez-le.",
       ""},
  };
  return all;
}

const CommonDiagnosis* common_diagnosis(std::string_view code) {
  const auto& all = common_diagnoses();
  const auto found = std::find_if(all.begin(), all.end(), [&](const CommonDiagnosis& one) { return one.code == code; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace partage::phrases
