// notes.json: Results for other tools, round-trip exact.
//
// Members have the names of the structures in results.hpp, whose comments say what they mean; all are present, but
// "verdict", which is absent when there is none. "state" is "passed", "failed", "missing" or "not_judged". Each student has
// their marks, in the order of "exercises", and their "total"; "points" of a total is absent when something is not judged.
// Text that is not valid UTF-8 ("source") is {"hex": "…"}. "verdict" is as record/json.hpp describes, without "recording".
//
//   {"schema_version": 1, "kit": "0.1.0", "date": "2026-11-24T16:40:03+01:00", "isolation": "espaces de noms",
//    "problems": [],
//    "exercises": [{"id": "08_create_shared_memory", "number": "08", "title": "La fonction du cours",
//                   "file": "create_shared_memory.c", "lesson": "07_create_shared_memory", "points": 2.0}],
//    "students": [
//      {"id": "s001", "name": "Lovelace Ada", "source": "Lovelace Ada_4211_assignsubmission_file_", "number": "4211",
//       "email": "", "problems": [],
//       "marks": [{"exercise": "08_create_shared_memory", "state": "passed", "points": 2.0, "max": 2.0, "reason": "",
//                  "file": "create_shared_memory.c", "elapsed_ns": 71000000, "judged_at": "2026-11-24T16:39:58+01:00",
//                  "verdict": {…}}],
//       "total": {"points": 2.0, "max": 2.0, "passed": 1, "failed": 0, "missing": 0, "not_judged": 0}}]}
#pragma once

#include <string>
#include <string_view>

#include "grade/results.hpp"

namespace partage::grade {

/// Indented, ended by a newline.
std::string to_json_text(const Results& results);
/// Throws std::runtime_error, with what is wrong, on anything that to_json_text would not write.
Results results_from_json_text(std::string_view text);

}  // namespace partage::grade
