// partage lecons: the table of contents, with progress.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/print.hpp"
#include "content/progress.hpp"
#include "grid/grid.hpp"

namespace partage::cli {
namespace {

content::Progress progress_of(const Context& context) {
  const content::LoadedProgress loaded = content::load_progress(context.paths().state);
  if (!loaded.warning.empty()) print_error(loaded.warning);
  return loaded.progress;
}

std::string stars(int difficulty) {
  std::string text;
  for (int i = 0; i < difficulty; ++i) text += "★";
  return text;
}

std::string padded(const std::string& text, int columns) {
  const int missing = columns - grid::width(text);
  return text + std::string(static_cast<std::size_t>(std::max(missing, 0)), ' ');
}

std::string state_of(const content::Lesson& lesson, const content::Progress& progress) {
  const auto found = progress.lessons.find(lesson.id);
  if (found == progress.lessons.end()) return "";
  return found->second.finished ? "lue" : fmt::format("page {}", found->second.page + 1);
}

std::string state_of(const content::Exercise& exercise, const content::Progress& progress) {
  const auto found = progress.exercises.find(exercise.id);
  if (found == progress.exercises.end() || found->second.attempts == 0) return found == progress.exercises.end() || !found->second.passed ? "" : "réussi";
  return found->second.passed ? "réussi" : fmt::format("{} essai{}", found->second.attempts, found->second.attempts > 1 ? "s" : "");
}

std::string row(const std::string& name, const std::string& title, int difficulty, const std::string& state) {
  std::string text = padded(name, 14) + padded(grid::fit(title, 44), 46) + padded(stars(difficulty), 7) + state;
  return text.substr(0, text.find_last_not_of(' ') + 1) + "\n";
}

std::string table(const content::Library& library, const content::Progress& progress) {
  std::string text;
  for (const content::Lesson& lesson : library.lessons) {
    text += row("Leçon " + lesson.number, lesson.title, lesson.difficulty, state_of(lesson, progress));
    for (const content::Exercise& exercise : library.exercises)
      if (exercise.lesson == lesson.id)
        text += row("  exercice " + exercise.number, exercise.title, exercise.difficulty, state_of(exercise, progress));
  }
  return text;
}

nlohmann::json exercise_json(const content::Exercise& exercise, const content::Progress& progress) {
  const auto found = progress.exercises.find(exercise.id);
  const content::ExerciseProgress done = found == progress.exercises.end() ? content::ExerciseProgress{} : found->second;
  return {{"id", exercise.id},         {"number", exercise.number}, {"title", exercise.title}, {"difficulty", exercise.difficulty},
          {"points", exercise.points}, {"passed", done.passed},     {"attempts", done.attempts}, {"hints", done.hints}};
}

nlohmann::json lesson_json(const content::Lesson& lesson, const content::Library& library, const content::Progress& progress) {
  const auto found = progress.lessons.find(lesson.id);
  nlohmann::json exercises = nlohmann::json::array();
  for (const content::Exercise& exercise : library.exercises)
    if (exercise.lesson == lesson.id) exercises.push_back(exercise_json(exercise, progress));
  return {{"id", lesson.id},
          {"number", lesson.number},
          {"title", lesson.title},
          {"difficulty", lesson.difficulty},
          {"minutes", lesson.minutes},
          {"goals", lesson.goals},
          {"programs", lesson.programs},
          {"finished", found != progress.lessons.end() && found->second.finished},
          {"exercises", exercises}};
}

void print_json(const content::Library& library, const content::Progress& progress) {
  nlohmann::json lessons = nlohmann::json::array();
  for (const content::Lesson& lesson : library.lessons) lessons.push_back(lesson_json(lesson, library, progress));
  print(nlohmann::json{{"schema_version", 1}, {"lessons", lessons}}.dump(2) + "\n");
}

}  // namespace

void add_lessons(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("lecons", "La table des matières, avec ce que vous avez déjà fait.");
  const auto json = std::make_shared<bool>(false);
  command->add_flag("--json", *json, "Pour d'autres outils.");
  command->callback([&context, json] {
    const content::Progress progress = progress_of(context);
    if (*json) print_json(context.library(), progress);
    else print(table(context.library(), progress));
  });
}

void print_contents(Context& context) {
  print("Partage\u00a0: voir et comprendre la mémoire partagée\n\n");
  print(table(context.library(), progress_of(context)));
  print(
      "\nPour commencer\u00a0:\n"
      "  partage                        ouvre le kit, dans un terminal\n"
      "  partage lecon 01 --texte       une leçon, en texte\n"
      "  partage lancer 01              le programme d'une leçon, observé\n"
      "  partage enonce 01              un exercice\n"
      "  partage verifier 01            le verdict sur votre fichier\n"
      "  partage --help                 tout le reste\n");
}

}  // namespace partage::cli
