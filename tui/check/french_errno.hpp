// What an errno means, in French whatever the locale and the translations installed. Private to check/.
#pragma once

#include <string>

namespace partage::check {

std::string french_errno(int error);

}  // namespace partage::check
