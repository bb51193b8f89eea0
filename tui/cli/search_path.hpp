// Where a program of a name is.
#pragma once

#include <filesystem>
#include <string>

namespace partage::cli {

/// The file that a shell would run: `name` itself if it has a '/', else the first of PATH; empty when there is none.
std::filesystem::path find_in_path(const std::string& name);

}  // namespace partage::cli
