// The table of contents: lessons, their exercises, and what has been done of them.
#pragma once

#include <string>
#include <vector>

#include "app/frame.hpp"
#include "app/keys.hpp"
#include "content/course.hpp"

namespace partage::app {

using content::Done;
Done lesson_done(const Model& model, const std::string& lesson);
Done exercise_done(const Model& model, const std::string& exercise);
/// "○", "◐", "●".
Line done_sign(Done done);
/// One sign for each lesson, then how many are finished: « ●◐○  1/3 ».
Line lessons_done(const Model& model);
std::string stars(int difficulty);

/// Index of what Enter should open now (content::next_item()).
int next_thing(const Model& model);
void select_next_thing(Model& model);
/// What it is, in a few words: « Reprendre : leçon 07, page 3 sur 8 ». All is done: when the next review is.
Line next_thing_line(const Model& model);
/// Goes back to the contents, and opens it if anything is left to do.
void open_next_thing(Model& model, Effects& effects);

Body contents_body(const Model& model);
Bindings contents_bindings(const Model& model);
void contents_click(Model& model, Effects& effects, grid::Position position);
void settle_contents(Model& model);

}  // namespace partage::app
