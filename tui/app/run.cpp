#include "app/run.hpp"

#include <algorithm>

#include "app/blocks.hpp"
#include "app/memory.hpp"
#include "app/navigation.hpp"
#include "app/output.hpp"
#include "app/prediction.hpp"
#include "app/words.hpp"
#include "phrases/evidence.hpp"
#include "phrases/moments.hpp"

namespace partage::app {
namespace {

constexpr int kStatusRows = 2;    // a blank line, then how the run goes
constexpr int kMostObserved = 4;  // rows for what to observe: the output matters more

std::string command(const RunScreen& run) {
  std::string text = run.program;
  for (const std::string& argument : run.arguments) text += " " + argument;
  return text;
}

// What to look at stays in sight while the program runs, unless the screen is short.
Lines observe_lines(const Model& model) {
  if (model.run.observe.empty()) return {};
  Lines lines = bullets(model.run.observe, text_columns(model), look::dim);
  if (static_cast<int>(lines.size()) > kMostObserved || body_rows(model) < 3 * static_cast<int>(lines.size())) return {};
  lines.emplace_back();
  return lines;
}

int output_rows(const Model& model) {
  return std::max(body_rows(model) - static_cast<int>(observe_lines(model).size()) - kStatusRows, 1);
}

// All the width there is: a program that draws has a use for it.
int output_columns(const Model& model) { return columns(model) - 2 * kMargin - 2; }

// A line that was written on a wider terminal is folded.
Lines output_line(const Model& model, int index) {
  const Line line = model.run.pane.line(static_cast<std::size_t>(index));
  if (line.width() <= output_columns(model)) return {line};
  return wrap(line, output_columns(model));
}

int output_count(const Model& model) { return static_cast<int>(model.run.pane.line_count()); }

// First output line shown so that the last one is at the bottom.
int last_top(const Model& model) {
  int rows = output_rows(model), top = output_count(model);
  while (top > 0) {
    rows -= static_cast<int>(output_line(model, top - 1).size());
    if (rows < 0) break;
    --top;
  }
  return top;
}

int top_of(const Model& model) { return model.run.follow ? last_top(model) : model.run.scroll; }

Line status_line(const Model& model) {
  const RunScreen& run = model.run;
  Line line;
  if (!run.failure.empty()) line.add("✘ ", look::bad).add(run.failure);
  else if (run.typing) line.add("▸ ", look::changed).add("toutes vos touches vont au programme\u202f; Ctrl+G les reprend", look::accent);
  else if (run.running) line.add("en cours…", look::accent);
  else if (run.recording) line = ending(*run.recording).add(run.observed ? "" : "   mesuré, sans observation", look::dim);
  else line.add("aucun programme n'a été lancé", look::dim);
  const int hidden = output_count(model) - top_of(model) - output_rows(model);
  if (hidden > 0) line.add("   ▼ " + plural(hidden, "ligne"), look::key);
  return line;
}

std::string limit_words(record::End end) {
  switch (end) {
    case record::End::wall_clock: return "arrêté\u00a0: il dépassait la durée permise";
    case record::End::cpu: return "arrêté\u00a0: il dépassait le temps de processeur permis";
    case record::End::output: return "arrêté\u00a0: il écrivait trop";
    case record::End::memory: return "arrêté\u00a0: il prenait trop de mémoire";
    case record::End::processes: return "arrêté\u00a0: il créait trop de processus";
    case record::End::moments: return "arrêté\u00a0: trop d'appels système à enregistrer";
    case record::End::deadlock: return "arrêté\u00a0: interblocage, chacun attendait l'autre";
    case record::End::tampering: return "arrêté\u00a0: il touchait à son propre code";
    case record::End::cancelled: return "arrêté à votre demande";
    case record::End::finished:
    case record::End::fault: break;
  }
  return {};
}

void take_answer(Model& model, const content::Prediction& prediction) {
  const Answer answer = find_answer(prediction, *model.run.recording);
  model.lesson.answers[prediction.id] = answer;
  model.run.moment = answer.moment.value_or(0);
}

void bind_scroll(const Model& model, Bindings& keys) {
  const int top = top_of(model), last = last_top(model), rows = output_rows(model);
  const auto scroll = [](int to) {
    return [to](Model& changed, Effects&) {
      changed.run.follow = to >= last_top(changed);
      changed.run.scroll = to;
    };
  };
  if (top > 0) {
    keys.push_back({{grid::Key::up, "k"}, "↑", "remonter", "remonter d'une ligne", scroll(top - 1)});
    keys.push_back({{grid::Key::page_up}, "Page↑", "", "remonter d'un écran", scroll(std::max(top - rows, 0))});
    keys.push_back({{grid::Key::home, "g"}, "Début", "", "revoir le début de la sortie", scroll(0)});
  }
  if (top < last) {
    keys.push_back({{grid::Key::down, "j"}, "↓", "descendre", "descendre d'une ligne", scroll(top + 1)});
    keys.push_back({{grid::Key::page_down, " "}, "Page↓", "", "descendre d'un écran", scroll(std::min(top + rows, last))});
    keys.push_back({{grid::Key::end, "G"}, "Fin", "", "suivre la fin de la sortie", scroll(last)});
  }
}

Lines pane_lines(const Model& model, Body& body) {
  Lines lines;
  const auto cursor = model.run.pane.cursor();
  const auto rows = static_cast<std::size_t>(output_rows(model));
  for (int index = top_of(model); index < output_count(model) && lines.size() < rows; ++index) {
    if (model.run.typing && cursor && cursor->row == index)
      body.focus = {cursor->column + 2, static_cast<int>(body.lines.size() + lines.size())};
    for (const Line& line : output_line(model, index)) lines.push_back(Line("│ ", look::dim).add(line));
  }
  // A terminal that nothing was written on, or a last line still empty: the cursor is there all the same.
  if (model.run.typing && cursor && cursor->row >= output_count(model) && lines.size() < rows) {
    body.focus = {2, static_cast<int>(body.lines.size() + lines.size())};
    lines.emplace_back("│ ", look::dim);
  }
  if (lines.size() > rows) lines.resize(rows);
  return lines;
}

bool current(const Model& model, RunNumber run) { return run != 0 && run == model.run.run; }

// What the first process died of, as the journal says it.
std::string death(const record::Recording& recording) {
  for (std::size_t index = recording.moments.size(); index-- > 0;) {
    const record::Moment& moment = recording.moments[index];
    if (moment.pid == recording.processes.front().pid && moment.kind == record::MomentKind::exit)
      return phrases::sentence(recording, index);
  }
  return "tué par " + phrases::signal_evidence(*recording.processes.front().exit);
}

}  // namespace

bool has_memory(const Model& model) { return model.run.recording && !model.run.recording->moments.empty(); }

void show_memory(Model& model, Effects&) {
  const content::Lesson* lesson = model.library.lesson(model.run.lesson);
  const auto sources = model.sources.find(model.run.lesson);
  open_memory(model, model.run.recording, (lesson == nullptr ? "" : "Leçon " + lesson->number + "  ") + command(model.run),
              sources == model.sources.end() ? Sources{} : sources->second);
  if (model.run.moment > 0) seek_moment(model, model.run.moment);
}

Line ending(const record::Recording& recording) {
  if (recording.end == record::End::fault)
    return Line("✘ ", look::bad).add("le kit n'a pas pu suivre ce programme\u00a0: " + inert_line(recording.fault));
  const std::string limit = limit_words(recording.end);
  if (!limit.empty()) return Line("✘ ", look::bad).add(limit);
  if (recording.processes.empty() || !recording.processes.front().exit) return Line("terminé", look::dim);
  const record::Exit& exit = *recording.processes.front().exit;
  if (exit.signal != 0) return Line("✘ ", look::bad).add(death(recording));
  return Line(exit.status == 0 ? "✔ " : "  ", look::good).add("terminé\u00a0: code " + std::to_string(exit.status));
}

void start_run(Model& model, Effects& effects, const Launching& what) {
  model.run = {};
  model.run.run = ++model.last_run;
  model.run.lesson = what.lesson;
  model.run.program = what.program;
  model.run.arguments = what.arguments;
  model.run.observe = what.observe;
  model.run.prediction = what.prediction;
  model.run.order = what.order;
  model.run.region = what.region;
  model.run.observed = what.observed;
  model.run.running = true;
  model.run.pane = Pane(run_size(model));
  effects.push_back(StartRun{model.run.run, what.lesson, what.program, what.arguments, run_size(model), what.order, what.region, what.observed});
}

void run_output(Model& model, Effects& effects, const RunOutput& event) {
  if (!current(model, event.run) || !model.run.running) return;
  model.run.pane.feed(event.bytes);
  type_text(model, effects, model.run.pane.take_answers());
}

void resize_run(Model& model, Effects& effects) {
  if (!model.run.running) return;
  model.run.pane.resize(run_size(model));
  effects.push_back(ResizeRun{model.run.run, run_size(model)});
}

void run_finished(Model& model, const RunFinished& event) {
  if (!current(model, event.run) || !model.run.running) return;
  model.run.running = false;
  model.run.typing = false;
  model.run.recording = std::make_shared<const record::Recording>(event.recording);
  if (model.run.to_memory && model.screen() == Screen::run && has_memory(model) && event.recording.end != record::End::cancelled) {
    Effects none;
    show_memory(model, none);
  }
  const content::Lesson* lesson = model.library.lesson(model.run.lesson);
  if (model.run.prediction.empty() || lesson == nullptr || model.lesson.lesson != lesson->id) return;
  for (const content::Page& page : lesson->pages)
    for (const content::Block& block : page.blocks)
      if (const auto* prediction = std::get_if<content::Prediction>(&block); prediction != nullptr && prediction->id == model.run.prediction)
        take_answer(model, *prediction);
}

void run_failed(Model& model, const RunFailed& event) {
  if (!current(model, event.run)) return;
  model.run.running = false;
  model.run.typing = false;
  model.run.failure = event.sentence;
  if (model.screen() == Screen::run) return;
  if (!model.run.prediction.empty()) model.lesson.answers[model.run.prediction] = {};
  say(model, event.sentence, true);
}

grid::Size run_size(const Model& model) { return {output_columns(model), output_rows(model)}; }

Body run_body(const Model& model) {
  Body body;
  const content::Lesson* lesson = model.library.lesson(model.run.lesson);
  if (lesson != nullptr) body.title.add("Leçon " + lesson->number + "  ", look::dim);
  body.title.add(command(model.run), look::title);
  body.margin = kMargin;
  body.lines = observe_lines(model);
  append(body.lines, pane_lines(model, body));
  if (model.run.pane.empty() && !model.run.typing)
    body.lines.emplace_back(model.run.running ? "Le programme n'a encore rien écrit." : "Le programme n'a rien écrit.", look::dim);
  body.lines.emplace_back();
  body.lines.push_back(status_line(model));
  if (!model.run.typing) body.focus = {0, static_cast<int>(body.lines.size()) - 1};
  return body;
}

Bindings run_bindings(const Model& model) {
  Bindings keys;
  if (model.run.typing) {
    keys.push_back({{Stroke::ctrl("g")}, "Ctrl+G", "reprendre le clavier", "cesser d'écrire au programme",
                    [](Model& changed, Effects&) { changed.run.typing = false; }});
    return keys;
  }
  if (has_memory(model))
    keys.push_back({{grid::Key::enter, "m"}, "Entrée", "mémoire", "voir la mémoire de ses processus, moment par moment", show_memory});
  if (!has_memory(model) && !model.run.running)
    keys.push_back({{grid::Key::enter}, "Entrée", "continuer", "revenir à la leçon", back_to_work});
  if (!model.run.observed && model.run.recording)
    keys.push_back({{"m"}, "m", "", "dire pourquoi la mémoire de ce programme n'est pas montrée",
                    [](Model& changed, Effects&) { say(changed, phrases::measured_sentence()); }});
  if (model.run.running) {
    keys.push_back({{"i"}, "i", "écrire", "écrire au programme\u00a0: toutes vos touches lui vont, Ctrl+C comprise", [](Model& changed, Effects&) { changed.run.typing = true; }});
    keys.push_back({{"x"}, "x", "arrêter", "arrêter le programme et ses fils",
                    [](Model& changed, Effects& effects) { effects.push_back(CancelRun{changed.run.run}); }});
    keys.push_back({{Stroke::ctrl("c")}, "Ctrl+C", "", "interrompre le programme, comme dans un terminal\u00a0: il reçoit SIGINT",
                    [](Model& changed, Effects& effects) { type_text(changed, effects, "\x03"); }});
  } else {
    keys.push_back({{"l", "r"}, "l", "relancer", "lancer le programme encore une fois", [](Model& changed, Effects& effects) {
                      const RunScreen& run = changed.run;
                      start_run(changed, effects, {run.lesson, run.program, run.arguments, run.observe, run.prediction, run.order, run.region, run.observed});
                    }});
  }
  bind_scroll(model, keys);
  return keys;
}

void type_key(Model& model, Effects& effects, const grid::KeyPress& press) { type_text(model, effects, model.run.pane.key(press)); }

void type_paste(Model& model, Effects& effects, const std::string& text) { type_text(model, effects, model.run.pane.paste(text)); }

void type_text(const Model& model, Effects& effects, const std::string& bytes) {
  if (!bytes.empty() && model.run.running) effects.push_back(SendInput{model.run.run, bytes});
}

void settle_run(Model& model) {
  const int last = last_top(model);
  if (model.run.scroll >= last) model.run.follow = model.run.follow || model.run.scroll > last;
  model.run.scroll = model.run.follow ? last : std::clamp(model.run.scroll, 0, last);
}

}  // namespace partage::app
