#include "content/system_error.hpp"

#include <fmt/format.h>

#include <cerrno>

namespace partage::content {

std::string system_error(int error) {
  switch (error) {
    case EACCES:
    case EPERM: return "accès refusé";
    case ENOENT: return "introuvable";
    case ENOTDIR: return "un élément du chemin n'est pas un dossier";
    case EISDIR: return "c'est un dossier";
    case EEXIST: return "ce nom est déjà pris";
    case EINVAL: return "ce n'est pas un fichier ordinaire";
    case ELOOP: return "c'est un lien symbolique";
    case ENAMETOOLONG: return "nom trop long";
    case ENOSPC:
    case EDQUOT: return "disque plein";
    case EFBIG: return "taille de fichier limitée";
    case EROFS: return "système de fichiers en lecture seule";
    case EMFILE:
    case ENFILE: return "trop de fichiers ouverts";
    case EIO: return "erreur d'entrée-sortie";
    default: return fmt::format("erreur {} du système", error);
  }
}

}  // namespace partage::content
