#include "app/search.hpp"

#include <algorithm>

#include "app/app.hpp"
#include "app/navigation.hpp"
#include "app/words.hpp"

namespace partage::app {
namespace {

constexpr int kHeadRows = 2;    // the question, a blank line
constexpr int kResultRows = 2;  // where, then a line of what is there

int count(const Model& model) { return static_cast<int>(model.search.hits.size()); }
int list_rows(const Model& model) { return std::max(body_rows(model) - kHeadRows, 1); }

const Passage& passage(const Model& model, const SearchHit& hit) { return model.search.index->passages[hit.passage]; }
const SearchHit& hit(const Model& model, int index) { return model.search.hits[static_cast<std::size_t>(index)]; }

void find_again(Model& model) {
  model.search.hits = search(*model.search.index, model.search.text, model.progress);
  model.search.selected = 0;
}

Lines result_lines(const Model& model, int index) {
  const int width = text_columns(model);
  const bool selected = index == model.search.selected;
  const Passage& found = passage(model, hit(model, index));
  Line where(selected ? "▸ " : "  ", look::changed);
  where.add(passage_place(found, model.library), selected ? Attributes{Tone::selected, true} : look::strong);
  return {fitted(where, width), Line("    ").add(passage_line(found, hit(model, index), width - 4))};
}

std::string nothing(const Model& model) {
  if (folded_words(model.search.text).empty())
    return "Cherche dans le texte des leçons, les énoncés et les diagnostics, quels que soient les accents et les majuscules. "
           "Plusieurs mots\u00a0: tous, dans la même phrase ou, à défaut, sur la même page.";
  return model.search.text.size() < 2 ? "Il faut au moins deux lettres." : "Rien ne contient «\u00a0" + model.search.text + "\u00a0».";
}

bool is_shown(const Model& model, const Passage& found) {
  if (found.kind == Passage::Kind::lesson)
    return model.screen() == Screen::lesson && model.lesson.lesson == found.id && model.lesson.page == found.page;
  if (found.kind == Passage::Kind::exercise)
    return model.screen() == Screen::exercise && model.exercise.exercise == found.id && model.exercise.page == found.page;
  return false;
}

// A page that is only looked at: neither read nor the place to come back to.
void look_at_lesson(Model& model, const Passage& found) {
  if (model.lesson.lesson != found.id) {
    model.lesson = {};
    model.lesson.lesson = found.id;
  }
  model.lesson.page = found.page;
  model.lesson.item = 0;
  model.stack.push_back(Screen::lesson);
}

// The line that was found, a third of the way down.
void scroll_to_found(Model& model, int& scroll) {
  scroll = 0;
  const Body body = screen_body(model);
  const int rows = body_rows(model);
  if (body.found && *body.found >= rows - 1)
    scroll = std::min(*body.found - rows / 3, last_scroll(static_cast<int>(body.lines.size()), rows));
}

void open_hit(Model& model, Effects& effects) {
  if (count(model) == 0) return;
  model.search.typing = false;
  const SearchHit chosen = hit(model, model.search.selected);
  const Passage found = passage(model, chosen);
  model.search.opened = chosen;
  model.stack = {Screen::contents, Screen::search};
  if (found.kind == Passage::Kind::lesson) {
    look_at_lesson(model, found);
    return scroll_to_found(model, model.lesson.scroll);
  }
  if (found.kind == Passage::Kind::exercise) {
    open_exercise(model, effects, found.id);
    model.exercise.page = found.page;
    return scroll_to_found(model, model.exercise.scroll);
  }
  model.diagnosis = {found.id, found.code};
  go(model, Screen::diagnosis);
}

void put_back_lesson(Model& model, const LessonScreen& before) {
  LessonScreen now = std::exchange(model.lesson, before);
  if (now.lesson == before.lesson) {
    model.lesson.answers = std::move(now.answers);
    model.lesson.choices = std::move(now.choices);
    model.lesson.launched = std::move(now.launched);
  }
  const auto known = model.progress.lessons.find(before.lesson);
  if (known != model.progress.lessons.end()) known->second.page = before.page;
}

void put_back_exercise(Model& model, Effects& effects, const SearchOrigin& origin) {
  if (model.exercise.exercise == origin.exercise.exercise) {
    model.exercise.page = origin.exercise.page;
    model.exercise.scroll = origin.exercise.scroll;
    return;
  }
  model.exercise = origin.exercise;
  // The verdict that was awaited came while another exercise was shown.
  model.exercise.verifying = false;
  const bool shown = std::find(origin.stack.begin(), origin.stack.end(), Screen::exercise) != origin.stack.end();
  effects.push_back(WatchFile{shown ? origin.exercise.exercise : ""});
}

auto select(int index) {
  return [index](Model& model, Effects&) { model.search.selected = index; };
}

void bind_results(const Model& model, Bindings& keys) {
  const int here = model.search.selected, last = count(model) - 1, page = std::max(list_rows(model) / kResultRows, 1);
  const bool typing = model.search.typing;
  const auto strokes = [typing](grid::Key key, std::initializer_list<const char*> letters) {
    std::vector<Stroke> all{key};
    if (!typing) all.insert(all.end(), letters.begin(), letters.end());
    return all;
  };
  if (last < 0) return;
  keys.push_back({strokes(grid::Key::enter, {"l"}), "Entrée", "ouvrir", "ouvrir la page, à l'endroit trouvé", open_hit});
  if (here < last)
    keys.push_back({strokes(grid::Key::down, {"j", "n"}), typing ? "↓" : "n", "suivant", typing ? "résultat suivant" : "résultat suivant (ou ↓)", select(here + 1)});
  if (here > 0)
    keys.push_back({strokes(grid::Key::up, {"k", "N"}), typing ? "↑" : "N", "précédent", typing ? "résultat précédent" : "résultat précédent (ou ↑)", select(here - 1)});
  if (here < last) {
    keys.push_back({strokes(grid::Key::page_down, {" "}), "Page↓", "", "descendre d'un écran", select(std::min(here + page, last))});
    keys.push_back({strokes(grid::Key::end, {"G"}), "Fin", "", "dernier résultat", select(last)});
  }
  if (here > 0) {
    keys.push_back({{grid::Key::page_up}, "Page↑", "", "remonter d'un écran", select(std::max(here - page, 0))});
    keys.push_back({strokes(grid::Key::home, {"g"}), "Début", "", "premier résultat", select(0)});
  }
}

}  // namespace

void open_search(Model& model, Effects& effects) {
  const bool open = std::find(model.stack.begin(), model.stack.end(), Screen::search) != model.stack.end();
  settle_progress(model);
  if (open) {
    while (model.screen() != Screen::search) back(model, effects);
  } else {
    model.search.origin = SearchOrigin{model.stack, model.progress.last_place, model.lesson, model.exercise};
    model.stack.push_back(Screen::search);
  }
  if (!model.search.index) model.search.index = std::make_shared<const SearchIndex>(search_index(model.library));
  model.search.text.clear();
  model.search.hits.clear();
  model.search.selected = 0;
  model.search.opened.reset();
  model.search.typing = true;
}

void leave_search(Model& model, Effects& effects) {
  model.search.typing = false;
  model.search.opened.reset();
  const std::optional<SearchOrigin> origin = std::exchange(model.search.origin, std::nullopt);
  if (!origin) {
    model.stack.pop_back();
    return;
  }
  model.stack = origin->stack;
  model.progress.last_place = origin->last_place;
  put_back_lesson(model, origin->lesson);
  put_back_exercise(model, effects, *origin);
}

Body search_body(const Model& model) {
  Body body;
  body.title.add("Chercher", look::title);
  const int all = count(model), rows = list_rows(model);
  if (all > 0) body.status.add(std::to_string(model.search.selected + 1) + "/" + std::to_string(all), look::dim);
  Line question("Chercher\u00a0: ", look::accent);
  question.add(model.search.text, look::strong);
  body.lines = {fitted(question, text_columns(model)), Line()};
  body.margin = text_margin(model);
  if (all == 0) append(body.lines, wrap(nothing(model), text_columns(model), look::dim));
  const int top = model.search.top;
  for (int index = top / kResultRows; index < all && static_cast<int>(body.lines.size()) < kHeadRows + rows; ++index)
    append(body.lines, result_lines(model, index));
  body.lines.resize(static_cast<std::size_t>(std::min(static_cast<int>(body.lines.size()), kHeadRows + rows)));
  if (model.search.typing || all == 0) body.focus = {std::min(question.width(), text_columns(model)), 0};
  else body.focus = {0, kHeadRows + model.search.selected * kResultRows - top};
  return body;
}

Bindings search_bindings(const Model& model) {
  Bindings keys;
  bind_results(model, keys);
  if (!model.search.typing) {
    keys.push_back({{"/"}, "/", "chercher", "chercher autre chose", open_search});
    return keys;
  }
  if (!model.search.text.empty())
    keys.push_back({{grid::Key::backspace}, "←", "effacer", "effacer le dernier caractère", [](Model& changed, Effects&) {
                      drop_last_character(changed.search.text);
                      find_again(changed);
                    }});
  keys.push_back({{grid::Key::escape}, "Échap", "revenir", "revenir où vous étiez", leave_search});
  return keys;
}

void settle_search(Model& model) {
  SearchScreen& screen = model.search;
  screen.selected = std::clamp(screen.selected, 0, std::max(count(model) - 1, 0));
  // Whole results only, two lines each.
  const int rows = std::max(list_rows(model) / kResultRows, 1) * kResultRows, first = screen.selected * kResultRows;
  screen.top = scroll_to_show(std::max(screen.top, 0), first, first + kResultRows - 1, rows);
  screen.top = std::clamp(screen.top - screen.top % kResultRows, 0, std::max(count(model) - 1, 0) * kResultRows);
}

void search_key(Model& model, const grid::KeyPress& press) {
  if (press.key == grid::Key::character && !press.control) search_text(model, press.text);
}

void search_text(Model& model, const std::string& text) {
  constexpr std::size_t kLongest = 200;
  if (model.search.text.size() + text.size() > kLongest) return;
  model.search.text += one_line(text);
  find_again(model);
}

void show_found(const Model& model, Body& body) {
  if (!model.search.opened || !model.search.origin) return;
  const Passage& found = passage(model, *model.search.opened);
  if (!is_shown(model, found)) return;
  const std::vector<std::string> words = folded_words(model.search.text);
  body.found = line_of(body.lines, found, words);
  for (Line& line : body.lines)
    if (const auto parts = occurrences(fold(line.text()), words); !parts.empty()) line = marked(line, parts);
  body.focus = {0, *body.found};
}

}  // namespace partage::app
