#include "app/exercise.hpp"

#include <algorithm>

#include "app/again.hpp"
#include "app/attempts.hpp"
#include "app/blocks.hpp"
#include "app/contents.hpp"
#include "app/memory.hpp"
#include "app/navigation.hpp"
#include "app/scroll.hpp"
#include "app/search.hpp"
#include "app/time.hpp"
#include "app/solution.hpp"
#include "app/verdict_text.hpp"
#include "app/words.hpp"
#include "content/review.hpp"

namespace partage::app {
namespace {

int statement_pages(const content::Exercise& exercise) { return static_cast<int>(exercise.statement.size()); }

int hints_shown(const Model& model, const content::Exercise& exercise) {
  const auto found = model.progress.exercises.find(exercise.id);
  return found == model.progress.exercises.end() ? 0
                                                 : std::clamp(found->second.hints, 0, static_cast<int>(exercise.hints.size()));
}

int attempts(const Model& model, const content::Exercise& exercise) {
  const auto found = model.progress.exercises.find(exercise.id);
  return found == model.progress.exercises.end() ? 0 : found->second.attempts;
}

bool has_results(const Model& model, const content::Exercise& exercise) {
  const ExerciseScreen& screen = model.exercise;
  return screen.verifying || screen.verdict || !screen.failure.empty() || (attempts(model, exercise) > 0 && !reviewing(model, exercise.id)) || hints_shown(model, exercise) > 0;
}

int page_count(const Model& model, const content::Exercise& exercise) {
  return std::max(statement_pages(exercise) + (has_results(model, exercise) ? 1 : 0), 1);
}

bool on_results(const Model& model, const content::Exercise& exercise) {
  return has_results(model, exercise) && model.exercise.page >= statement_pages(exercise);
}

Lines statement_lines(const Model& model, const content::Exercise& exercise, int width) {
  Lines lines;
  const auto index = static_cast<std::size_t>(model.exercise.page);
  if (index >= exercise.statement.size()) return lines;
  const content::Page& page = exercise.statement[index];
  if (index == 0) lines = review_lines(model, exercise, width);
  append(lines, wrap(Line(page.title, look::title), width));
  for (const content::Block& block : page.blocks) {
    separate(lines);
    append(lines, render_block(block, width));
  }
  if (index + 1 < exercise.statement.size()) return lines;
  separate(lines);
  std::string path = model.work_folder.empty() ? exercise.id : model.work_folder + "/" + exercise.id;
  append(lines, wrap(Line("Votre fichier\u00a0: ", look::dim).add(path + "/" + exercise.file, look::accent), width));
  return lines;
}

void hint_lines(Lines& lines, const Model& model, const content::Exercise& exercise, int width) {
  const int shown = hints_shown(model, exercise);
  for (int index = 0; index < shown; ++index) {
    separate(lines);
    Line mark("Indice " + std::to_string(index + 1) + "/" + std::to_string(exercise.hints.size()) + "\u00a0: ", look::accent);
    append(lines, wrap(Line(exercise.hints[static_cast<std::size_t>(index)]), width, mark, Line("  ")));
  }
}

Lines results_lines(const Model& model, const content::Exercise& exercise, int width) {
  Lines lines;
  if (model.exercise.verifying)
    append(lines, wrap("Vérification en cours…", width, look::accent));
  if (!model.exercise.failure.empty()) {
    lines.emplace_back("! Le kit n'a pas pu juger votre réponse", look::warn);
    append(lines, wrap(model.exercise.failure, width));
  }
  if (model.exercise.verdict) {
    separate(lines);
    append(lines, verdict_lines(model, *model.exercise.verdict, model.exercise.sources, width));
  }
  if (lines.empty()) lines = last_attempt_lines(model, exercise, width);
  hint_lines(lines, model, exercise, width);
  return lines;
}

Lines page_lines(const Model& model, const content::Exercise& exercise) {
  const int width = text_columns(model);
  return on_results(model, exercise) ? results_lines(model, exercise, width) : statement_lines(model, exercise, width);
}

void turn(Model& model, int page) {
  model.exercise.page = page;
  model.exercise.scroll = 0;
}

void verify(Model& model, Effects& effects) {
  const content::Exercise* exercise = current_exercise(model);
  if (exercise == nullptr) return;
  model.exercise.verifying = true;
  model.exercise.failure.clear();
  turn(model, statement_pages(*exercise));
  effects.push_back(Verify{exercise->id});
}

void next_hint(Model& model, Effects&) {
  const content::Exercise* exercise = current_exercise(model);
  if (exercise == nullptr) return;
  content::ExerciseProgress& progress = model.progress.exercises[exercise->id];
  progress.hints = hints_shown(model, *exercise) + 1;
  turn(model, statement_pages(*exercise));
  model.exercise.scroll = last_scroll(static_cast<int>(page_lines(model, *exercise).size()), body_rows(model));
}

int line_to_edit(const Model& model) {
  const auto& verdict = model.exercise.verdict;
  if (!verdict) return 0;
  if (!verdict->compiler.empty()) return verdict->compiler.front().line;
  return verdict->diagnosis ? verdict->diagnosis->source.line : 0;
}

std::string lesson_to_read(const Model& model, const content::Exercise& exercise) {
  const auto& verdict = model.exercise.verdict;
  const std::string wanted = verdict && verdict->diagnosis ? verdict->diagnosis->lesson : "";
  if (!wanted.empty() && model.library.lesson(wanted) != nullptr) return wanted;
  return model.library.lesson(exercise.lesson) != nullptr ? exercise.lesson : "";
}

Bindings reset_bindings(const content::Exercise& exercise) {
  const std::string id = exercise.id;
  return {{{"o", "y"}, "o", "oui, remettre", "remettre le fichier de départ\u202f; le vôtre est gardé à côté",
           [id](Model& model, Effects& effects) {
             model.exercise.confirming_reset = false;
             effects.push_back(ResetExercise{id});
           }},
          {{"n", grid::Key::escape}, "n", "non, garder", "garder votre fichier",
           [](Model& model, Effects&) { model.exercise.confirming_reset = false; }}};
}

void edit(Model& model, Effects& effects) { effects.push_back(OpenEditor{model.exercise.exercise, line_to_edit(model)}); }

// It was passed before, and nothing asks for it to be done again.
bool goes_on(const Model& model, const content::Exercise& exercise) {
  const bool failed = model.exercise.verdict && model.exercise.verdict->outcome != record::Outcome::passed;
  return exercise_done(model, exercise.id) == Done::yes && !failed && !reviewing(model, exercise.id);
}

// Hints, the solution, former attempts; what is of most use first, since a narrow key bar shows the first ones.
void bind_help(const Model& model, const content::Exercise& exercise, Bindings& keys) {
  const int shown = hints_shown(model, exercise), count = static_cast<int>(exercise.hints.size());
  const Binding solution{{"s"}, "s", "solution", "comparer avec la solution, après la réussite, ou après tous les indices et trois essais", ask_solution};
  const bool passed = exercise_done(model, exercise.id) == Done::yes;
  if (passed) keys.push_back(solution);
  if (shown < count)
    keys.push_back({{"i"}, "i", "indice", "demander l'indice " + std::to_string(shown + 1) + " sur " + std::to_string(count) + " (compté)", next_hint});
  if (!passed) keys.push_back(solution);
  if (model.exercise.attempts && !model.exercise.attempts->empty())
    keys.push_back({{"a"}, "a", "essais", "revoir vos essais, ou en reprendre un", open_attempts});
}

// Enter goes on: to what comes next when it is passed; else with the text, then with the work.
void bind_onward(const Model& model, const content::Exercise& exercise, Bindings& keys) {
  const auto& judged = model.exercise.verdict;
  const bool results = on_results(model, exercise);
  if (judged && judged->outcome == record::Outcome::passed && results) {
    keys.push_back({{grid::Key::enter, grid::Key::right}, "Entrée", "continuer", "ouvrir ce qui reste à faire", open_next_thing});
    return;
  }
  if (!results && review_waits(model, exercise.id)) return bind_review(model, exercise, keys);
  const int here = model.exercise.scroll, rows = body_rows(model), page = model.exercise.page;
  const int last = last_scroll(static_cast<int>(page_lines(model, exercise).size()), rows);
  const auto enter = [&](const char* label, const char* help, auto act) { keys.push_back({{grid::Key::enter}, "Entrée", label, help, act}); };
  if (here < last)
    enter("suite", "descendre d'un écran", [to = std::min(here + rows - 1, last)](Model& changed, Effects&) { changed.exercise.scroll = to; });
  else if (page + 1 < page_count(model, exercise))
    enter(page + 1 >= statement_pages(exercise) ? "verdict" : "suite", "page suivante", [to = page + 1](Model& changed, Effects&) { turn(changed, to); });
  else if (model.exercise.verifying) return;
  else if (goes_on(model, exercise)) enter("continuer", "ouvrir ce qui vient ensuite", open_next_thing);
  else enter("éditeur", "ouvrir votre fichier dans votre éditeur (ou e)", edit);
}

void bind_work(const Model& model, const content::Exercise& exercise, Bindings& keys) {
  bind_onward(model, exercise, keys);
  if (!model.exercise.verifying)
    keys.push_back({{"v"}, "v", "vérifier", "vérifier votre fichier", verify});
  keys.push_back({{"e"}, "e", !keys.empty() && keys.front().label == "éditeur" ? "" : "éditeur", "ouvrir votre fichier dans votre éditeur", edit});
  const auto& verdict = model.exercise.verdict;
  if (verdict && verdict->recording && !verdict->recording->moments.empty())
    keys.push_back({{"m"}, "m", "mémoire", "voir la mémoire pendant l'essai jugé", [title = "Exercice " + exercise.number + "  " + exercise.title](Model& changed, Effects&) {
                      const auto recording = std::make_shared<const record::Recording>(*changed.exercise.verdict->recording);
                      open_memory(changed, recording, title, changed.exercise.sources);
                    }});
  bind_help(model, exercise, keys);
}

void bind_pages(const Model& model, const content::Exercise& exercise, Bindings& keys) {
  const int page = model.exercise.page, count = page_count(model, exercise);
  const auto to_page = [](int to) { return [to](Model& changed, Effects&) { turn(changed, to); }; };
  bind_scroll(model, static_cast<int>(page_lines(model, exercise).size()), model.exercise.scroll,
              [](Model& changed, int to) { changed.exercise.scroll = to; }, keys, {"", ""});
  if (page + 1 < count)
    keys.push_back({{grid::Key::right, "n", " ", grid::Key::page_down, grid::Key::tab}, "→", page + 1 >= statement_pages(exercise) ? "verdict" : "suite",
                    "page suivante (ou n, ou espace)", to_page(page + 1)});
  if (page > 0)
    keys.push_back({{grid::Key::left, "p", grid::Key::backspace, grid::Key::page_up, grid::Key::backtab}, "←", page >= statement_pages(exercise) ? "énoncé" : "précédente",
                    "page précédente (ou p)", to_page(page - 1)});
}

void bind_rest(const Model& model, const content::Exercise& exercise, Bindings& keys) {
  const std::string lesson = lesson_to_read(model, exercise);
  if (!lesson.empty())
    keys.push_back({{"r"}, "r", "leçon", "relire la leçon " + lesson.substr(0, 2), [lesson](Model& changed, Effects&) { open_lesson(changed, lesson); }});
  keys.push_back({{"x"}, "x", "remettre", "remettre le fichier de départ", [](Model& changed, Effects&) { changed.exercise.confirming_reset = true; }});
  const bool from_contents = model.stack.size() > 1 && model.stack[1] == Screen::exercise;
  if (!from_contents)
    keys.push_back({{"l"}, "l", "liste", "aller à la table des matières", [](Model& changed, Effects& effects) {
                      while (changed.stack.size() > 1) back(changed, effects);
                    }});
}

bool concerns(const Model& model, const std::string& exercise) { return !exercise.empty() && model.exercise.exercise == exercise; }

// At the right of the title; the less useful goes first when there is little room.
Line status_line(const Model& model, const content::Exercise& exercise) {
  Line status;
  const int tried = attempts(model, exercise), count = statement_pages(exercise);
  const bool wide = columns(model) >= 80;
  if (exercise_done(model, exercise.id) == Done::yes) status.add("✔ réussi  ", look::good);
  if (tried > 0 && (wide || !model.exercise.followed)) status.add("essai " + std::to_string(tried) + "  ", look::dim);
  std::string place = "énoncé";
  if (on_results(model, exercise)) place = model.exercise.verdict ? "verdict" : "résultat";
  else if (count > 1) place += " " + std::to_string(model.exercise.page + 1) + "/" + std::to_string(count);
  status.add(place, look::dim);
  if (model.exercise.followed) status.add(wide ? "  [suit le fichier]" : "  [suivi]", look::accent);
  return status;
}

}  // namespace

Body exercise_body(const Model& model) {
  Body body;
  const content::Exercise* exercise = current_exercise(model);
  if (exercise == nullptr) return body;
  body.title.add("Exercice " + exercise->number + "  ", look::dim).add(exercise->title, look::title);
  body.status = status_line(model, *exercise);
  body.lines = page_lines(model, *exercise);
  body.scroll = model.exercise.scroll;
  body.margin = text_margin(model);
  show_found(model, body);
  if (model.exercise.confirming_reset) {
    body.lines = wrap(Line("Remettre le fichier de départ\u202f?", look::title), text_columns(model));
    body.lines.emplace_back();
    append(body.lines, wrap("Votre fichier sera gardé à côté, sous un nom qui porte la date. Rien n'est perdu.", text_columns(model)));
    body.scroll = 0;
  }
  return body;
}

Bindings exercise_bindings(const Model& model) {
  Bindings keys;
  const content::Exercise* exercise = current_exercise(model);
  if (exercise == nullptr) return keys;
  if (model.exercise.confirming_reset) return reset_bindings(*exercise);
  bind_work(model, *exercise, keys);
  bind_pages(model, *exercise, keys);
  bind_rest(model, *exercise, keys);
  return keys;
}

void settle_exercise(Model& model) {
  const content::Exercise* exercise = current_exercise(model);
  if (exercise == nullptr) return;
  model.exercise.page = std::clamp(model.exercise.page, 0, page_count(model, *exercise) - 1);
  const int lines = static_cast<int>(page_lines(model, *exercise).size());
  model.exercise.scroll = std::clamp(model.exercise.scroll, 0, last_scroll(lines, body_rows(model)));
}

void verdict_ready(Model& model, Effects& effects, const VerdictReady& event) {
  const record::Verdict& verdict = event.verdict;
  const content::Exercise* known = model.library.exercise(verdict.exercise);
  if (known == nullptr) return;
  if (verdict.outcome != record::Outcome::could_not_judge) {
    // What remained to be done before the solution may have changed.
    const std::string remained = before_solution(*known, model.progress.exercises[known->id], model.exercise.honest);
    if (!remained.empty() && model.notice == remained) model.notice.clear();
    const bool named = verdict.diagnosis && verdict.outcome == record::Outcome::failed;
    content::count_attempt(model.progress.exercises[known->id], verdict.outcome == record::Outcome::passed, today(model),
                           named ? verdict.diagnosis->code : "", named ? verdict.diagnosis->title : "");
    effects.push_back(KeepAttempt{known->id, attempt_of(verdict, event.text)});
  }
  if (!concerns(model, known->id)) return;
  model.exercise.verdict = std::make_shared<const record::Verdict>(verdict);
  model.exercise.sources = event.sources;
  model.exercise.failure.clear();
  model.exercise.repaired.clear();
  if (model.exercise.verifying) turn(model, statement_pages(*known));
  model.exercise.verifying = false;
}

void verdict_failed(Model& model, const VerdictFailed& event) {
  if (!concerns(model, event.exercise)) return;
  model.exercise.failure = event.sentence;
  model.exercise.verdict = nullptr;
  model.exercise.verifying = false;
}

void file_watched(Model& model, const FileWatched& event) {
  if (!concerns(model, event.exercise)) return;
  model.exercise.text = event.text;
  model.exercise.followed = event.followed;
}

// In place of the verification under way, which was of another text.
void file_saved(Model& model, Effects& effects, const FileSaved& event) {
  if (!concerns(model, event.exercise)) return;
  model.exercise.text = event.text;
  verify(model, effects);
}

void exercise_reset(Model& model, const ExerciseReset& event) {
  if (!event.error.empty()) return say(model, event.error, true);
  const auto known = model.progress.exercises.find(event.exercise);
  if (known != model.progress.exercises.end()) content::start_review(known->second, today(model));
  if (concerns(model, event.exercise)) {
    model.exercise.verdict = nullptr;
    model.exercise.verifying = false;
    turn(model, 0);
  }
  say(model, event.kept.empty() ? "Le fichier de départ est remis." : "Le fichier de départ est remis\u202f; le vôtre est gardé\u00a0: " + event.kept);
}

}  // namespace partage::app
