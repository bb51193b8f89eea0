#include "app/overview.hpp"

#include <algorithm>
#include <iterator>

#include "app/contents.hpp"
#include "app/navigation.hpp"
#include "app/output.hpp"
#include "app/time.hpp"
#include "app/words.hpp"
#include "content/review.hpp"

namespace partage::app {
namespace {

struct Listed {
  Lines lines;
  std::vector<int> row_lines;  // first line of each row
  int next_line = 0;           // of what to do now
};

std::string attempts_words(const content::OverviewRow& row) {
  std::string text;
  if (row.attempts > 0) text = plural(row.attempts, "essai");
  if (row.hints > 0) text += (text.empty() ? "" : ", ") + plural(row.hints, "indice");
  return text;
}

int reviews(const Model& model, const content::OverviewRow& row) {
  const auto known = model.progress.exercises.find(row.exercise->id);
  return known == model.progress.exercises.end() ? 0 : known->second.reviews;
}

// Sign, number and title on the left; what was got, then the time, on the right.
Line row_line(const content::OverviewRow& row, bool selected, int width) {
  constexpr int kTimeColumns = 10;
  const bool exercise = row.exercise != nullptr;
  Line line(selected ? "▸ " : "  ", look::changed);
  line.pad_to(exercise ? 5 : 2).add(done_sign(row.done)).add("  ");
  line.add((exercise ? "exercice " + row.exercise->number : row.lesson->number) + "  ", look::dim);
  const std::string got = exercise ? std::to_string(row.points) + "/" + plural(row.most_points, "point")
                                   : std::to_string(row.pages_read) + "/" + plural(row.pages, "page");
  const std::string time = row.seconds < 60 ? "" : time_spent(row.seconds);
  const int right = width - kTimeColumns - grid::width(got);
  const std::string title = grid::fit(exercise ? row.exercise->title : row.lesson->title, right - line.width() - 2);
  line.add(title, selected ? Attributes{Tone::selected, true} : exercise ? look::plain : look::strong);
  line.pad_to(right).add(got, exercise && row.points > 0 ? look::good : look::dim);
  return line.pad_to(width - grid::width(time)).add(time, look::dim);
}

Lines row_details(const Model& model, const content::OverviewRow& row, int width) {
  if (row.exercise == nullptr) return {};
  const Line margin = Line().pad_to(8);
  Lines lines;
  const std::string review = review_words(row, reviews(model, row), today(model));
  Line about(attempts_words(row), look::dim);
  if (!review.empty()) about.add(about.width() > 0 ? ", " : "", look::dim).add(review, row.due ? look::key : look::dim);
  if (about.width() > 0) append(lines, wrap(about, width, margin, margin));
  if (row.code.empty()) return lines;
  Line named("diagnostic " + row.code, look::dim);
  if (!row.diagnosis.empty()) named.add("\u00a0: ", look::dim).add(inert_line(row.diagnosis));
  append(lines, wrap(named, width, margin, margin));
  return lines;
}

std::string names(const content::Overview& all, const std::vector<int>& rows) {
  std::string text;
  for (const int row : rows) text += (text.empty() ? "" : ", ") + all.rows[static_cast<std::size_t>(row)].exercise->number;
  return (rows.size() > 1 ? "exercices " : "exercice ") + text;
}

// What each one waits for: « exercice 02 demain, exercice 05 dans 3 jours ».
std::string later_words(const content::Overview& all, int today) {
  std::string text;
  for (const int index : all.later) {
    const content::OverviewRow& row = all.rows[static_cast<std::size_t>(index)];
    text += (text.empty() ? "" : ", ") + ("exercice " + row.exercise->number + " " + day_words(*row.review_day, today));
  }
  return text;
}

Lines totals(const Model& model, const content::Overview& all, int width, int& next_line) {
  const std::string points = std::to_string(all.points) + " sur " + plural(all.most_points, "point");
  const std::string read = std::to_string(all.lessons_read) + "/" + plural(all.lessons, "leçon");
  const std::string passed = std::to_string(all.passed) + "/" + plural(all.exercises, "exercice");
  Line line(points, look::strong);
  line.add("   " + read + "   " + passed, look::plain);
  if (all.seconds >= 60) line.add("   " + time_spent(all.seconds), look::dim);
  Lines lines = wrap(line, width);
  next_line = static_cast<int>(lines.size());
  const Line mark(model.overview.selected < 0 ? "▸ " : all.next < 0 ? "" : "  ", look::changed);
  append(lines, wrap(next_thing_line(model), width, mark, Line().pad_to(mark.width() + 2)));
  const auto say = [&](const char* what, const std::string& which, Attributes attributes) {
    append(lines, wrap(Line(what, look::accent).add(which, attributes), width, Line().pad_to(mark.width()), Line().pad_to(mark.width() + 2)));
  };
  if (!all.due.empty()) say("À revoir aujourd'hui\u00a0: ", names(all, all.due), look::strong);
  if (!all.later.empty()) say("À revoir plus tard\u00a0: ", later_words(all, today(model)), look::dim);
  return lines;
}

Listed listed(const Model& model) {
  const int width = text_columns(model);
  const content::Overview all = content::overview(model.library, model.progress, today(model));
  Listed result;
  result.lines = totals(model, all, width, result.next_line);
  for (std::size_t index = 0; index < all.rows.size(); ++index) {
    const content::OverviewRow& row = all.rows[index];
    if (row.exercise == nullptr) separate(result.lines);
    result.row_lines.push_back(static_cast<int>(result.lines.size()));
    result.lines.push_back(row_line(row, static_cast<int>(index) == model.overview.selected, width));
    append(result.lines, row_details(model, row, width));
  }
  return result;
}

void open_row(Model& model, Effects& effects) {
  const std::vector<content::CourseItem> items = content::course_items(model.library);
  const auto selected = static_cast<std::size_t>(model.overview.selected < 0 ? next_thing(model) : model.overview.selected);
  if (selected >= items.size()) return;
  if (items[selected].exercise.empty()) open_lesson(model, items[selected].lesson);
  else open_exercise(model, effects, items[selected].exercise);
}

int first_row(const Model& model) { return next_thing(model) < 0 ? 0 : -1; }
int row_count(const Model& model) { return static_cast<int>(content::course_items(model.library).size()); }

}  // namespace

void open_overview(Model& model, Effects&) {
  model.overview = {};
  go(model, Screen::overview);
}

std::string review_words(const content::OverviewRow& row, int reviews, int today) {
  if (!row.review_day) return "";
  const std::string which = " (reprise " + std::to_string(reviews + 1) + " sur " + std::to_string(std::size(content::kReviewDays)) + ")";
  if (row.reviewing) return "reprise commencée" + which;
  return "à revoir " + day_words(*row.review_day, today) + which;
}

Body overview_body(const Model& model) {
  Body body;
  body.title.add("Bilan", look::title);
  body.status = lessons_done(model);
  const Listed all = listed(model);
  body.lines = all.lines;
  body.scroll = model.overview.scroll;
  body.margin = text_margin(model);
  const int selected = model.overview.selected;
  if (selected < 0) body.focus = {0, all.next_line};
  else if (selected < static_cast<int>(all.row_lines.size())) body.focus = {0, all.row_lines[static_cast<std::size_t>(selected)]};
  if (all.row_lines.empty()) body.lines.emplace_back("Aucune leçon ni aucun exercice n'a été trouvé.");
  return body;
}

Bindings overview_bindings(const Model& model) {
  Bindings keys;
  const int here = model.overview.selected, first = first_row(model), last = row_count(model) - 1;
  if (last < 0) return keys;
  const auto select = [](int row) { return [row](Model& changed, Effects&) { changed.overview.selected = row; }; };
  constexpr int kPage = 6;
  keys.push_back({{grid::Key::enter, grid::Key::right, "l"}, "Entrée", here < 0 ? "continuer" : "ouvrir",
                  here < 0 ? "ouvrir ce qui est à faire maintenant" : "ouvrir la leçon ou l'exercice choisi", open_row});
  if (here > first) {
    keys.push_back({{grid::Key::up, "k"}, "↑", "monter", "choisir la ligne du dessus", select(here - 1)});
    keys.push_back({{grid::Key::page_up}, "Page↑", "", "remonter de quelques lignes", select(std::max(here - kPage, first))});
    keys.push_back({{grid::Key::home, "g"}, "Début", "", "revenir à ce qui est à faire maintenant", select(first)});
  }
  if (here < last) {
    keys.push_back({{grid::Key::down, "j"}, "↓", "descendre", "choisir la ligne du dessous", select(here + 1)});
    keys.push_back({{grid::Key::page_down, " "}, "Espace", "", "descendre de quelques lignes", select(std::min(here + kPage, last))});
    keys.push_back({{grid::Key::end, "G"}, "Fin", "", "aller à la dernière ligne", select(last)});
  }
  return keys;
}

void settle_overview(Model& model) {
  const Listed all = listed(model);
  const int count = static_cast<int>(all.row_lines.size()), lines = static_cast<int>(all.lines.size()), rows = body_rows(model);
  int& selected = model.overview.selected;
  selected = std::clamp(selected, first_row(model), std::max(count - 1, 0));
  const auto line = [&](int row) { return row < count ? all.row_lines[static_cast<std::size_t>(row)] : lines; };
  // The first row takes the totals above it along.
  const int first = selected <= 0 ? 0 : line(selected), end = std::min(line(selected + 1), line(std::max(selected, 0)) + rows);
  model.overview.scroll = scroll_to_show(model.overview.scroll, first, end - 1, rows);
  model.overview.scroll = std::clamp(model.overview.scroll, 0, last_scroll(lines, rows));
}

}  // namespace partage::app
