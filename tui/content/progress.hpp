// What the student has done, in $XDG_STATE_HOME/partage/progression.json: written atomically (temporary file, fsync,
// rename, fsync of the folder), versioned, never overwritten when it cannot be read (kept aside instead).
//
// Two kits may run at once: saving takes a lock (progression.verrou, flock(2)) and adds to what the file already holds.
// So what was read, passed or attempted is never lost; of the rest (last page, last place, last code) the last one wins.
// Keys that this version does not know are kept as they are.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace partage::content {

struct LessonProgress {
  int page = 0;            ///< last page seen, 0-based
  std::set<int> pages_read;
  bool finished = false;
  std::map<std::string, std::string> predictions;  ///< id -> choice committed to
  int scroll = 0;            ///< first line shown of that page
  std::int64_t seconds = 0;  ///< spent on it
  friend bool operator==(const LessonProgress&, const LessonProgress&) = default;
};

struct ExerciseProgress {
  bool passed = false;
  int attempts = 0;
  int hints = 0;  ///< hints shown
  std::string last_code;  ///< diagnosis of the last attempt, "" when passed
  std::string last_title = {};  ///< its sentence, as it was said
  int page = 0;              ///< last page seen: of the statement, or one more for the results
  std::int64_t seconds = 0;  ///< spent on it
  // What review.hpp needs; days are counted from 1970-01-01, on the student's calendar; 0: not known.
  int failures = 0;        ///< attempts that failed before it was first passed
  bool review = false;     ///< passed with difficulty: to be done again, later
  int reviews = 0;         ///< how many times it was done again
  int passed_day = 0;      ///< of the pass that the next interval counts from
  bool reviewing = false;  ///< the starting file was put back, and it is not passed again yet
  bool solution_seen = false;
  bool passed_after_solution = false;  ///< it had been seen when the exercise was first passed
  friend bool operator==(const ExerciseProgress&, const ExerciseProgress&) = default;
};

struct Progress {
  static constexpr int version = 1;
  std::map<std::string, LessonProgress> lessons;
  std::map<std::string, ExerciseProgress> exercises;
  std::string last_place;  ///< "lecon:07_create_shared_memory", "exercice:08_…"
  friend bool operator==(const Progress&, const Progress&) = default;
};

struct LoadedProgress {
  Progress progress;
  std::string warning;  ///< French: what was wrong with the file, and where it was kept; empty when all is well
};

/// Never throws: an unreadable or corrupt file is moved aside (progression.json.abime-AAAAMMJJ-hhmmss) and said; so is
/// the file of a newer version of the kit (progression.json.version2-AAAAMMJJ-hhmmss).
LoadedProgress load_progress(const std::filesystem::path& state_folder);

/// Empty on success, else a French sentence (read-only home, full disk); the former file is then intact. What it finds
/// unreadable or newer is moved aside, as load_progress does. Under RLIMIT_FSIZE the caller must ignore SIGXFSZ.
std::string save_progress(const Progress& progress, const std::filesystem::path& state_folder);

}  // namespace partage::content
