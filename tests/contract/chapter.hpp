// The coverage table of the chapter, tests/contract/chapitre.toml: what each of its rows claims, and whether a recording
// shows it.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "record/recording.hpp"

namespace partage::contract {

/// One thing that the kernel showed. What is not said is not asked.
struct Fact {
  std::string call;                    ///< appel: a syscall; "open", "unlink", "pipe" cover openat, unlinkat, pipe2
  std::vector<std::string> contains;   ///< contient: parts of the call as it is told, « mmap(NULL, 4096, …) = 0x… »
  std::vector<std::string> without;    ///< sans: parts that it does not have
  std::string error;                   ///< erreur: "EINVAL"; "aucune": it succeeded
  std::optional<std::int64_t> result;  ///< rend
  std::int64_t times = 1;              ///< fois: at least so many of them; 0: none at all
  std::string signal, code;            ///< signal, code: a process got it, "SIGSEGV", "SEGV_MAPERR"
  std::vector<std::string> mapping;    ///< projection: parts of one line of maps that the program made
  std::string page;                    ///< page: "copie", "commune" (see has_page)
  std::string exec;                    ///< exec: file name of a program that a process became
  std::optional<std::int64_t> status;  ///< fin: exit code of a process
  std::string told;                    ///< for a test that fails
};

struct Row {
  std::string id;
  std::string says;  ///< dit: what the chapter says there, in our own words
  std::string lesson, page, program;
  std::vector<std::string> arguments;
  std::vector<std::string> names;  ///< nomme: functions and flags of the chapter that this row shows
  std::vector<std::string> words;  ///< mots: words that the page must hold
  std::int64_t moments = 20'000;   ///< moments: the run is stopped after so many; for a program that repeats what it measures
  std::vector<Fact> facts;
};
std::ostream& operator<<(std::ostream& out, const Row& row);

struct Table {
  std::vector<std::string> names;    ///< noms: every function, constant and header that the chapter names
  std::vector<std::string> lessons;  ///< lecons: folders of the lessons that follow it
  std::vector<Row> rows;
};

/// Throws content::ContentError for a malformed table.
Table load_table(const std::filesystem::path& file);

/// Empty when the recording shows the fact; otherwise what was found in its place.
std::string missing(const Fact& fact, const record::Recording& recording);

}  // namespace partage::contract
