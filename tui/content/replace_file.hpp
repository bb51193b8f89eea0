// Small files of the work folder, read whole and replaced at once. Private to content/.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>

namespace partage::content {

/// Bytes of a regular file of at most 1 MiB; nothing when it is not one.
std::optional<std::string> whole_file(const std::filesystem::path& file);

/// 0, or an errno. At every instant the name leads to the whole former file, or to the whole new one.
int replace_file(const std::filesystem::path& file, const std::string& text, mode_t mode);

}  // namespace partage::content
