// The student's file, read once, carefully: what is judged is these bytes, whatever the file becomes afterwards.
// Private to check/.
#pragma once

#include <filesystem>
#include <string>
#include <variant>

namespace partage::check {

constexpr std::size_t max_source_bytes = 1u << 20;

struct Submission {
  std::string bytes;
};

/// What the student gave cannot be a source file (a directory, a FIFO, empty, binary, too large...).
struct NotASource {
  std::string reason;  ///< French, completes « n'est pas un fichier source lisible : »
};

/// There is nothing to judge at that place.
struct NoSource {
  std::string reason;  ///< French, completes « introuvable : »
};

/// `source` is the file, or a folder that holds it under the name `file`. Never blocks, never follows a symbolic link
/// in place of the file.
std::variant<Submission, NotASource, NoSource> read_submission(const std::filesystem::path& source, const std::string& file);

/// The same judgement of bytes read before.
std::variant<Submission, NotASource, NoSource> submission_of(std::string bytes);

}  // namespace partage::check
