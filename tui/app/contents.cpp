#include "app/contents.hpp"

#include <algorithm>
#include <set>

#include "app/navigation.hpp"
#include "app/words.hpp"

namespace partage::app {
namespace {

constexpr int kInfoRows = 2;  // a blank line, then what is known of the chosen row

struct Listed {
  Lines lines;
  std::vector<int> row_lines;  // line of each row
};

Line lesson_line(const Model& model, const content::Lesson& lesson, bool selected, int width) {
  Line line(selected ? "▸ " : "  ", look::changed);
  line.add(done_sign(lesson_done(model, lesson.id))).add("  ");
  line.add(lesson.number + "  ", look::dim);
  const std::string difficulty = stars(lesson.difficulty);
  const int room = width - line.width() - grid::width(difficulty) - 2;
  line.add(grid::fit(lesson.title, room), selected ? Attributes{Tone::selected, true} : look::strong);
  return line.pad_to(width - grid::width(difficulty)).add(difficulty, look::dim);
}

std::string exercise_state(const Model& model, const std::string& exercise) {
  const auto found = model.progress.exercises.find(exercise);
  if (found == model.progress.exercises.end()) return "à faire";
  if (found->second.passed) return "réussi";
  return found->second.attempts == 0 ? "à faire" : plural(found->second.attempts, "essai");
}

Line exercise_line(const Model& model, const content::Exercise& exercise, bool selected, int width) {
  Line line(selected ? "▸ " : "  ", look::changed);
  line.pad_to(9).add(done_sign(exercise_done(model, exercise.id))).add("  ");
  line.add("exercice " + exercise.number + "  ", look::dim);
  const std::string state = exercise_state(model, exercise.id);
  const int room = width - line.width() - grid::width(state) - 2;
  line.add(grid::fit(exercise.title, room), selected ? Attributes{Tone::selected, true} : look::plain);
  return line.pad_to(width - grid::width(state)).add(state, state == "réussi" ? look::good : look::dim);
}

Listed listed(const Model& model) {
  Listed all;
  const int width = text_columns(model);
  const std::vector<ContentsRow> rows = contents_rows(model);
  for (std::size_t index = 0; index < rows.size(); ++index) {
    const bool selected = static_cast<int>(index) == model.contents.selected;
    if (rows[index].exercise.empty()) {
      separate(all.lines);
      all.row_lines.push_back(static_cast<int>(all.lines.size()));
      all.lines.push_back(lesson_line(model, *model.library.lesson(rows[index].lesson), selected, width));
    } else {
      all.row_lines.push_back(static_cast<int>(all.lines.size()));
      all.lines.push_back(exercise_line(model, *model.library.exercise(rows[index].exercise), selected, width));
    }
  }
  return all;
}

int list_rows(const Model& model) { return std::max(body_rows(model) - kInfoRows, 1); }

std::string lesson_info(const Model& model, const content::Lesson& lesson) {
  const auto found = model.progress.lessons.find(lesson.id);
  const Done done = lesson_done(model, lesson.id);
  std::string info = done == Done::yes ? "lue en entier" : done == Done::no ? "à lire" : "";
  if (done == Done::partly)
    info = "commencée, page " + std::to_string(found->second.page + 1) + " sur " + std::to_string(lesson.pages.size() + 1);
  if (lesson.minutes > 0) info += ", " + std::to_string(lesson.minutes) + " minutes environ";
  return info;
}

std::string exercise_info(const Model& model, const content::Exercise& exercise) {
  const auto found = model.progress.exercises.find(exercise.id);
  std::string info = exercise.file;
  if (found == model.progress.exercises.end()) return info;
  if (!found->second.passed && !found->second.last_code.empty()) info += ", diagnostic " + found->second.last_code;
  return info;
}

Line info_line(const Model& model) {
  if (model.contents.searching) return Line("Chercher\u00a0: ", look::accent).add(model.contents.search);
  const std::vector<ContentsRow> rows = contents_rows(model);
  const auto selected = static_cast<std::size_t>(model.contents.selected);
  if (selected >= rows.size()) return {};
  const ContentsRow& row = rows[selected];
  Line line;
  const bool all_done = next_thing(model) < 0;
  if (!all_done && next_thing(model) == model.contents.selected) line.add("À suivre\u00a0: ", look::accent);
  if (row.exercise.empty())
    line.add("leçon " + row.lesson.substr(0, 2) + ", " + lesson_info(model, *model.library.lesson(row.lesson)), look::dim);
  else
    line.add("exercice " + row.exercise.substr(0, 2) + ", " + exercise_info(model, *model.library.exercise(row.exercise)),
             look::dim);
  return line;
}

void find_from(Model& model, int start) {
  const std::string wanted = folded(model.contents.search);
  const std::vector<ContentsRow> rows = contents_rows(model);
  const int count = static_cast<int>(rows.size());
  if (wanted.empty() || count == 0) return;
  for (int step = 0; step < count; ++step) {
    const int index = (start + step) % count;
    const ContentsRow& row = rows[static_cast<std::size_t>(index)];
    const std::string title = row.exercise.empty() ? row.lesson + " " + model.library.lesson(row.lesson)->title
                                                   : row.exercise + " " + model.library.exercise(row.exercise)->title;
    if (folded(title).find(wanted) == std::string::npos) continue;
    model.contents.selected = index;
    return;
  }
  say(model, "Rien ne contient «\u00a0" + model.contents.search + "\u00a0».");
}

void open_selected(Model& model, Effects& effects) {
  const std::vector<ContentsRow> rows = contents_rows(model);
  const auto selected = static_cast<std::size_t>(model.contents.selected);
  if (selected >= rows.size()) return;
  if (rows[selected].exercise.empty())
    open_lesson(model, rows[selected].lesson);
  else
    open_exercise(model, effects, rows[selected].exercise);
}

Bindings search_bindings() {
  const auto accept = [](Model& model, Effects&) { model.contents.searching = false; };
  const auto give_up = [](Model& model, Effects&) {
    model.contents.searching = false;
    model.contents.search.clear();
  };
  const auto erase = [](Model& model, Effects&) {
    drop_last_character(model.contents.search);
    find_from(model, 0);
  };
  return {{{grid::Key::enter}, "Entrée", "garder", "garder cette ligne", accept},
          {{grid::Key::backspace}, "←", "effacer", "effacer le dernier caractère", erase},
          {{grid::Key::escape}, "Échap", "abandonner", "abandonner la recherche", give_up}};
}

}  // namespace

std::vector<ContentsRow> contents_rows(const Model& model) {
  std::vector<ContentsRow> rows;
  std::set<std::string> placed;
  const auto place = [&](const std::string& lesson, const std::string& exercise) {
    if (model.library.exercise(exercise) != nullptr && placed.insert(exercise).second) rows.push_back({lesson, exercise});
  };
  for (const content::Lesson& lesson : model.library.lessons) {
    rows.push_back({lesson.id, ""});
    for (const std::string& exercise : lesson.exercises) place(lesson.id, exercise);
    for (const content::Exercise& exercise : model.library.exercises)
      if (exercise.lesson == lesson.id) place(lesson.id, exercise.id);
  }
  for (const content::Exercise& exercise : model.library.exercises) place("", exercise.id);
  return rows;
}

Done lesson_done(const Model& model, const std::string& lesson) {
  const auto found = model.progress.lessons.find(lesson);
  if (found == model.progress.lessons.end()) return Done::no;
  if (found->second.finished) return Done::yes;
  return found->second.pages_read.empty() ? Done::no : Done::partly;
}

Done exercise_done(const Model& model, const std::string& exercise) {
  const auto found = model.progress.exercises.find(exercise);
  if (found == model.progress.exercises.end()) return Done::no;
  if (found->second.passed) return Done::yes;
  return found->second.attempts > 0 || found->second.hints > 0 ? Done::partly : Done::no;
}

Line done_sign(Done done) {
  switch (done) {
    case Done::yes: return Line("●", look::accent);
    case Done::partly: return Line("◐", look::accent);
    case Done::no: break;
  }
  return Line("○", look::dim);
}

std::string stars(int difficulty) {
  constexpr int kMost = 5;
  std::string text;
  for (int star = 1; star <= kMost; ++star) text += star <= difficulty ? "★" : "☆";
  return text;
}

int next_thing(const Model& model) {
  const std::vector<ContentsRow> rows = contents_rows(model);
  const auto done = [&](const ContentsRow& row) {
    return (row.exercise.empty() ? lesson_done(model, row.lesson) : exercise_done(model, row.exercise)) == Done::yes;
  };
  for (std::size_t index = 0; index < rows.size(); ++index) {
    const std::string place = rows[index].exercise.empty() ? "lecon:" + rows[index].lesson : "exercice:" + rows[index].exercise;
    if (place == model.progress.last_place && !done(rows[index])) return static_cast<int>(index);
  }
  const auto found = std::find_if_not(rows.begin(), rows.end(), done);
  return found == rows.end() ? -1 : static_cast<int>(found - rows.begin());
}

void open_next_thing(Model& model, Effects& effects) {
  while (model.stack.size() > 1) back(model, effects);
  if (next_thing(model) >= 0) open_selected(model, effects);
}

void select_next_thing(Model& model) { model.contents.selected = std::max(next_thing(model), 0); }

Body contents_body(const Model& model) {
  Body body;
  body.title.add("Partage", look::title).add("  voir et comprendre la mémoire partagée", look::dim);
  int finished = 0;
  for (const content::Lesson& lesson : model.library.lessons) {
    const Done done = lesson_done(model, lesson.id);
    finished += done == Done::yes ? 1 : 0;
    body.status.add(done_sign(done));
  }
  body.status.add("  " + std::to_string(finished) + "/" + std::to_string(model.library.lessons.size()), look::dim);
  const Listed all = listed(model);
  const int rows = list_rows(model), count = static_cast<int>(all.lines.size());
  const int top = std::clamp(model.contents.top, 0, last_scroll(count, rows));
  for (int row = 0; row < rows; ++row)
    body.lines.push_back(top + row < count ? all.lines[static_cast<std::size_t>(top + row)] : Line());
  if (model.library.lessons.empty() && model.library.exercises.empty())
    body.lines[0] = Line("Aucune leçon ni aucun exercice n'a été trouvé.");
  const int below = count - top - rows;
  body.lines.push_back(below > 0 ? Line("  ▼ " + plural(below, "ligne"), look::key) : Line());
  body.lines.push_back(info_line(model));
  body.margin = text_margin(model);
  const auto selected = static_cast<std::size_t>(model.contents.selected);
  if (model.contents.searching)
    body.focus = {info_line(model).width(), static_cast<int>(body.lines.size()) - 1};
  else if (selected < all.row_lines.size())
    body.focus = {0, all.row_lines[selected] - top};
  return body;
}

void settle_contents(Model& model) {
  const int count = static_cast<int>(contents_rows(model).size());
  model.contents.selected = std::clamp(model.contents.selected, 0, std::max(count - 1, 0));
  const Listed all = listed(model);
  const int rows = list_rows(model);
  if (!all.row_lines.empty()) {
    const int line = all.row_lines[static_cast<std::size_t>(model.contents.selected)];
    model.contents.top = scroll_to_show(model.contents.top, line, line, rows);
  }
  model.contents.top = std::clamp(model.contents.top, 0, last_scroll(static_cast<int>(all.lines.size()), rows));
}

void search_key(Model& model, const grid::KeyPress& press) {
  if (press.key == grid::Key::character && !press.control) search_text(model, press.text);
}

void search_text(Model& model, const std::string& text) {
  model.contents.search += one_line(text);
  find_from(model, model.contents.selected);
}

void contents_click(Model& model, Effects& effects, grid::Position position) {
  const Listed all = listed(model);
  const int line = position.row - 2 + model.contents.top;
  const auto found = std::find(all.row_lines.begin(), all.row_lines.end(), line);
  if (position.row < 2 || position.row >= 2 + list_rows(model) || found == all.row_lines.end()) return;
  const int row = static_cast<int>(found - all.row_lines.begin());
  if (row == model.contents.selected) return open_selected(model, effects);
  model.contents.selected = row;
}

Bindings contents_bindings(const Model& model) {
  if (model.contents.searching) return search_bindings();
  const int count = static_cast<int>(contents_rows(model).size());
  const auto select = [](int row) { return [row](Model& changed, Effects&) { changed.contents.selected = row; }; };
  Bindings keys;
  if (count == 0) return keys;
  const int selected = model.contents.selected;
  keys.push_back({{grid::Key::enter, grid::Key::right, "l"}, "Entrée", "ouvrir", "ouvrir la leçon ou l'exercice choisi", open_selected});
  if (selected > 0)
    keys.push_back({{grid::Key::up, "k", "p"}, "↑", "monter", "choisir la ligne du dessus", select(selected - 1)});
  if (selected + 1 < count)
    keys.push_back({{grid::Key::down, "j", "n"}, "↓", "descendre", "choisir la ligne du dessous", select(selected + 1)});
  if (selected > 0)
    keys.push_back({{grid::Key::home, "g"}, "Début", "", "aller à la première ligne", select(0)});
  if (selected + 1 < count)
    keys.push_back({{grid::Key::end, "G"}, "Fin", "", "aller à la dernière ligne", select(count - 1)});
  keys.push_back({{"/"}, "/", "chercher", "chercher un titre", [](Model& changed, Effects&) {
                    changed.contents.searching = true;
                    changed.contents.search.clear();
                  }});
  return keys;
}

}  // namespace partage::app
