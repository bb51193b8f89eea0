#include "app/again.hpp"

#include "app/output.hpp"
#include "app/time.hpp"
#include "app/words.hpp"
#include "content/overview.hpp"
#include "content/review.hpp"

namespace partage::app {
namespace {

const content::ExerciseProgress* known(const Model& model, const std::string& exercise) {
  const auto found = model.progress.exercises.find(exercise);
  return found == model.progress.exercises.end() ? nullptr : &found->second;
}

bool due(const Model& model, const std::string& exercise) {
  const content::ExerciseProgress* progress = known(model, exercise);
  return progress != nullptr && content::review_due(*progress, today(model));
}

}  // namespace

bool review_waits(const Model& model, const std::string& exercise) {
  return due(model, exercise) && !known(model, exercise)->reviewing;
}

bool reviewing(const Model& model, const std::string& exercise) {
  return due(model, exercise) && known(model, exercise)->reviewing;
}

Lines review_lines(const Model& model, const content::Exercise& exercise, int columns) {
  if (!due(model, exercise.id)) return {};
  const std::string text = review_waits(model, exercise.id)
                               ? "Vous avez réussi cet exercice, mais non sans peine. Entrée remet le fichier de départ, pour le "
                                 "refaire de mémoire\u202f; votre fichier est gardé à côté, sous un nom qui porte la date."
                               : "Vous refaites cet exercice depuis le fichier de départ.";
  Lines lines = wrap(Line("À revoir. ", look::key).add(text), columns);
  lines.emplace_back();
  return lines;
}

void bind_review(const Model& model, const content::Exercise& exercise, Bindings& keys) {
  if (review_waits(model, exercise.id))
    keys.push_back({{grid::Key::enter}, "Entrée", "réviser", "remettre le fichier de départ et refaire l'exercice\u202f; votre fichier est gardé",
                    [id = exercise.id](Model&, Effects& effects) { effects.push_back(ResetExercise{id}); }});
}

Lines last_attempt_lines(const Model& model, const content::Exercise& exercise, int columns) {
  const content::ExerciseProgress* progress = known(model, exercise.id);
  if (progress == nullptr || progress->attempts == 0) return {};
  Lines lines;
  if (progress->last_code.empty()) {
    lines = wrap(Line("✔ ", look::good).add("Votre dernier essai a réussi."), columns);
  } else {
    lines = wrap(Line("✘ ", look::bad).add("Votre dernier essai n'a pas réussi."), columns);
    lines.emplace_back();
    Line named("Diagnostic " + progress->last_code + "  ", look::dim);
    append(lines, wrap(named.add(inert_line(last_diagnosis(exercise, *progress)), look::strong), columns, Line(), Line("  ")));
  }
  lines.emplace_back();
  append(lines, wrap(Line("v vérifie votre fichier tel qu'il est maintenant.", look::dim), columns));
  return lines;
}

}  // namespace partage::app
