// An exercise: what is asked, then the verdict on the student's own file, and the hints asked for.
#pragma once

#include "app/frame.hpp"
#include "app/keys.hpp"

namespace partage::app {

Body exercise_body(const Model& model);
Bindings exercise_bindings(const Model& model);
void settle_exercise(Model& model);

void verdict_ready(Model& model, Effects& effects, const VerdictReady& event);
void verdict_failed(Model& model, const VerdictFailed& event);
void file_watched(Model& model, const FileWatched& event);
void file_saved(Model& model, Effects& effects, const FileSaved& event);
void exercise_reset(Model& model, const ExerciseReset& event);

}  // namespace partage::app
