// A small library made by hand, and a model to play with.
#pragma once

#include <initializer_list>
#include <string>

#include "app/app.hpp"

namespace partage::test {

content::Library sample_library();
app::Start sample_start(grid::Size size = {80, 24});
app::Model sample_model(grid::Size size = {80, 24});

/// A key as tests write it: "n", "^c", "Entrée", "Échap", "Tab", "↑", "↓", "←", "→", "Début", "Fin", "Page↑", "Page↓".
grid::KeyPress key(const std::string& name);
/// Presses them in order; gives the effects of all of them.
app::Effects press(app::Model& model, std::initializer_list<const char*> keys);

template <class T>
const T* find_effect(const app::Effects& effects) {
  for (const app::Effect& effect : effects)
    if (const T* found = std::get_if<T>(&effect)) return found;
  return nullptr;
}

record::Verdict passed_verdict();
record::Verdict failed_verdict();
record::Verdict compile_error_verdict();
record::Verdict unjudged_verdict();
app::Sources student_sources();
std::string student_text();
std::string solution_text();
/// Private, then a compiler's error, then right; the last one repaired the first.
app::AttemptsRead three_attempts();

std::string screen(const app::Model& model);

}  // namespace partage::test
