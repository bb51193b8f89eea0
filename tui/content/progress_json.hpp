// The text of progression.json. Private to content/.
//
//   {"version": 1, "last_place": "lecon:07_…",
//    "lessons": {"07_…": {"page": 2, "pages_read": [0, 1, 2], "finished": false, "predictions": {"p1": "42"}}},
//    "exercises": {"08_…": {"passed": true, "attempts": 3, "hints": 1, "last_code": "",
//                           "solution_seen": false, "passed_after_solution": false}}}
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "content/progress.hpp"

namespace partage::content {

struct Unreadable {};
struct NewerVersion {
  std::string version;
};

std::string progress_text(const Progress& progress);
std::variant<Progress, Unreadable, NewerVersion> parse_progress(std::string_view text);
/// What both know; where they contradict each other, `ours` wins.
Progress merged(Progress ours, const Progress& theirs);

}  // namespace partage::content
