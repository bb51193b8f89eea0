#include "app/attempts.hpp"

#include <algorithm>
#include <utility>

#include "app/diff.hpp"
#include "app/navigation.hpp"
#include "app/scroll.hpp"
#include "app/words.hpp"

namespace partage::app {
namespace {

const std::vector<content::Attempt>& kept(const Model& model) {
  static const std::vector<content::Attempt> none;
  return model.exercise.attempts ? *model.exercise.attempts : none;
}

// Index of the attempt under the cursor; the last one when it is gone.
std::size_t selected(const Model& model) {
  const auto& all = kept(model);
  const auto found = std::find_if(all.begin(), all.end(), [&](const content::Attempt& one) { return one.number == model.attempts.number; });
  return found == all.end() ? std::max<std::size_t>(all.size(), 1) - 1 : static_cast<std::size_t>(found - all.begin());
}

int view_columns(const Model& model) { return columns(model) - 4; }

// The newest first.
Lines list_lines(const Model& model) {
  Lines lines;
  const auto& all = kept(model);
  const std::size_t chosen = selected(model);
  const int width = text_columns(model), digits = all.empty() ? 1 : static_cast<int>(std::to_string(all.back().number).size());
  for (std::size_t index = all.size(); index-- > 0;) {
    const content::Attempt& one = all[index];
    Line line(index == chosen ? "▸ " : "  ", look::changed);
    const std::string number = std::to_string(one.number);
    line.pad_to(2 + digits - static_cast<int>(number.size())).add(number + "  ", look::dim);
    line.add(content::date_text(one.time) + "  ", look::dim);
    line.add(attempt_words(one), index == chosen ? Attributes{Tone::selected, true} : one.passed ? look::good : look::plain);
    lines.push_back(fitted(line, width));
  }
  if (all.empty()) append(lines, wrap("Aucun essai n'est encore gardé\u00a0: chaque verdict garde le fichier qu'il a jugé.", width));
  return lines;
}

Lines attempt_lines(const Model& model) {
  const auto& all = kept(model);
  if (all.empty()) return list_lines(model);
  const content::Attempt& one = all[selected(model)];
  const int width = view_columns(model);
  Lines lines = wrap(Line("Essai " + std::to_string(one.number), look::title).add("  " + content::date_text(one.time), look::dim), width);
  append(lines, wrap(attempt_words(one), width, one.passed ? look::good : look::bad));
  append(lines, diff_lines(model.exercise.text, one.text, {"votre fichier", "essai " + std::to_string(one.number)}, width));
  return lines;
}

Lines body_lines(const Model& model) { return model.attempts.viewing ? attempt_lines(model) : list_lines(model); }

void restore(Model& model, Effects& effects) {
  const auto& all = kept(model);
  if (all.empty()) return;
  const content::Attempt& one = all[selected(model)];
  effects.push_back(RestoreAttempt{model.exercise.exercise, one.number, one.text});
}

void bind_restore(const Model& model, Bindings& keys) {
  if (!kept(model).empty() && kept(model)[selected(model)].text != model.exercise.text)
    keys.push_back({{"r"}, "r", "reprendre", "remettre cet essai dans votre fichier\u202f; le vôtre est gardé à côté", restore});
}

void bind_list(const Model& model, Bindings& keys) {
  const auto& all = kept(model);
  if (all.empty()) return;
  const std::size_t here = selected(model);
  const auto select = [&](std::size_t index) {
    return [number = all[index].number](Model& changed, Effects&) { changed.attempts.number = number; };
  };
  keys.push_back({{grid::Key::enter, grid::Key::right, "l"}, "Entrée", "voir", "comparer cet essai à votre fichier", [](Model& changed, Effects&) {
                    changed.attempts.viewing = true;
                    changed.attempts.scroll = 0;
                  }});
  bind_restore(model, keys);
  if (here > 0) keys.push_back({{grid::Key::down, "j", "n"}, "↓", "plus ancien", "choisir l'essai d'avant", select(here - 1)});
  if (here + 1 < all.size()) keys.push_back({{grid::Key::up, "k", "p"}, "↑", "plus récent", "choisir l'essai d'après", select(here + 1)});
  if (here > 0) keys.push_back({{grid::Key::end, "G"}, "Fin", "", "choisir le premier essai", select(0)});
  if (here + 1 < all.size()) keys.push_back({{grid::Key::home, "g"}, "Début", "", "choisir le dernier essai", select(all.size() - 1)});
}

}  // namespace

content::Attempt attempt_of(const record::Verdict& verdict, std::string text) {
  content::Attempt attempt;
  attempt.passed = verdict.outcome == record::Outcome::passed;
  attempt.compiled = attempt.passed || !verdict.facts.empty();
  if (!attempt.passed && verdict.diagnosis) {
    attempt.code = verdict.diagnosis->code;
    attempt.title = verdict.diagnosis->title;
  }
  attempt.facts = verdict.facts;
  attempt.text = std::move(text);
  return attempt;
}

std::string attempt_words(const content::Attempt& attempt) {
  if (attempt.passed) return "✔ réussi";
  return "✘ " + (attempt.title.empty() ? "pas encore" : content::diagnosis_name(attempt.title));
}

void open_attempts(Model& model, Effects&) {
  model.attempts = {};
  if (!kept(model).empty()) model.attempts.number = kept(model).back().number;
  go(model, Screen::attempts);
}

bool close_attempt(AttemptsScreen& screen) {
  screen.scroll = 0;
  return std::exchange(screen.viewing, false);
}

Body attempts_body(const Model& model) {
  Body body;
  const content::Exercise* exercise = current_exercise(model);
  if (exercise == nullptr) return body;
  body.title.add("Exercice " + exercise->number + "  ", look::dim).add("vos essais", look::title);
  body.status.add(plural(static_cast<long>(kept(model).size()), "essai") + (kept(model).size() > 1 ? " gardés" : " gardé"), look::dim);
  body.lines = body_lines(model);
  body.scroll = model.attempts.scroll;
  body.margin = model.attempts.viewing ? 2 : text_margin(model);
  if (!model.attempts.viewing && !kept(model).empty()) body.focus = {0, static_cast<int>(kept(model).size() - 1 - selected(model))};
  return body;
}

Bindings attempts_bindings(const Model& model) {
  Bindings keys;
  if (!model.attempts.viewing) {
    bind_list(model, keys);
    return keys;
  }
  bind_restore(model, keys);
  bind_scroll(model, static_cast<int>(body_lines(model).size()), model.attempts.scroll, [](Model& changed, int to) { changed.attempts.scroll = to; }, keys);
  return keys;
}

void settle_attempts(Model& model) {
  const int rows = body_rows(model), count = static_cast<int>(body_lines(model).size());
  if (!model.attempts.viewing && !kept(model).empty()) {
    const int line = static_cast<int>(kept(model).size() - 1 - selected(model));
    model.attempts.scroll = scroll_to_show(model.attempts.scroll, line, line, rows);
  }
  model.attempts.scroll = std::clamp(model.attempts.scroll, 0, last_scroll(count, rows));
}

void attempts_read(Model& model, const AttemptsRead& event) {
  if (!event.warning.empty()) say(model, event.warning, true);
  if (model.exercise.exercise != event.exercise || !event.attempts) return;
  model.exercise.attempts = event.attempts;
  model.exercise.honest = event.honest;
  model.exercise.repaired = event.repaired;
}

void attempt_restored(Model& model, const AttemptRestored& event) {
  if (!event.error.empty()) return say(model, event.error, true);
  const std::string number = std::to_string(event.number);
  say(model, event.kept.empty() ? "Votre fichier est déjà celui de l'essai " + number + "."
                                : "Votre fichier est celui de l'essai " + number + "\u202f; le précédent est gardé\u00a0: " + event.kept);
  if (model.screen() == Screen::attempts) go(model, Screen::exercise);
}

}  // namespace partage::app
