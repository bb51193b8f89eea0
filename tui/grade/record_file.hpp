// The record of one check: what was judged, by which kit, and the verdict; sealed. Private to grade/.
//
// Two lines: the seal (hash.hpp, under NOTES/cle), then the JSON that it seals. A record that is not of this student, this
// exercise, these bytes and this kit, or whose seal is not ours, is as good as none.
#pragma once

#include <optional>
#include <string>

#include "content/exercise.hpp"
#include "grade/notes_folder.hpp"
#include "grade/results.hpp"

namespace partage::grade {

struct Record {
  std::string student, exercise;
  std::string work;   ///< Work::digest
  std::string kit;    ///< kit_digest()
  State state = State::not_judged;
  std::string reason; ///< missing, not_judged
  std::string judged_at;
  std::optional<record::Verdict> verdict;
};

/// What must not have changed for a record to count: this program, the exercise's description and its scenario.
/// Empty when the scenario was not built.
std::string kit_digest(const content::Exercise& exercise);

/// 0 or errno.
int write_record(const NotesFolder& notes, const Record& record);

struct ReadRecord {
  std::optional<Record> record;
  std::string refused;  ///< French: there is a file, but it does not count; empty otherwise
};
ReadRecord read_record(const NotesFolder& notes, const std::string& student, const std::string& exercise);

/// It was judged, and is about these bytes and this kit: not to be done again. A record of the weaker isolation counts only
/// where that one is accepted.
bool still_good(const Record& record, const Work& work, const std::string& kit, bool accept_weak_isolation);

/// "2026-11-24T16:40:03+01:00"
std::string now_text();

}  // namespace partage::grade
