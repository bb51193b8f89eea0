// What lesson and exercise folders have in common. Private to content/.
#pragma once

#include <filesystem>
#include <string>

namespace partage::content {

/// Throws ContentError unless the folder exists and is called NN_nom (two digits, "_", then a-z, 0-9 and "_").
/// Gives its name.
std::string folder_id(const std::filesystem::path& folder);
bool is_content_folder_name(const std::string& name);

}  // namespace partage::content
