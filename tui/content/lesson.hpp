// A lesson as data on disk: lessons/NN_nom/lesson.fr.md and the small programs that it launches.
//
// lesson.fr.md starts with TOML between two lines of "+++":
//   titre = "…"             required
//   buts = ["…", "…"]       required, 2 to 4
//   difficulte = 1          1 to 5; 1 if not said
//   minutes = 20            reading time; optional
//   exercices = ["08_create_shared_memory"]   folder names, optional; each must name this lesson in its own exercise.toml
// then pages, in the format described in markdown.hpp. Folder names are two digits, "_", then a-z, 0-9 and "_".
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "content/markdown.hpp"

namespace partage::content {

struct Lesson {
  std::string id;      ///< folder name, "07_create_shared_memory"
  std::string number;  ///< "07"
  std::filesystem::path folder;
  std::string title;
  int difficulty = 1;  ///< 1 to 5 stars
  int minutes = 0;     ///< reading time, 0: not said
  std::vector<std::string> goals;
  std::vector<std::string> exercises;  ///< folder names
  std::vector<std::string> programs;   ///< every .c and .cpp of the folder, without extension, sorted
  std::vector<Page> pages;
};

/// Throws ContentError.
Lesson load_lesson(const std::filesystem::path& folder);

}  // namespace partage::content
