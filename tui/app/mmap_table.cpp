#include "app/mmap_table.hpp"

#include <algorithm>
#include <vector>

#include "app/navigation.hpp"
#include "app/run.hpp"
#include "app/words.hpp"
#include "phrases/mmap_outcome.hpp"

namespace partage::app {
namespace {

constexpr int kNameColumn = 2, kValueColumn = 9;
constexpr int kRoomyRows = 16;  // a blank line before the reason

struct Value {
  const char* word;       // as the program takes it
  const char* note = "";  // what it stands for
};
struct Parameter {
  const char* name;
  const char* question;
  std::vector<Value> values;
};

const std::vector<Parameter>& parameters() {
  static const std::vector<Parameter> all{
      {"addr", "où, en mémoire\u202f?", {{"NULL", "le noyau choisit"}, {"0x200000000", "une adresse libre"}, {"occupee", "une page qui sert déjà"}}},
      {"length", "combien d'octets\u202f?", {{"0"}, {"1"}, {"4096", "une page"}, {"5000"}, {"1048576", "1 Mio"}, {"1099511627776", "1 Tio"}}},
      {"prot", "pour quoi faire\u202f?",
       {{"PROT_NONE"}, {"PROT_READ"}, {"PROT_WRITE"}, {"PROT_READ|PROT_WRITE"}, {"PROT_READ|PROT_EXEC"}, {"PROT_READ|PROT_WRITE|PROT_EXEC"}}},
      {"flags", "pour qui\u202f?",
       {{"MAP_SHARED|MAP_ANONYMOUS"}, {"MAP_PRIVATE|MAP_ANONYMOUS"}, {"MAP_ANONYMOUS"}, {"MAP_SHARED"}, {"MAP_PRIVATE"},
        {"MAP_PRIVATE|MAP_ANONYMOUS|MAP_NORESERVE"}, {"MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED"}, {"MAP_SHARED|MAP_ANONYMOUS|MAP_FIXED_NOREPLACE"}}},
      {"fd", "quel fichier\u202f?",
       {{"-1", "aucun"}, {"lecture", "un fichier ouvert O_RDONLY"}, {"ecriture", "un fichier ouvert O_WRONLY"}, {"les-deux", "un fichier ouvert O_RDWR"}}},
      {"offset", "à partir d'où\u202f?", {{"0"}, {"4096", "la deuxième page"}, {"100"}, {"-4096"}}},
  };
  return all;
}

const Parameter& parameter(int row) { return parameters()[static_cast<std::size_t>(row)]; }
int count(int row) { return static_cast<int>(parameter(row).values.size()); }
int chosen(const Model& model, int row) { return model.mmap_table.chosen[static_cast<std::size_t>(row)]; }
const Value& value(const Model& model, int row) { return parameter(row).values[static_cast<std::size_t>(chosen(model, row))]; }

void call(Model& model, Effects& effects) {
  std::vector<std::string> arguments;
  for (int row = 0; row < kMmapParameters; ++row) arguments.emplace_back(value(model, row).word);
  start_run(model, effects, {model.mmap_table.lesson, model.mmap_table.program, arguments, {}, {}, {}, {}});
}

void change(Model& model, Effects& effects, int step) {
  const int row = model.mmap_table.row;
  model.mmap_table.chosen[static_cast<std::size_t>(row)] = (chosen(model, row) + step + count(row)) % count(row);
  call(model, effects);
}

Line row_line(const Model& model, int row) {
  const bool here = row == model.mmap_table.row;
  Line line(here ? "▸ " : "  ", look::changed);
  line.pad_to(kNameColumn).add(parameter(row).name, here ? look::strong : look::plain).pad_to(kValueColumn);
  line.add(here ? "← " : "  ", look::key).add(value(model, row).word, here ? Attributes{Tone::selected, true} : look::accent);
  if (here && line.width() + 2 <= text_columns(model)) line.add(" →", look::key);
  const std::string note = value(model, row).note;
  if (!note.empty()) line.add(here ? "  " : "    ").add(note, look::dim);
  return fitted(line, text_columns(model));
}

Lines outcome_lines(const Model& model) {
  const int width = text_columns(model);
  if (!model.run.failure.empty()) return wrap(Line("✘ ", look::bad).add(model.run.failure), width);
  if (model.run.running || !model.run.recording) return {Line("l'appel est en cours…", look::dim)};
  const record::Recording& recording = *model.run.recording;
  const phrases::MmapOutcome outcome = phrases::mmap_outcome(recording);
  const bool made = outcome.call != nullptr && outcome.call->error.empty();
  Lines lines = wrap(Line(made ? "✔ " : "✘ ", made ? look::good : look::bad).add(phrases::mmap_result(recording, outcome), look::strong), width);
  if (outcome.made) append(lines, wrap(Line(phrases::maps_text(*outcome.made), look::accent), width - 2, Line("  "), Line("  ")));
  if (body_rows(model) >= kRoomyRows) lines.emplace_back();
  append(lines, wrap(phrases::mmap_reason(recording, outcome), width - 2));
  return lines;
}

void bind_changes(const Model& model, Bindings& keys) {
  const int row = model.mmap_table.row;
  const auto choose = [](int to) { return [to](Model& changed, Effects&) { changed.mmap_table.row = to; }; };
  const auto turn = [](int step) { return [step](Model& changed, Effects& effects) { change(changed, effects, step); }; };
  keys.push_back({{grid::Key::right, "l"}, "←→", "valeur", "donner au paramètre une autre valeur, et refaire l'appel", turn(1)});
  keys.push_back({{grid::Key::left, "h"}, "←", "", "revenir à sa valeur précédente", turn(-1)});
  if (row + 1 < kMmapParameters) keys.push_back({{grid::Key::down, "j"}, row > 0 ? "↑↓" : "↓", "paramètre", "choisir le paramètre suivant", choose(row + 1)});
  if (row > 0)
    keys.push_back({{grid::Key::up, "k"}, "↑", row + 1 < kMmapParameters ? "" : "paramètre", "choisir le paramètre précédent", choose(row - 1)});
}

}  // namespace

void open_mmap_table(Model& model, Effects& effects, const content::Launch& launch) {
  MmapTableScreen& table = model.mmap_table;
  if (table.lesson != model.lesson.lesson || table.program != launch.program) {
    table = {model.lesson.lesson, launch.program, 0, {}};
    for (int row = 0; row < kMmapParameters && row < static_cast<int>(launch.arguments.size()); ++row) {
      const auto& values = parameter(row).values;
      const auto found = std::find_if(values.begin(), values.end(), [&](const Value& one) { return launch.arguments[static_cast<std::size_t>(row)] == one.word; });
      if (found != values.end()) table.chosen[static_cast<std::size_t>(row)] = static_cast<int>(found - values.begin());
    }
  }
  go(model, Screen::mmap_table);
  call(model, effects);
}

Body mmap_table_body(const Model& model) {
  const int row = model.mmap_table.row;
  Body body;
  const content::Lesson* lesson = model.library.lesson(model.mmap_table.lesson);
  if (lesson != nullptr) body.title.add("Leçon " + lesson->number + "  ", look::dim);
  body.title.add("les six paramètres de mmap", look::title);
  body.status.add(std::string(parameter(row).question) + "  " + std::to_string(chosen(model, row) + 1) + "/" + std::to_string(count(row)), look::dim);
  body.margin = text_margin(model);
  for (int one = 0; one < kMmapParameters; ++one) body.lines.push_back(row_line(model, one));
  body.lines.emplace_back();
  append(body.lines, outcome_lines(model));
  body.focus = {kValueColumn, row};
  return body;
}

Bindings mmap_table_bindings(const Model& model) {
  Bindings keys;
  bind_changes(model, keys);
  if (has_memory(model)) keys.push_back({{grid::Key::enter, "m"}, "m", "mémoire", "voir la mémoire du programme, moment par moment (ou Entrée)", show_memory});
  else if (!model.run.running) keys.push_back({{grid::Key::enter}, "Entrée", "continuer", "revenir à la leçon", back_to_work});
  keys.push_back({{"r"}, "r", "refaire", "refaire le même appel", call});
  keys.push_back({{"o"}, "o", "sortie", "voir ce que le programme a écrit", [](Model& changed, Effects&) { go(changed, Screen::run); }});
  return keys;
}

void settle_mmap_table(Model& model) {
  model.mmap_table.row = std::clamp(model.mmap_table.row, 0, kMmapParameters - 1);
  for (int row = 0; row < kMmapParameters; ++row) {
    int& here = model.mmap_table.chosen[static_cast<std::size_t>(row)];
    here = std::clamp(here, 0, count(row) - 1);
  }
}

}  // namespace partage::app
