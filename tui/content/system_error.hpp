// The system's errors in French: strerror(3) speaks the C library's language, which is rarely ours.
#pragma once

#include <string>

namespace partage::content {

/// "accès refusé" for EACCES; "erreur 123 du système" for what has no words here.
std::string system_error(int error);

}  // namespace partage::content
