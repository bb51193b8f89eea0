// One (student, exercise), judged by the engine and recorded: what each test of the class does.
#pragma once

#include <string>

#include "content/exercise.hpp"
#include "grade/record_file.hpp"

namespace partage::grade {

struct Judged {
  Record record;
  bool again = false;    ///< it had been judged already: nothing was done
  std::string trouble;   ///< French: the record could not be written; empty when all is well
};

/// Judges the copy in NOTES, unless a record says it all. Waits for whoever is judging the same one.
Judged judge(const NotesFolder& notes, const std::string& student, const content::Exercise& exercise, bool accept_weak_isolation);

/// 0 passed, 1 not passed (nothing handed in included), 77 not judged or not recorded.
int exit_code(const Judged& judged);

}  // namespace partage::grade
