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

/// Where things are on this machine (environment first, then defaults). Nothing is created.
struct Paths {
  std::filesystem::path root;      ///< holds lessons/ and exercises/: $PARTAGE_RACINE, or the one compiled in
  /// $PARTAGE_PROGRAMMES, or ../programs from the folder of this executable. Holds what CMake compiled:
  std::filesystem::path programs;  ///< compiled demos and scenarios: programs/lessons/NN_nom/demo, programs/exercises/NN_nom/scenario.o
  std::filesystem::path work;      ///< $PARTAGE_TRAVAIL, or root/travail, or the user's data folder when root is read-only
  std::filesystem::path state;     ///< $XDG_STATE_HOME/partage
  std::filesystem::path cache;     ///< $XDG_CACHE_HOME/partage
};
Paths find_paths();

/// The student's copy of the file to complete, work/NN_nom/file, made from the stub at first use and never overwritten.
/// Throws std::filesystem::filesystem_error.
std::filesystem::path open_exercise(const Exercise& exercise, const Paths& paths);
/// Puts the stub back, keeping the student's file beside it with the date in its name (nom-AAAAMMJJ-hhmmss.c); gives the
/// kept file, or an empty path when there was none.
std::filesystem::path reset_exercise(const Exercise& exercise, const Paths& paths);
/// Puts that text in the student's file, keeping the former one in the same way; an empty path when it held that already.
std::filesystem::path replace_exercise(const Exercise& exercise, const Paths& paths, std::string_view text);

}  // namespace partage::content
