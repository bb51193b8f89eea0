// Windows Subsystem for Linux, first version: no Linux kernel, but a translation of its calls.
#pragma once

#include <string_view>

namespace partage::sandbox {

/// From what uname -r says: « 4.4.0-19041-Microsoft ». The second version, « 5.15.90.1-microsoft-standard-WSL2 », runs a real
/// kernel, whatever name its builder gave it.
bool is_first_wsl(std::string_view release);

}  // namespace partage::sandbox
