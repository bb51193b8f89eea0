#include "app/lesson.hpp"

#include <algorithm>

#include "app/blocks.hpp"
#include "app/contents.hpp"
#include "app/mmap_table.hpp"
#include "app/navigation.hpp"
#include "app/prediction.hpp"
#include "app/run.hpp"
#include "app/search.hpp"
#include "app/words.hpp"

namespace partage::app {
namespace {

Line page_title(const content::Lesson& lesson, std::size_t index) {
  return Line(std::to_string(index + 2) + "  ", look::dim).add(lesson.pages[index].title);
}

Lines page_titles(const content::Lesson& lesson, int width) {
  Lines lines;
  for (std::size_t index = 0; index < lesson.pages.size(); ++index) {
    const int mark = static_cast<int>(std::to_string(index + 2).size()) + 2;
    append(lines, wrap(page_title(lesson, index), width, {}, Line().pad_to(mark)));
  }
  return lines;
}

// In two columns, for a long lesson; nothing when they are not wide enough.
Lines page_titles_beside(const content::Lesson& lesson, int width) {
  const std::size_t left = (lesson.pages.size() + 1) / 2;
  int column = 0;
  for (std::size_t index = 0; index < left; ++index) column = std::max(column, page_title(lesson, index).width() + 3);
  Lines lines;
  for (std::size_t index = 0; index < left; ++index) {
    lines.push_back(page_title(lesson, index));
    if (left + index < lesson.pages.size()) lines.back().pad_to(column).add(page_title(lesson, left + index));
    if (lines.back().width() > width) return {};
  }
  return lines;
}

Lines goals_page(const Model& model, const content::Lesson& lesson, int width) {
  Lines lines = wrap(Line(lesson.title, look::title), width);
  Line about(stars(lesson.difficulty), look::dim);
  if (lesson.minutes > 0) about.add("   " + std::to_string(lesson.minutes) + " minutes environ", look::dim);
  lines.push_back(about);
  if (!lesson.goals.empty()) {
    separate(lines);
    lines.emplace_back("À la fin de cette leçon, vous saurez", look::strong);
    append(lines, bullets(lesson.goals, width));
  }
  separate(lines);
  lines.emplace_back("Pages", look::strong);
  const int last = static_cast<int>(lines.size() + lesson.pages.size() + lesson.exercises.size());
  const Lines beside = last > body_rows(model) ? page_titles_beside(lesson, width) : Lines();
  append(lines, beside.empty() ? page_titles(lesson, width) : beside);
  for (const std::string& id : lesson.exercises) {
    const content::Exercise* exercise = model.library.exercise(id);
    if (exercise == nullptr) continue;
    lines.push_back(Line(exercise_done(model, id) == Done::yes ? "●" : "○", look::dim)
                        .add("  exercice " + exercise->number + ", " + exercise->title));
  }
  return lines;
}

Lines launch_lines(const content::Launch& launch, bool focused, int width) {
  std::string command = launch.program;
  for (const std::string& argument : launch.arguments) command += " " + argument;
  Line title(launch.title, look::strong);
  title.add(launch.title.empty() ? "" : "   ").add(command, look::accent);
  const Line mark = Line(focused ? "▸ " : "  ", look::changed).add("▶ ", look::key);
  Lines lines = wrap(title, width, mark, Line("    "));
  const auto section = [&](const char* name, const std::vector<std::string>& items) {
    if (items.empty()) return;
    lines.push_back(Line("    ").add(name, look::dim));
    for (const Line& line : bullets(items, width - 4)) lines.push_back(Line("    ").add(line));
  };
  section("À observer", launch.observe);
  section("À essayer", launch.attempt);
  return lines;
}

void add_item(const Model& model, LessonPage& page, const content::Block& block, int width) {
  LessonItem item;
  item.prediction = std::get_if<content::Prediction>(&block);
  item.launch = std::get_if<content::Launch>(&block);
  const bool focused = static_cast<int>(page.items.size()) == model.lesson.item;
  item.first_line = static_cast<int>(page.lines.size());
  if (item.prediction != nullptr) append(page.lines, prediction_lines(model, *item.prediction, focused, width, item.choices_line));
  if (item.launch != nullptr) append(page.lines, launch_lines(*item.launch, focused, width));
  item.choices_line += item.first_line;
  item.last_line = static_cast<int>(page.lines.size()) - 1;
  page.items.push_back(item);
}

const LessonItem* focused_item(const Model& model, const LessonPage& page) {
  const auto index = static_cast<std::size_t>(model.lesson.item);
  return index < page.items.size() ? &page.items[index] : nullptr;
}

bool open(const Model& model, const LessonItem& item) {
  return item.prediction != nullptr && !committed(model, item.prediction->id);
}

int choice(const Model& model, const content::Prediction& prediction) {
  const auto found = model.lesson.choices.find(prediction.id);
  return found == model.lesson.choices.end() ? 0 : found->second;
}

void commit(Model& model, Effects& effects, const content::Prediction& prediction) {
  auto& predictions = model.progress.lessons[model.lesson.lesson].predictions;
  predictions.try_emplace(prediction.id, prediction.choices[static_cast<std::size_t>(choice(model, prediction))]);
  model.lesson.answers.erase(prediction.id);
  start_run(model, effects, {model.lesson.lesson, prediction.program, prediction.arguments, {}, prediction.id, prediction.order, prediction.region,
                             prediction.observed});
}

void launch(Model& model, Effects& effects, const content::Launch& what, int item) {
  model.lesson.launched.insert({model.lesson.page, item});
  if (!what.table.empty()) return open_mmap_table(model, effects, what);
  start_run(model, effects, {model.lesson.lesson, what.program, what.arguments, what.observe, {}, what.order, what.region, what.observed});
  go(model, Screen::run);
}

// What `l` launches: the focused program, or the first one after the focus, or the first one of the page; -1: none.
int launch_near(const LessonPage& page, int focus) {
  const int count = static_cast<int>(page.items.size());
  for (int step = 0; step < count; ++step)
    if (page.items[static_cast<std::size_t>((focus + step) % count)].launch != nullptr) return (focus + step) % count;
  return -1;
}

bool answering(const Model& model, const content::Prediction& prediction) {
  return model.run.running && model.run.prediction == prediction.id && model.run.lesson == model.lesson.lesson;
}

// What there was to do with it was done, in this session.
bool done(const Model& model, const LessonPage& page, int item) {
  const LessonItem& one = page.items[static_cast<std::size_t>(item)];
  if (one.prediction == nullptr) return model.lesson.launched.contains({model.lesson.page, item});
  return committed(model, one.prediction->id) && (model.lesson.answers.contains(one.prediction->id) || answering(model, *one.prediction));
}

// The line without which nobody can act on it.
int anchor(const Model& model, const LessonItem& item) {
  return item.prediction == nullptr ? item.first_line : item.choices_line + choice(model, *item.prediction);
}

// Enter goes on: with what the page asks for, in the order of reading, then with the page, then with the next one.
struct Onward {
  enum class Step { act, focus, scroll, turn } step = Step::turn;
  int item = 0;
};
Onward onward(const Model& model, const LessonPage& page) {
  const int top = model.lesson.scroll, rows = body_rows(model), count = static_cast<int>(page.items.size());
  const auto waits = [&](int item) {
    const int line = anchor(model, page.items[static_cast<std::size_t>(item)]);
    return !done(model, page, item) && line >= top && line < top + rows;
  };
  if (model.lesson.item < count && waits(model.lesson.item)) return {Onward::Step::act, model.lesson.item};
  for (int item = 0; item < count; ++item)
    if (waits(item)) return {Onward::Step::focus, item};
  return {top < last_scroll(static_cast<int>(page.lines.size()), rows) ? Onward::Step::scroll : Onward::Step::turn, 0};
}

void bind_prediction(const Model& model, const content::Prediction& prediction, bool fresh, bool enter, Bindings& keys) {
  const auto act = [prediction](Model& changed, Effects& effects) { commit(changed, effects, prediction); };
  if (enter && fresh)
    keys.push_back({{grid::Key::enter}, "Entrée", "répondre", "s'engager sur ce choix, puis lancer le programme qui répond", act});
  if (!fresh && !answering(model, prediction))
    keys.push_back({enter ? std::vector<Stroke>{grid::Key::enter, "r"} : std::vector<Stroke>{"r"}, enter ? "Entrée" : "r", "relancer",
                    "relancer le programme qui répond" + std::string(enter ? " (ou r)" : ""), act});
  const auto answer = model.lesson.answers.find(prediction.id);
  const bool here = model.run.prediction == prediction.id && model.run.lesson == model.lesson.lesson && has_memory(model);
  if (here && answer != model.lesson.answers.end() && answer->second.moment)
    keys.push_back({{"m"}, "m", "mémoire", "voir la mémoire des processus à ce moment", show_memory});
}

void bind_item(const Model& model, const LessonPage& page, Bindings& keys) {
  const LessonItem* item = focused_item(model, page);
  const bool enter = onward(model, page).step == Onward::Step::act;
  if (item != nullptr && item->prediction != nullptr) bind_prediction(model, *item->prediction, open(model, *item), enter, keys);
  const int near = launch_near(page, model.lesson.item);
  if (near < 0) return;
  const content::Launch what = *page.items[static_cast<std::size_t>(near)].launch;
  std::vector<Stroke> strokes{"l"};
  const bool entered = enter && near == model.lesson.item;
  if (entered) strokes.emplace_back(grid::Key::enter);
  keys.push_back({strokes, entered ? "Entrée" : "l", "lancer", "lancer " + what.program + (entered ? " (ou l)" : ""),
                  [what, near](Model& changed, Effects& effects) { launch(changed, effects, what, near); }});
}

void focus(Model& model, int item) {
  model.lesson.item = item;
  const LessonPage page = lesson_page(model);
  if (const LessonItem* found = focused_item(model, page))
    model.lesson.scroll = scroll_to_show(model.lesson.scroll, found->first_line, found->last_line, body_rows(model));
}

void bind_focus(const Model& model, const LessonPage& page, Bindings& keys) {
  const int count = static_cast<int>(page.items.size());
  if (count < 2) return;
  const int here = model.lesson.item;
  const Onward next = onward(model, page);
  if (next.step == Onward::Step::focus)
    keys.push_back({{grid::Key::enter}, "Entrée", "suite", "aller à ce qui reste à faire sur cette page",
                    [next](Model& changed, Effects&) { focus(changed, next.item); }});
  keys.push_back({{grid::Key::tab}, "Tab", "choisir", "aller à la question ou au programme suivant de la page",
                  [=](Model& changed, Effects&) { focus(changed, (here + 1) % count); }});
  keys.push_back({{grid::Key::backtab}, "Maj+Tab", "", "aller à la question ou au programme précédent",
                  [=](Model& changed, Effects&) { focus(changed, (here + count - 1) % count); }});
}

void bind_choices(const Model& model, const LessonPage& page, Bindings& keys) {
  const LessonItem* item = focused_item(model, page);
  if (item == nullptr || !open(model, *item)) return;
  const std::string id = item->prediction->id;
  const int here = choice(model, *item->prediction), count = static_cast<int>(item->prediction->choices.size());
  const int rows = body_rows(model);
  const bool visible = item->choices_line + here >= model.lesson.scroll && item->choices_line + here < model.lesson.scroll + rows;
  const auto choose = [id](int index) { return [=](Model& changed, Effects&) { changed.lesson.choices[id] = index; }; };
  if (visible && here > 0)
    keys.push_back({{grid::Key::up, "k"}, "↑", "", "choisir la réponse du dessus", choose(here - 1)});
  if (visible && here + 1 < count)
    keys.push_back({{grid::Key::down, "j"}, "↓", "", "choisir la réponse du dessous", choose(here + 1)});
  for (int index = 0; index < std::min(count, 9); ++index) {
    const std::string digit = std::to_string(index + 1);
    keys.push_back({{Stroke(digit.c_str())}, digit, "", "choisir la réponse " + digit, choose(index)});
  }
}

void bind_scroll(const Model& model, const LessonPage& page, Bindings& keys) {
  const int rows = body_rows(model), last = last_scroll(static_cast<int>(page.lines.size()), rows), here = model.lesson.scroll;
  const auto scroll = [](int to) { return [to](Model& changed, Effects&) { changed.lesson.scroll = to; }; };
  if (here > 0) {
    keys.push_back({{grid::Key::up, "k"}, "↑", "", "remonter d'une ligne", scroll(here - 1)});
    keys.push_back({{grid::Key::page_up}, "Page↑", "", "remonter d'un écran", scroll(std::max(here - rows + 1, 0))});
    keys.push_back({{grid::Key::home, "g"}, "Début", "", "revenir en haut de la page", scroll(0)});
  }
  if (here < last) {
    const bool enter = onward(model, page).step == Onward::Step::scroll;
    std::vector<Stroke> strokes{grid::Key::page_down, " "};
    if (enter) strokes.emplace_back(grid::Key::enter);
    keys.push_back({{grid::Key::down, "j"}, "↓", enter ? "" : "suite", "descendre d'une ligne", scroll(here + 1)});
    keys.push_back({strokes, enter ? "Entrée" : "Espace", enter ? "suite" : "", enter ? "descendre d'un écran (ou espace)" : "descendre d'un écran",
                    scroll(std::min(here + rows - 1, last))});
    keys.push_back({{grid::Key::end, "G"}, "Fin", "", "aller en bas de la page", scroll(last)});
  }
}

void bind_pages(const Model& model, const LessonPage& page, Bindings& keys) {
  const content::Lesson& lesson = *current_lesson(model);
  const int here = model.lesson.page;
  const auto turn = [](int to) { return [to](Model& changed, Effects&) { turn_to(changed, to); }; };
  const bool enter = onward(model, page).step == Onward::Step::turn;
  if (here + 1 < lesson_page_count(lesson)) {
    std::vector<Stroke> strokes{grid::Key::right, "n", " ", grid::Key::page_down};
    if (enter) strokes.emplace_back(grid::Key::enter);
    keys.push_back({strokes, enter ? "Entrée" : "→", "page suivante", enter ? "page suivante (ou →, n, espace)" : "page suivante (ou n, ou espace)", turn(here + 1)});
  }
  if (here > 0)
    keys.push_back({{grid::Key::left, "p", grid::Key::backspace, grid::Key::page_up}, "←", "précédente",
                    "page précédente (ou p)", turn(here - 1)});
}

// A page of the lesson that was never shown; -1: none.
int unread_page(const Model& model, const content::Lesson& lesson) {
  const auto known = model.progress.lessons.find(lesson.id);
  for (int page = 0; page < lesson_page_count(lesson); ++page)
    if (known == model.progress.lessons.end() || !known->second.pages_read.contains(page)) return page;
  return -1;
}

// After the last page: what was passed over, the exercise, or what comes next in the course.
Binding after_last_page(const Model& model, const content::Lesson& lesson, bool enter) {
  std::vector<Stroke> strokes{grid::Key::right, "n", " ", grid::Key::page_down};
  if (enter) strokes.emplace_back(grid::Key::enter);
  const std::string shown = enter ? "Entrée" : "→";
  const std::string exercise = exercise_left(model, lesson);
  if (const int unread = unread_page(model, lesson); unread >= 0)
    return {strokes, shown, "page non lue", "revenir à la première page que vous n'avez pas lue",
            [unread](Model& changed, Effects&) { turn_to(changed, unread); }};
  if (!exercise.empty())
    return {strokes, shown, "exercice", "ouvrir l'exercice " + exercise.substr(0, 2) + " de cette leçon",
            [exercise](Model& changed, Effects& effects) { open_exercise(changed, effects, exercise); }};
  return {strokes, shown, "continuer", "ouvrir ce qui vient ensuite", open_next_thing};
}

void bind_ways_out(const Model& model, const LessonPage& page, Bindings& keys) {
  const content::Lesson& lesson = *current_lesson(model);
  const std::string exercise = exercise_to_do(model, lesson);
  const bool last = model.lesson.page + 1 == lesson_page_count(lesson);
  if (last) keys.push_back(after_last_page(model, lesson, onward(model, page).step == Onward::Step::turn));
  if (!exercise.empty())
    keys.push_back({{"e"}, "e", last && keys.back().label == "exercice" ? "" : "exercice", "ouvrir l'exercice " + exercise.substr(0, 2) + " de cette leçon",
                    [exercise](Model& changed, Effects& effects) { open_exercise(changed, effects, exercise); }});
  if (model.run.lesson == lesson.id && !model.run.program.empty())
    keys.push_back({{"o"}, "o", "sortie", "revoir la sortie de " + model.run.program,
                    [](Model& changed, Effects&) { go(changed, Screen::run); }});
}

}  // namespace

std::optional<std::string> committed(const Model& model, const std::string& prediction) {
  const auto lesson = model.progress.lessons.find(model.lesson.lesson);
  if (lesson == model.progress.lessons.end()) return std::nullopt;
  const auto found = lesson->second.predictions.find(prediction);
  if (found == lesson->second.predictions.end()) return std::nullopt;
  return found->second;
}

int lesson_page_count(const content::Lesson& lesson) { return static_cast<int>(lesson.pages.size()) + 1; }

LessonPage lesson_page(const Model& model) {
  LessonPage page;
  const content::Lesson* lesson = current_lesson(model);
  if (lesson == nullptr) return page;
  const int width = text_columns(model);
  if (model.lesson.page == 0) {
    page.lines = goals_page(model, *lesson, width);
    return page;
  }
  const content::Page& shown = lesson->pages[static_cast<std::size_t>(model.lesson.page) - 1];
  page.lines = wrap(Line(shown.title, look::title), width);
  for (const content::Block& block : shown.blocks) {
    separate(page.lines);
    if (std::holds_alternative<content::Prediction>(block) || std::holds_alternative<content::Launch>(block))
      add_item(model, page, block, width);
    else
      append(page.lines, render_block(block, width));
  }
  return page;
}

Body lesson_body(const Model& model) {
  Body body;
  const content::Lesson* lesson = current_lesson(model);
  if (lesson == nullptr) return body;
  body.title.add("Leçon " + lesson->number + "  ", look::dim).add(lesson->title, look::title);
  body.status.add("page " + std::to_string(model.lesson.page + 1) + "/" + std::to_string(lesson_page_count(*lesson)), look::dim);
  const LessonPage page = lesson_page(model);
  body.lines = page.lines;
  body.scroll = model.lesson.scroll;
  body.margin = text_margin(model);
  if (const LessonItem* item = focused_item(model, page)) {
    const bool choosing = open(model, *item);
    body.focus = {choosing ? 4 : 0, choosing ? item->choices_line + choice(model, *item->prediction) : item->first_line};
  }
  show_found(model, body);
  return body;
}

Bindings lesson_bindings(const Model& model) {
  Bindings keys;
  if (current_lesson(model) == nullptr) return keys;
  const LessonPage page = lesson_page(model);
  bind_item(model, page, keys);
  bind_focus(model, page, keys);
  bind_choices(model, page, keys);
  bind_scroll(model, page, keys);
  bind_pages(model, page, keys);
  bind_ways_out(model, page, keys);
  // How to go on comes first: a narrow key bar always has room for it.
  std::stable_partition(keys.begin(), keys.end(), [](const Binding& one) { return one.shown == "Entrée"; });
  return keys;
}

void turn_to(Model& model, int page) {
  const content::Lesson* lesson = current_lesson(model);
  if (lesson == nullptr) return;
  const int count = lesson_page_count(*lesson);
  model.lesson.page = std::clamp(page, 0, count - 1);
  model.lesson.scroll = 0;
  model.lesson.item = 0;
  content::LessonProgress& progress = model.progress.lessons[lesson->id];
  progress.page = model.lesson.page;
  progress.scroll = 0;
  progress.pages_read.insert(model.lesson.page);
  progress.finished = progress.finished || static_cast<int>(progress.pages_read.size()) >= count;
}

void settle_lesson(Model& model) {
  const content::Lesson* lesson = current_lesson(model);
  if (lesson == nullptr) return;
  model.lesson.page = std::clamp(model.lesson.page, 0, lesson_page_count(*lesson) - 1);
  const LessonPage page = lesson_page(model);
  model.lesson.item = std::clamp(model.lesson.item, 0, std::max(static_cast<int>(page.items.size()) - 1, 0));
  model.lesson.scroll = std::clamp(model.lesson.scroll, 0, last_scroll(static_cast<int>(page.lines.size()), body_rows(model)));
}

}  // namespace partage::app
