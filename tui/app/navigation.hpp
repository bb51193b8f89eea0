// Going from a screen to another, and back.
#pragma once

#include <string>

#include "app/event.hpp"
#include "app/model.hpp"

namespace partage::app {

/// Shows that screen; if it is already on the way back, what was opened from it is closed.
void go(Model& model, Screen screen);
/// The screen that this one was opened from, or what a pane of this one covers. From the contents: nothing.
void back(Model& model, Effects& effects);

void open_lesson(Model& model, const std::string& lesson);
void open_exercise(Model& model, Effects& effects, const std::string& exercise);

/// The lesson or the exercise that this screen was opened from; nothing when there is none.
void back_to_work(Model& model, Effects& effects);

void say(Model& model, std::string sentence, bool bad = false);

/// The exercise itself, or null: a folder may have gone since the progress was saved.
const content::Lesson* current_lesson(const Model& model);
const content::Exercise* current_exercise(const Model& model);

/// First exercise of that lesson not yet passed; empty when there is none.
std::string exercise_left(const Model& model, const content::Lesson& lesson);
/// First exercise of that lesson not yet passed; else its first one; empty when it has none.
std::string exercise_to_do(const Model& model, const content::Lesson& lesson);

}  // namespace partage::app
