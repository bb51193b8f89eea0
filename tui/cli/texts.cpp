#include "cli/texts.hpp"

#include "cli/context.hpp"
#include "cli/file_watch.hpp"

namespace partage::cli {

std::string stub_text(const content::Exercise& exercise) { return file_content(exercise.folder / exercise.file).value_or(""); }

std::string solution_text(const content::Exercise& exercise, const content::Paths& paths) {
  const std::optional<std::string> text = file_content(paths.root / "solutions" / exercise.id / exercise.file);
  if (!text) throw Refusal(kCannot, "La solution de l'exercice " + exercise.number + " n'est pas installée ici.");
  return *text;
}

}  // namespace partage::cli
