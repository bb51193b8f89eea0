// The solution of an exercise, beside the student's own file. It opens after success, or after all the hints and three
// honest attempts.
#pragma once

#include "app/frame.hpp"
#include "app/keys.hpp"

namespace partage::app {

constexpr int kHonestAttempts = 3;

/// Empty when the solution may be read; else one sentence that says what remains to be done.
std::string before_solution(const content::Exercise& exercise, const content::ExerciseProgress& progress, int honest);

/// The key: reads it, or says what remains.
void ask_solution(Model& model, Effects& effects);
void solution_read(Model& model, const SolutionRead& event);

Body solution_body(const Model& model);
Bindings solution_bindings(const Model& model);
void settle_solution(Model& model);

}  // namespace partage::app
