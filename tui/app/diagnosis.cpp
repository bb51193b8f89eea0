#include "app/diagnosis.hpp"

#include "app/blocks.hpp"
#include "app/navigation.hpp"
#include "content/overview.hpp"
#include "phrases/diagnoses.hpp"

namespace partage::app {
namespace {

struct Wording {
  std::string title, why, lesson;
};

Wording wording(const Model& model, const content::Exercise* exercise) {
  const std::string& code = model.diagnosis.code;
  if (exercise != nullptr) {
    const auto own = exercise->diagnoses.find(code);
    if (own == exercise->diagnoses.end()) return {};
    return {own->second.title, own->second.why, own->second.lesson.empty() ? exercise->lesson : own->second.lesson};
  }
  const phrases::CommonDiagnosis* common = phrases::common_diagnosis(code);
  if (common == nullptr) return {};
  return {std::string(common->title), std::string(common->why), std::string(common->lesson)};
}

// The reasons of a mistake come with the verdict that names it: before, they would say what to write.
bool may_say_why(const Model& model, const content::Exercise* exercise) {
  if (exercise == nullptr) return true;
  const auto known = model.progress.exercises.find(exercise->id);
  return known != model.progress.exercises.end() && (known->second.passed || known->second.last_code == model.diagnosis.code);
}

}  // namespace

Body diagnosis_body(const Model& model) {
  Body body;
  const content::Exercise* exercise = model.library.exercise(model.diagnosis.exercise);
  const Wording words = wording(model, exercise);
  const int width = text_columns(model);
  body.title.add("Diagnostic  ", look::dim).add(model.diagnosis.code, look::title);
  body.margin = text_margin(model);
  body.lines = wrap(Line(content::without_words(words.title), look::strong), width);
  body.lines.emplace_back();
  const std::string where = exercise == nullptr ? "Tout exercice peut recevoir ce diagnostic."
                                                : "Exercice " + exercise->number + ", " + exercise->title + ".";
  append(body.lines, wrap(Line(where, look::dim), width));
  body.lines.emplace_back();
  if (may_say_why(model, exercise)) append(body.lines, wrap(content::without_words(words.why), width));
  else append(body.lines, wrap("Pourquoi\u202f? Le verdict le dit quand il nomme cette erreur.", width, look::dim));
  if (const content::Lesson* lesson = model.library.lesson(words.lesson)) {
    body.lines.emplace_back();
    append(body.lines, wrap(Line("À relire\u00a0: ", look::dim).add("leçon " + lesson->number + ", " + lesson->title), width));
  }
  body.focus = {0, 0};
  return body;
}

Bindings diagnosis_bindings(const Model& model) {
  Bindings keys;
  const content::Exercise* exercise = model.library.exercise(model.diagnosis.exercise);
  const std::string lesson = wording(model, exercise).lesson;
  const bool known = model.library.lesson(lesson) != nullptr;
  if (exercise != nullptr)
    keys.push_back({{grid::Key::enter}, "Entrée", "exercice", "ouvrir l'exercice " + exercise->number,
                    [id = exercise->id](Model& changed, Effects& effects) { open_exercise(changed, effects, id); }});
  if (!known) return keys;
  std::vector<Stroke> strokes{"r"};
  if (exercise == nullptr) strokes.emplace_back(grid::Key::enter);
  keys.push_back({strokes, exercise == nullptr ? "Entrée" : "r", "leçon", "relire la leçon " + lesson.substr(0, 2),
                  [lesson](Model& changed, Effects&) { open_lesson(changed, lesson); }});
  return keys;
}

}  // namespace partage::app
