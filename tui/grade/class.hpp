// A whole class: copied once, listed as tests of CTest, joined with what was expected.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "content/exercise.hpp"
#include "grade/notes_folder.hpp"
#include "grade/results.hpp"
#include "grade/submissions.hpp"

namespace partage::grade {

/// What is expected of the class, fixed before the first verdict.
struct Plan {
  std::vector<content::Exercise> exercises;  ///< those that are graded
  std::vector<Expected> expected;            ///< the same, with their points
  std::vector<Student> students;             ///< with their ids, in the order of these
  std::vector<std::string> files;            ///< Mark::file, students x exercises
  std::vector<std::string> problems;         ///< of the class
  bool accept_weak_isolation = false;
};

/// One (student, exercise), by its place in the plan: test number + 1 of CTest.
using TestIndex = std::size_t;

/// Copies what each student handed in into NOTES, and tells who is who. `told` is called after each student. A copy that
/// cannot be written is a problem of the plan, and its mark will be missing. Throws NoNotes.
Plan make_plan(const HandedIn& handed, NotesFolder& notes, std::vector<content::Exercise> exercises,
               const std::vector<Expected>& expected, const std::function<void(std::size_t done)>& told);

/// NOTES/ctest/CTestTestfile.cmake: one test for each (student, exercise), in the order of the marks; `program` is partage.
/// 0 or errno.
int write_test_list(const Plan& plan, const NotesFolder& notes, const std::filesystem::path& program);

/// Those whose verdict is not on record, or is about other bytes or another kit.
std::vector<TestIndex> to_do(const Plan& plan, const NotesFolder& notes);
/// Forgets all verdicts of the plan.
void forget_records(const Plan& plan, const NotesFolder& notes);

/// Every expected mark, from the records: one that is missing is a fault, neither a pass nor a zero.
Results join(const Plan& plan, const NotesFolder& notes, const std::string& kit_version);

}  // namespace partage::grade
