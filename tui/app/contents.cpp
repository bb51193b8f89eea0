#include "app/contents.hpp"

#include <algorithm>

#include "app/navigation.hpp"
#include "app/overview.hpp"
#include "app/time.hpp"
#include "app/words.hpp"
#include "content/overview.hpp"
#include "content/review.hpp"

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
  if (content::review_due(found->second, today(model))) return "à revoir";
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
  return line.pad_to(width - grid::width(state)).add(state, state == "réussi" ? look::good : state == "à revoir" ? look::accent : look::dim);
}

Listed listed(const Model& model) {
  Listed all;
  const int width = text_columns(model);
  const std::vector<content::CourseItem> rows = content::course_items(model.library);
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

std::string row_info(const Model& model, const content::CourseItem& row) {
  if (row.exercise.empty()) return "leçon " + row.lesson.substr(0, 2) + ", " + lesson_info(model, *model.library.lesson(row.lesson));
  return "exercice " + row.exercise.substr(0, 2) + ", " + exercise_info(model, *model.library.exercise(row.exercise));
}

// When everything is done, the first day on which something is to be done again.
std::string all_done(const Model& model) {
  const content::Overview all = content::overview(model.library, model.progress, today(model));
  if (all.rows.empty()) return "";
  if (all.later.empty()) return "Tout est fait. Bravo\u202f!";
  const content::OverviewRow& row = all.rows[static_cast<std::size_t>(all.later.front())];
  return "Tout est fait. À revoir " + day_words(*row.review_day, today(model)) + "\u00a0: exercice " + row.exercise->number + ".";
}

Line info_line(const Model& model) {
  const std::vector<content::CourseItem> rows = content::course_items(model.library);
  const auto selected = static_cast<std::size_t>(model.contents.selected);
  if (selected >= rows.size()) return {};
  if (next_thing(model) == model.contents.selected) return next_thing_line(model);
  if (selected == 0 && next_thing(model) < 0) return next_thing_line(model);
  return Line(row_info(model, rows[selected]), look::dim);
}

void open_selected(Model& model, Effects& effects) {
  const std::vector<content::CourseItem> rows = content::course_items(model.library);
  const auto selected = static_cast<std::size_t>(model.contents.selected);
  if (selected >= rows.size()) return;
  if (rows[selected].exercise.empty())
    open_lesson(model, rows[selected].lesson);
  else
    open_exercise(model, effects, rows[selected].exercise);
}

}  // namespace

Done lesson_done(const Model& model, const std::string& lesson) { return content::lesson_done(model.progress, lesson); }
Done exercise_done(const Model& model, const std::string& exercise) { return content::exercise_done(model.progress, exercise); }

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

int next_thing(const Model& model) { return content::next_item(model.library, model.progress, today(model)); }

Line next_thing_line(const Model& model) {
  const int index = next_thing(model);
  if (index < 0) return Line(all_done(model), look::accent);
  const content::CourseItem row = content::course_items(model.library)[static_cast<std::size_t>(index)];
  const auto exercise = model.progress.exercises.find(row.exercise);
  const bool again = !row.exercise.empty() && exercise != model.progress.exercises.end() && content::review_due(exercise->second, today(model));
  const bool resumed = row.place() == model.progress.last_place;
  return Line(again ? "À revoir\u00a0: " : resumed ? "Reprendre\u00a0: " : "À suivre\u00a0: ", look::accent).add(row_info(model, row), look::dim);
}

void open_next_thing(Model& model, Effects& effects) {
  while (model.stack.size() > 1) back(model, effects);
  if (next_thing(model) >= 0) open_selected(model, effects);
}

void select_next_thing(Model& model) { model.contents.selected = std::max(next_thing(model), 0); }

Line lessons_done(const Model& model) {
  Line line;
  int finished = 0;
  for (const content::Lesson& lesson : model.library.lessons) {
    const Done done = lesson_done(model, lesson.id);
    finished += done == Done::yes ? 1 : 0;
    line.add(done_sign(done));
  }
  return line.add("  " + std::to_string(finished) + "/" + std::to_string(model.library.lessons.size()), look::dim);
}

Body contents_body(const Model& model) {
  Body body;
  body.title.add("Partage", look::title).add("  voir et comprendre la mémoire partagée", look::dim);
  body.status = lessons_done(model);
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
  if (selected < all.row_lines.size()) body.focus = {0, all.row_lines[selected] - top};
  return body;
}

void settle_contents(Model& model) {
  const int count = static_cast<int>(content::course_items(model.library).size());
  model.contents.selected = std::clamp(model.contents.selected, 0, std::max(count - 1, 0));
  const Listed all = listed(model);
  const int rows = list_rows(model);
  if (!all.row_lines.empty()) {
    const int line = all.row_lines[static_cast<std::size_t>(model.contents.selected)];
    model.contents.top = scroll_to_show(model.contents.top, line, line, rows);
  }
  model.contents.top = std::clamp(model.contents.top, 0, last_scroll(static_cast<int>(all.lines.size()), rows));
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
  const int count = static_cast<int>(content::course_items(model.library).size());
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
  keys.push_back({{"b"}, "b", "bilan", "le bilan\u00a0: points, essais, temps, et ce qui est à revoir", open_overview});
  return keys;
}

}  // namespace partage::app
