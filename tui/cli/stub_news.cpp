#include "cli/stub_news.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace partage::cli {

std::string stub_news(const std::vector<const content::Exercise*>& changed) {
  if (changed.empty()) return "";
  std::vector<std::string> numbers;
  for (const content::Exercise* exercise : changed) numbers.push_back(exercise->number);
  const bool one = numbers.size() == 1;
  return fmt::format("{} dans le kit depuis votre copie ({} {}). {}", one ? "Un fichier de départ a changé" : "Des fichiers de départ ont changé",
                     one ? "exercice" : "exercices", fmt::join(numbers, ", "),
                     one ? "Le vôtre est intact\u202f; «\u00a0partage init --nouveaux\u00a0» met le nouveau à côté."
                         : "Les vôtres sont intacts\u202f; «\u00a0partage init --nouveaux\u00a0» met les nouveaux à côté.");
}

}  // namespace partage::cli
