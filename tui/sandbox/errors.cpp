#include "sandbox/errors.hpp"

#include <cerrno>
#include <cstring>

namespace partage::sandbox {

std::string error_text(int error) {
  switch (error) {
    case EPERM: return "opération non permise";
    case EACCES: return "permission non accordée";
    case ENOENT: return "fichier ou dossier inexistant";
    case ENOSYS: return "appel système absent de ce noyau";
    case EINVAL: return "argument refusé par le noyau";
    case ENOSPC: return "plus de place (ou limite du noyau atteinte)";
    case EMFILE: return "trop de fichiers ouverts par ce processus";
    case ENFILE: return "trop de fichiers ouverts dans le système";
    case EAGAIN: return "ressource momentanément indisponible";
    case ENOMEM: return "mémoire insuffisante";
    case EUSERS: return "trop d'espaces de noms d'utilisateur";
    case EROFS: return "système de fichiers en lecture seule";
    case ENOTDIR: return "n'est pas un dossier";
    case EISDIR: return "est un dossier";
    case EEXIST: return "existe déjà";
    case ENOEXEC: return "format d'exécutable inconnu";
    case ETXTBSY: return "fichier en cours d'écriture";
    case ELOOP: return "trop de liens symboliques";
    case ENAMETOOLONG: return "nom trop long";
    case E2BIG: return "trop d'arguments";
    case EOVERFLOW: return "valeur hors bornes";
    case ENODEV: return "périphérique absent";
    case ENXIO: return "périphérique ou adresse inexistant";
    case EOPNOTSUPP: return "opération non prise en charge";
    case EDQUOT: return "quota de disque dépassé";
    case EIO: return "erreur d'entrée-sortie";
    default: return strerror(error);
  }
}

std::string SetupError::sentence() const {
  return error == 0 ? what : what + "\u00a0: " + error_text(error);
}

int checked(long result, const std::string& what) {
  if (result == -1) throw SetupError{what, errno};
  return static_cast<int>(result);
}

}  // namespace partage::sandbox
