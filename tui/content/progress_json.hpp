// The text of progression.json. Private to content/.
//
//   {"version": 1, "last_place": "lecon:07_…",
//    "lessons": {"07_…": {"page": 2, "pages_read": [0, 1, 2], "finished": false, "predictions": {"p1": "42"}}},
//    "exercises": {"08_…": {"passed": true, "attempts": 3, "hints": 1, "last_code": ""}}}
//
// and, each of them optional: "scroll" and "seconds" of a lesson; "last_title", "page", "seconds", "failures", "review",
// "reviews", "passed_on" ("2026-11-24"), "reviewing", "solution_seen" and "passed_after_solution" of an exercise.
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

/// `former` is the text that this one replaces: keys of it that we do not know are kept.
std::string progress_text(const Progress& progress, std::string_view former = {});
std::variant<Progress, Unreadable, NewerVersion> parse_progress(std::string_view text);
/// What both know; where they contradict each other, `ours` wins.
Progress merged(Progress ours, const Progress& theirs);

}  // namespace partage::content
