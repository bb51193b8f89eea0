// What a class got: pure data, made once by `partage noter`, read by every report (CSV, JSON, HTML, texts, JUnit, portal).
//
// notes.json is this structure: results_json.hpp gives its schema. What came from a student or from a file's name is marked
// "not trusted": it is valid UTF-8 on one line, without control characters nor characters that reorder text, so that a
// terminal is safe; `<`, `&`, `"`, `;`, a leading `=` and the like are still in it, and each report escapes what acts there.
// A verdict is as the engine gave it: its texts may quote bytes of the student's program (phrases/printable.hpp), and its
// `output` is raw.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/verdict.hpp"

namespace partage::grade {

/// One exercise that every student was to hand in.
struct Expected {
  std::string id;      ///< folder name, "08_create_shared_memory"
  std::string number;  ///< "08"
  std::string title;   ///< "La fonction du cours"
  std::string file;    ///< "create_shared_memory.c"
  std::string lesson;  ///< folder of its lesson
  double points = 1;   ///< 0 or more: the barème's, or else exercise.toml's
  friend bool operator==(const Expected&, const Expected&) = default;
};

/// One student: one folder, one archive, or the files that bear their name, in RENDUS.
struct Student {
  std::string id;      ///< "s001"…: stays the same as long as NOTES is kept; the label of their tests in CTest
  std::string name;    ///< not trusted: Moodle's « Nom Prénom », or else the folder's or the archive's name without its end
  std::string source;  ///< the folder's or the archive's name in RENDUS, raw bytes
  std::string number;  ///< Moodle's number of the student in that assignment, digits only; empty: none was given
  std::string email;   ///< not trusted: an address that was in the folder's name; empty: none
  /// What was wrong with what was handed in, in French, one sentence each, made inert as `name` is: an archive that cannot
  /// be read, links that were not followed, two folders of one student… Empty when all was well.
  std::vector<std::string> problems;
  friend bool operator==(const Student&, const Student&) = default;
};

enum class State {
  passed,      ///< judged: all the points
  failed,      ///< judged: no point; verdict->diagnosis says why
  missing,     ///< nothing that could be judged was handed in for this exercise: no point; `reason` says what was found
  not_judged,  ///< a fault of the kit, of the machine, or something that the teacher must settle (two different files for
               ///< one exercise); never the student's: neither a pass nor a zero. `reason` says why; noter exits with 1
};

/// One (student, exercise).
struct Mark {
  std::string student;   ///< Student::id
  std::string exercise;  ///< Expected::id
  State state = State::not_judged;
  double points = 0;     ///< 0 when not_judged: ask `state` before it is shown
  double max = 0;        ///< Expected::points
  std::string reason;    ///< missing and not_judged: one French sentence, inert; empty otherwise
  std::string file;      ///< not trusted: the path, inside what was handed in, of the file that was judged; empty: none
  /// As the engine gave it, without its recording. Present when passed or failed; perhaps when not_judged.
  std::optional<record::Verdict> verdict;
  std::int64_t elapsed_ns = 0;  ///< of the verification; 0 when there was none
  std::string judged_at;        ///< "2026-11-24T16:40:03+01:00", when the verdict was reached; empty: there is none
  friend bool operator==(const Mark&, const Mark&) = default;
};

struct Results {
  static constexpr int schema_version = 1;
  std::string kit;        ///< version of Partage, "0.1.0"
  std::string date;       ///< of this joining, "2026-11-24T16:40:03+01:00"
  std::string isolation;  ///< "espaces de noms" or "légère": the weaker one when both were used; empty: nothing was run
  std::vector<Expected> exercises;  ///< by number
  std::vector<Student> students;    ///< by id when they are joined, by name in the reports (order.hpp)
  std::vector<Mark> marks;          ///< every student in order, and for each every exercise in order: none is left out
  std::vector<std::string> problems;  ///< of the class rather than of one student, French, inert
  friend bool operator==(const Results&, const Results&) = default;

  const Mark& mark(std::size_t student, std::size_t exercise) const { return marks[student * exercises.size() + exercise]; }
};

/// What one student has over all exercises.
struct Total {
  double points = 0, max = 0;
  int passed = 0, failed = 0, missing = 0, not_judged = 0;
  bool complete() const { return not_judged == 0; }  ///< otherwise `points` is only what is sure so far: show no total
};
Total total(const Results& results, std::size_t student);
/// The same over the whole class.
Total total(const Results& results);

/// Everything was judged and nothing was wrong with any submission.
bool flawless(const Results& results);

/// "passed", "failed", "missing", "not_judged": as in notes.json.
std::string_view name(State state);

/// 2 -> "2", 1.5 -> "1,5" or "1.5": the shortest text, never an exponent.
std::string points_text(double points, char decimal = ',');

}  // namespace partage::grade
