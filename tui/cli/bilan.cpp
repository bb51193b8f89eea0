// partage bilan: what was done of the course, as text or as JSON.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/output.hpp"
#include "app/overview.hpp"
#include "app/words.hpp"
#include "cli/clock.hpp"
#include "cli/commands.hpp"
#include "cli/print.hpp"
#include "content/dates.hpp"
#include "content/overview.hpp"
#include "content/progress.hpp"

namespace partage::cli {
namespace {

using app::plural;

std::string name_of(const content::OverviewRow& row) {
  if (row.exercise == nullptr) return fmt::format("Leçon {}, {}", row.lesson->number, row.lesson->title);
  return fmt::format("Exercice {}, {}", row.exercise->number, row.exercise->title);
}

std::string state_of(const content::OverviewRow& row) {
  const bool exercise = row.exercise != nullptr;
  switch (row.done) {
    case content::Done::yes: return exercise ? "réussi" : "lue en entier";
    case content::Done::partly: return exercise ? "commencé" : fmt::format("commencée, {} sur {}", plural(row.pages_read, "page"), row.pages);
    case content::Done::no: break;
  }
  return exercise ? "à faire" : "à lire";
}

// One sentence for each thing: nothing is said by its place in a column.
std::string line_of(const content::OverviewRow& row, int reviews, int today) {
  std::string text = name_of(row) + "\u00a0: " + state_of(row);
  if (row.exercise != nullptr) text += fmt::format(", {} sur {}", row.points, plural(row.most_points, "point"));
  if (row.attempts > 0) text += ", " + plural(row.attempts, "essai");
  if (row.hints > 0) text += ", " + plural(row.hints, "indice");
  if (row.seconds >= 60) text += ", " + app::time_spent(row.seconds);
  const std::string review = row.exercise == nullptr ? "" : app::review_words(row, reviews, today);
  if (!review.empty()) text += ", " + review;
  text += ".";
  if (!row.code.empty()) text += " Dernier diagnostic, " + row.code + (row.diagnosis.empty() ? "." : "\u00a0: " + app::inert_line(row.diagnosis));
  return text;
}

int reviews_of(const content::OverviewRow& row, const content::Progress& progress) {
  if (row.exercise == nullptr) return 0;
  const auto found = progress.exercises.find(row.exercise->id);
  return found == progress.exercises.end() ? 0 : found->second.reviews;
}

std::string rows_named(const content::Overview& all, const std::vector<int>& rows) {
  std::string text;
  for (const int index : rows) text += (text.empty() ? "" : "\u202f; ") + name_of(all.rows[static_cast<std::size_t>(index)]);
  return text;
}

void print_text(const content::Overview& all, const content::Progress& progress, int today) {
  print(paragraph(fmt::format("Bilan\u00a0: {} sur {}\u202f; leçons lues, {} sur {}\u202f; exercices réussis, {} sur {}{}.", all.points,
                              plural(all.most_points, "point"), all.lessons_read, all.lessons, all.passed, all.exercises,
                              all.seconds < 60 ? "" : "\u202f; " + app::time_spent(all.seconds))));
  if (all.next >= 0) print(paragraph("À faire maintenant\u00a0: " + name_of(all.rows[static_cast<std::size_t>(all.next)]) + "."));
  else if (!all.rows.empty()) print("Tout est fait.\n");
  if (!all.due.empty()) print(paragraph("À revoir aujourd'hui\u00a0: " + rows_named(all, all.due) + "."));
  if (!all.later.empty()) print(paragraph("À revoir plus tard\u00a0: " + rows_named(all, all.later) + "."));
  for (const content::OverviewRow& row : all.rows) {
    if (row.exercise == nullptr) print("\n");
    print(paragraph(line_of(row, reviews_of(row, progress), today), row.exercise == nullptr ? 0 : 2));
  }
}

nlohmann::json row_json(const content::OverviewRow& row, int reviews) {
  constexpr const char* kDone[] = {"no", "partly", "yes"};
  nlohmann::json json{{"done", kDone[static_cast<int>(row.done)]}, {"seconds", row.seconds}};
  if (row.exercise == nullptr) {
    json.update({{"lesson", row.lesson->id}, {"pages", row.pages}, {"pages_read", row.pages_read}});
    return json;
  }
  json.update({{"exercise", row.exercise->id}, {"points", row.points}, {"max_points", row.most_points}, {"attempts", row.attempts},
               {"hints", row.hints}, {"last_code", row.code}, {"last_diagnosis", row.diagnosis}, {"reviews", reviews}, {"due", row.due}});
  json["review_on"] = row.review_day ? nlohmann::json(content::date_text(*row.review_day)) : nlohmann::json();
  return json;
}

void print_json(const content::Overview& all, const content::Progress& progress, int today) {
  nlohmann::json rows = nlohmann::json::array();
  for (const content::OverviewRow& row : all.rows) rows.push_back(row_json(row, reviews_of(row, progress)));
  const nlohmann::json next = all.next < 0 ? nlohmann::json() : rows[static_cast<std::size_t>(all.next)];
  const nlohmann::json json{{"schema_version", 1},
                            {"date", content::date_text(today)},
                            {"points", all.points},
                            {"max_points", all.most_points},
                            {"lessons", all.lessons},
                            {"lessons_read", all.lessons_read},
                            {"exercises", all.exercises},
                            {"exercises_passed", all.passed},
                            {"attempts", all.attempts},
                            {"hints", all.hints},
                            {"seconds", all.seconds},
                            {"next", next},
                            {"items", rows}};
  print(json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

}  // namespace

void add_overview(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("bilan", "Ce que vous avez fait\u00a0: points, essais, temps, et ce qui est à revoir.");
  const auto json = std::make_shared<bool>(false);
  auto* as_json = command->add_flag("--json", *json, "Pour d'autres outils.");
  command->add_flag("--texte")->description("En texte (c'est le cas de toute façon).")->excludes(as_json);
  command->callback([&context, json] {
    const content::LoadedProgress loaded = content::load_progress(context.paths().state);
    if (!loaded.warning.empty()) print_error(loaded.warning);
    const int day = today();
    const content::Overview all = content::overview(context.library(), loaded.progress, day);
    if (*json) print_json(all, loaded.progress, day);
    else print_text(all, loaded.progress, day);
  });
}

}  // namespace partage::cli
