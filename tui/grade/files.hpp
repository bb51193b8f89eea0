// Reading and writing files with care: never through a link, never half a file.
#pragma once

#include <fcntl.h>
#include <sys/stat.h>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "sandbox/descriptor.hpp"

namespace partage::grade {

using sandbox::Descriptor;

/// A regular file below a folder; 0 or errno. EMLINK: it has other names (a hard link). EINVAL: it is not a regular file.
struct Opened {
  Descriptor file;
  struct stat status {};
  int error = 0;
};
/// Never follows a link in place of the file, and never blocks on what is not a file.
Opened open_regular(int folder, const char* name, bool refuse_hard_links);

/// At most `most` bytes from `offset`; nothing, with errno, on a failure.
std::optional<std::string> read_bytes(int file, std::uint64_t offset, std::size_t most);

/// The whole of a file of ours; nothing, with errno, when it is not there, not regular, or larger than `most`.
std::optional<std::string> read_file(const std::filesystem::path& path, std::size_t most);

/// How much a power cut may take of what was written.
enum class Keep {
  whole_or_not,  ///< it may be gone, or torn: whoever reads it notices, and has it made again
  file,          ///< whole once it has its name; the name itself may be gone
  always,
};

/// The whole text appears at once: temporary file, fsync as `keep` says, rename. 0 or errno; then the old one is untouched.
int write_file(const std::filesystem::path& path, std::string_view text, Keep keep = Keep::always, mode_t mode = 0600);

/// Makes `folder` (0700) and those above it that are missing. 0 or errno.
int make_folder(const std::filesystem::path& folder);

/// "disque plein", "accès refusé"…
std::string error_words(int error);

}  // namespace partage::grade
