#include "app/solution.hpp"

#include <algorithm>

#include "app/diff.hpp"
#include "app/navigation.hpp"
#include "app/scroll.hpp"
#include "app/words.hpp"

namespace partage::app {
namespace {

int view_columns(const Model& model) { return columns(model) - 4; }

content::ExerciseProgress progress_of(const Model& model, const std::string& exercise) {
  const auto found = model.progress.exercises.find(exercise);
  return found == model.progress.exercises.end() ? content::ExerciseProgress{} : found->second;
}

Lines body_lines(const Model& model) {
  Lines lines;
  if (!progress_of(model, model.solution.exercise).passed) {
    append(lines, wrap("C'est une réponse juste, il y en a d'autres. Refaites-la de mémoire\u00a0: une réussite comptera toujours, notée «\u00a0solution lue\u00a0».", text_columns(model)));
    lines.emplace_back();
  }
  append(lines, diff_lines(model.exercise.text, model.solution.text, {"votre fichier", "la solution"}, view_columns(model)));
  return lines;
}

}  // namespace

std::string before_solution(const content::Exercise& exercise, const content::ExerciseProgress& progress, int honest) {
  if (progress.passed) return "";
  const int hints = std::max(static_cast<int>(exercise.hints.size()) - progress.hints, 0);
  const int attempts = std::max(kHonestAttempts - honest, 0);
  std::string left;
  if (hints > 0) left = plural(hints, "indice") + " à lire";
  if (attempts > 0) left += (left.empty() ? "" : " et ") + plural(attempts, "essai") + " à faire (un texte nouveau, qui se compile)";
  if (left.empty()) return "";
  return "Avant la solution, il reste " + left + ".";
}

void ask_solution(Model& model, Effects& effects) {
  const content::Exercise* exercise = current_exercise(model);
  if (exercise == nullptr) return;
  const std::string left = before_solution(*exercise, progress_of(model, exercise->id), model.exercise.honest);
  if (!left.empty()) return say(model, left);
  effects.push_back(ReadSolution{exercise->id});
}

void solution_read(Model& model, const SolutionRead& event) {
  if (!event.error.empty()) return say(model, event.error, true);
  if (model.exercise.exercise != event.exercise || model.screen() != Screen::exercise) return;
  model.progress.exercises[event.exercise].solution_seen = true;
  model.solution = {event.exercise, event.text, 0};
  go(model, Screen::solution);
}

Body solution_body(const Model& model) {
  Body body;
  const content::Exercise* exercise = model.library.exercise(model.solution.exercise);
  if (exercise == nullptr) return body;
  body.title.add("Exercice " + exercise->number + "  ", look::dim).add("la solution", look::title);
  body.status.add(exercise->file, look::dim);
  body.lines = body_lines(model);
  body.scroll = model.solution.scroll;
  body.margin = 2;
  return body;
}

Bindings solution_bindings(const Model& model) {
  Bindings keys;
  bind_scroll(model, static_cast<int>(body_lines(model).size()), model.solution.scroll, [](Model& changed, int to) { changed.solution.scroll = to; }, keys);
  return keys;
}

void settle_solution(Model& model) {
  model.solution.scroll = std::clamp(model.solution.scroll, 0, last_scroll(static_cast<int>(body_lines(model).size()), body_rows(model)));
}

}  // namespace partage::app
