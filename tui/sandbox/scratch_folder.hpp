// Pieces of Scratch that others need.
#pragma once

#include <cstdint>
#include <filesystem>

namespace partage::sandbox {

/// $XDG_CACHE_HOME/partage, or ~/.cache/partage.
std::filesystem::path scratch_base();

/// Gives what root owns under `folder` to 65534, when `folder` is a scratch folder; touches nothing elsewhere.
void give_to_nobody(const std::filesystem::path& folder);

/// What the files under `folder` take on the disk. UINT64_MAX when there are more than 5,000, or when it is too deep: more
/// than any limit. What a program hides (folders without permission, files open but removed) is not seen.
std::uint64_t folder_bytes(const std::filesystem::path& folder);

/// Removes a folder whatever a hostile program made of it: folders without permissions, thousands of levels.
/// False when something is left.
bool remove_tree(const std::filesystem::path& folder);

}  // namespace partage::sandbox
