// A student's own folder: known by its marker, .partage.toml, which also keeps what each stub was when it was copied. A
// newer kit can then say which stubs have changed; the student's files themselves are never touched.
//
//   version = 1
//   [souches]
//   "08_create_shared_memory/create_shared_memory.c" = "0123456789abcdef"
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "content/library.hpp"

namespace partage::content {

constexpr const char* marker_name = ".partage.toml";

/// `folder` or the nearest one above it that holds a marker of its owner; empty when there is none. Another user's marker
/// (in /tmp, above one's own folders) is not followed, except by root.
std::filesystem::path student_folder_above(const std::filesystem::path& folder);

/// What was made, by file name from the work folder.
struct InitReport {
  std::vector<std::string> added;
  std::vector<const Exercise*> changed;  ///< the kit's stub is no longer the one that was copied
};

/// French, why `folder` cannot become paths.work; empty when it can. Nothing is written.
std::string refusal_of_folder(const Library& library, const Paths& paths, const std::filesystem::path& folder);

/// Fills paths.work with what it lacks: stubs, LISEZMOI.md, .gitignore, compile_commands.json, the marker. Throws
/// std::filesystem::filesystem_error.
InitReport init_student_folder(const Library& library, const Paths& paths);

/// Exercises whose stub has changed in the kit since it was copied in paths.work.
std::vector<const Exercise*> changed_stubs(const Library& library, const Paths& paths);

/// Puts the kit's stub beside the student's file (« nom.nouveau.c », or « nom.nouveau-2.c » when that is taken), and holds
/// the change for seen. Throws std::filesystem::filesystem_error.
std::filesystem::path place_new_stub(const Exercise& exercise, const Paths& paths);

/// After a first copy: the marker keeps what the stub was, and the editor's file covers it. Failures are ignored.
void note_new_copy(const Exercise& exercise, const Paths& paths);

}  // namespace partage::content
