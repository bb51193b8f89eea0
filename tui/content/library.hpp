// All lessons and exercises, and where things are.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "content/exercise.hpp"
#include "content/lesson.hpp"

namespace partage::content {

struct Library {
  std::filesystem::path root;
  std::vector<Lesson> lessons;      ///< by number
  std::vector<Exercise> exercises;  ///< by number
  /// "07", "7" or "07_create_shared_memory"; null if there is none.
  const Lesson* lesson(std::string_view name) const;
  const Exercise* exercise(std::string_view name) const;
};

/// Throws ContentError at the first malformed folder.
Library load_library(const std::filesystem::path& root);

/// Who chose the work folder.
enum class WorkFrom {
  environment,  ///< $PARTAGE_TRAVAIL
  marker,       ///< a folder made by `partage init`: the current one, or one above it
  kit,          ///< beside the kit's own content, in a checkout that can be written
  user,         ///< the user's data folder: the kit is installed, or read-only
};

/// Where things are on this machine (environment first, then defaults). Nothing is created.
struct Paths {
  /// Holds lessons/ and exercises/: $PARTAGE_RACINE, or ../share/partage from the folder of this executable (an installed
  /// kit, wherever it was put), or the one compiled in.
  std::filesystem::path root;
  bool installed = false;          ///< root is of an installed kit, not of a checkout
  /// $PARTAGE_PROGRAMMES, or ../lib/partage/programs (installed) or ../programs from the folder of this executable. Holds
  /// what CMake compiled:
  std::filesystem::path programs;  ///< compiled demos and scenarios: programs/lessons/NN_nom/demo, programs/exercises/NN_nom/scenario.o
  std::filesystem::path work;      ///< in the order of WorkFrom; the user's data folder is $XDG_DATA_HOME/partage
  WorkFrom work_from = WorkFrom::kit;
  std::filesystem::path state;     ///< $XDG_STATE_HOME/partage
  std::filesystem::path cache;     ///< $XDG_CACHE_HOME/partage
};
Paths find_paths();

/// What a student types to call the kit: "partage" when it is installed, "./partage" in a checkout.
std::string typed_name();

/// The student's copy of the file to complete, work/NN_nom/file, made from the stub at first use and never overwritten.
/// Throws std::filesystem::filesystem_error.
std::filesystem::path open_exercise(const Exercise& exercise, const Paths& paths);
/// Beside the student's file, what it takes to try it by hand: copies of scenario.c and of the headers, where there is none.
/// Made with the file itself, and silent when it cannot be; a verdict never reads them.
void place_companions(const Exercise& exercise, const Paths& paths);
/// Puts the stub back, keeping the student's file beside it with the date in its name (nom-AAAAMMJJ-hhmmss.c); gives the
/// kept file, or an empty path when there was none.
std::filesystem::path reset_exercise(const Exercise& exercise, const Paths& paths);
/// Puts that text in the student's file, keeping the former one in the same way; an empty path when it held that already.
std::filesystem::path replace_exercise(const Exercise& exercise, const Paths& paths, std::string_view text);

}  // namespace partage::content
