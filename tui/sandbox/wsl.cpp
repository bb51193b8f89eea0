#include "sandbox/wsl.hpp"

namespace partage::sandbox {

bool is_first_wsl(std::string_view release) {
  return release.ends_with("-Microsoft") && release.find("WSL2") == std::string_view::npos;
}

}  // namespace partage::sandbox
