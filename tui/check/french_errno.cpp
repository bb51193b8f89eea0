#include "check/french_errno.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>

namespace partage::check {

std::string french_errno(int error) {
  switch (error) {
    case ENOENT: return "ce fichier n'existe pas";
    case EACCES:
    case EPERM: return "permission non accordée";
    case ENOTDIR: return "un des dossiers du chemin n'en est pas un";
    case ELOOP: return "trop de liens symboliques";
    case ENAMETOOLONG: return "nom trop long";
    case EMFILE:
    case ENFILE: return "trop de fichiers ouverts";
    case EIO: return "erreur d'entrée-sortie du disque";
    case ENOSPC: return "disque plein";
    case EDQUOT: return "quota de disque dépassé";
    case EROFS: return "système de fichiers en lecture seule";
    case ENOMEM: return "mémoire insuffisante";
    default: return fmt::format("erreur {} ({})", error, strerrordesc_np(error) != nullptr ? strerrordesc_np(error) : "?");
  }
}

}  // namespace partage::check
