// An exercise as data on disk: exercises/NN_nom/.
//
// enonce.fr.md is pages in the format described in markdown.hpp (at least one ## heading, no front matter, no `lancer` or
// `prediction`: an exercise has no demo). exercise.toml has these keys, and no others:
//   titre = "…"                      required
//   lecon = "07_create_shared_memory"   required: a lesson's folder, which lists this exercise in its `exercices`
//   fichier = "create_shared_memory.c"  the file to complete; if not said, the name without its number, .c, .hpp or .cpp
//   points = 1                       optional, 1 or more
//   difficulte = 2                   optional, 1 to 5
//   indices = ["…", "…", "…"]        required, exactly three, from vague to precise
//   options = ["-std=gnu17", …]      optional, the compiler's flags, all of them but -Werror=return-type
//   diagnostic_souche = "E08-vide"   required: the code that the untouched stub gets, described below or common (G-…)
//   [[fonctions]]                    the functions that the tracer watches: the student's first; the scenario's may follow
//   nom = "create_shared_memory"     a C identifier
//   arguments = 1                    integer arguments, 0 to 6
//   argument_observe = 0             optional: index of the pointer argument whose page is watched
//   [limites]                        all optional; sizes are bytes (65536) or text ("64 Kio", "256 Mio", "1 Gio")
//   processus, espace_adressage, memoire, fichier, sortie, cpu_ms, mur_ms
//                                    processus: alive at once, the scenario's first among them (n children: n + 1)
//                                    espace_adressage: each process, its mappings of files too; memoire: all together,
//                                    without pages of files; fichier: the size of one, holes included
//   [diagnostics.E08-prive]          codes start with E, the exercise's number and a dash (or G- to reword a common one)
//   phrase = "…"                     required: one sentence that names the mistake; {words} are filled by the check.
//                                    {n|octet|octets}: the noun alone, as the word n (a number) wants it; write
//                                    « {n} {n|octet|octets} ». A word that is a number of five digits or more is shown
//                                    in groups of three (not one that starts with 0: an octal mode)
//   pourquoi = "…"                   required: one to three sentences
//   lecon = "04_appel_mmap"          optional: a lesson to read again other than the exercise's own
//   non_teste = "…"                  optional: why no file of tests/mistakes/ gets this code
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "content/markdown.hpp"

namespace partage::content {

/// Wording of one diagnosis code of one exercise. {names} are filled from what was seen.
struct DiagnosisText {
  std::string title;   ///< one sentence that names the mistake
  std::string why;
  std::string lesson;  ///< folder of a lesson; empty: the exercise's own
  std::string untested;  ///< why no known wrong answer gets this code; empty: one must
};

struct ExerciseLimits {  ///< 0: the engine's default (design: 32 processes, 256 MiB, 400 MiB, 16 MiB, 64 KiB, 2 s, 5 s)
  int processes = 0;
  std::uint64_t address_space = 0, memory = 0, file_size = 0, output = 0;  ///< bytes
  std::chrono::milliseconds cpu{0}, wall{0};
};

/// A function of the student that the tracer watches.
struct ProbedFunction {
  std::string name;
  int arguments = 0;         ///< integer arguments
  int watched_argument = -1; ///< index of a pointer argument whose page is watched
};

struct Exercise {
  std::string id;      ///< folder name, "08_create_shared_memory"
  std::string number;  ///< "08"
  std::filesystem::path folder;
  std::string title;
  std::string lesson;     ///< folder of its lesson
  std::string file;       ///< the file to complete, "create_shared_memory.c"
  std::vector<ProbedFunction> functions;
  int points = 1;
  int difficulty = 1;     ///< 1 to 5 stars
  std::vector<std::string> hints;  ///< three, from vague to precise
  std::vector<std::string> compile_flags;  ///< default: -std=gnu17 -g -O0 -Wall -Wextra
  ExerciseLimits limits;
  std::string stub_diagnosis;  ///< code that the untouched stub gets
  std::map<std::string, DiagnosisText> diagnoses;  ///< by code
  std::vector<Page> statement; ///< enonce.fr.md, in pages
};

/// Throws ContentError.
Exercise load_exercise(const std::filesystem::path& folder);

}  // namespace partage::content
