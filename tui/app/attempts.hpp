// Former attempts at an exercise: the list, one of them against the present file, and bringing one back.
#pragma once

#include "app/frame.hpp"
#include "app/keys.hpp"

namespace partage::app {

/// What is kept of a verdict; its time and number are given by whoever keeps it.
content::Attempt attempt_of(const record::Verdict& verdict, std::string text);
/// "✔ réussi", "✘ MAP_PRIVATE là où il faut MAP_SHARED".
std::string attempt_words(const content::Attempt& attempt);

void open_attempts(Model& model, Effects& effects);
/// From one attempt back to the list; false when the list is shown.
bool close_attempt(AttemptsScreen& screen);

Body attempts_body(const Model& model);
Bindings attempts_bindings(const Model& model);
void settle_attempts(Model& model);

void attempts_read(Model& model, const AttemptsRead& event);
void attempt_restored(Model& model, const AttemptRestored& event);

}  // namespace partage::app
