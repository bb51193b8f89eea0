// What a verdict leaves behind: the count in the progress, and the text that was judged among the attempts.
#pragma once

#include "cli/context.hpp"
#include "content/progress.hpp"
#include "record/verdict.hpp"

namespace partage::cli {

/// Counts and keeps one; what could not be kept is said on stderr. Gives the names of the diagnoses that it repaired. What
/// could not be judged leaves nothing.
std::vector<std::string> keep_try(const record::Verdict& verdict, const content::Exercise& exercise, const content::Paths& paths,
                                  const std::string& text);

/// The progress of the student; a warning about its file goes to stderr.
content::Progress read_progress(const content::Paths& paths);
void write_progress(const content::Progress& progress, const content::Paths& paths);

}  // namespace partage::cli
