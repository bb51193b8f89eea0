// The table of contents: lessons, their exercises, and what has been done of them.
#pragma once

#include <string>
#include <vector>

#include "app/frame.hpp"
#include "app/keys.hpp"

namespace partage::app {

/// A row that can be chosen. `exercise` is empty on a lesson's row; `lesson` on the row of an exercise without lesson.
struct ContentsRow {
  std::string lesson, exercise;
};
std::vector<ContentsRow> contents_rows(const Model& model);

enum class Done { no, partly, yes };
Done lesson_done(const Model& model, const std::string& lesson);
Done exercise_done(const Model& model, const std::string& exercise);
/// "○", "◐", "●".
Line done_sign(Done done);
std::string stars(int difficulty);

/// Index of what Enter should open now: the place that was left unfinished, else the first thing not done.
int next_thing(const Model& model);
void select_next_thing(Model& model);
/// Goes back to the contents, and opens it if anything is left to do.
void open_next_thing(Model& model, Effects& effects);

Body contents_body(const Model& model);
Bindings contents_bindings(const Model& model);
/// Characters of the search under way.
void search_key(Model& model, const grid::KeyPress& press);
void search_text(Model& model, const std::string& text);
void contents_click(Model& model, Effects& effects, grid::Position position);
void settle_contents(Model& model);

}  // namespace partage::app
