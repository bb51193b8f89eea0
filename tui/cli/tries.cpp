#include "cli/tries.hpp"

#include <ctime>

#include "app/attempts.hpp"
#include "cli/clock.hpp"
#include "cli/print.hpp"
#include "cli/texts.hpp"
#include "content/attempts.hpp"
#include "content/progress.hpp"
#include "content/review.hpp"

namespace partage::cli {

content::Progress read_progress(const content::Paths& paths) {
  content::LoadedProgress loaded = content::load_progress(paths.state);
  if (!loaded.warning.empty()) print_error(loaded.warning);
  return std::move(loaded.progress);
}

void write_progress(const content::Progress& progress, const content::Paths& paths) {
  if (const std::string error = content::save_progress(progress, paths.state); !error.empty()) print_error(error);
}

std::vector<std::string> keep_try(const record::Verdict& verdict, const content::Exercise& exercise, const content::Paths& paths,
                                  const std::string& text) {
  if (verdict.outcome == record::Outcome::could_not_judge) return {};
  content::Progress progress = read_progress(paths);
  const auto& diagnosis = verdict.diagnosis;
  content::count_attempt(progress.exercises[exercise.id], verdict.outcome == record::Outcome::passed, today(),
                         diagnosis ? diagnosis->code : "", diagnosis ? diagnosis->title : "");
  write_progress(progress, paths);
  content::Attempt attempt = app::attempt_of(verdict, text);
  attempt.time = std::time(nullptr);
  const content::Attempts kept = content::keep_attempt(exercise.id, paths.state, std::move(attempt));
  if (!kept.warning.empty()) print_error(kept.warning);
  return content::repaired(kept.all, stub_text(exercise));
}

}  // namespace partage::cli
