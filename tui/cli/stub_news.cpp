#include "cli/stub_news.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace partage::cli {

std::string stub_news(const std::vector<const content::Exercise*>& changed) {
  if (changed.empty()) return "";
  // Short: a small screen shows two lines of it.
  constexpr std::size_t kMost = 3;
  std::vector<std::string> numbers;
  for (const content::Exercise* exercise : changed) numbers.push_back(exercise->number);
  if (numbers.size() == 1)
    return fmt::format("Le kit a un nouveau fichier de départ (exercice {})\u00a0: «\u00a0partage init --nouveaux\u00a0» le met à côté du vôtre.", numbers.front());
  const bool more = numbers.size() > kMost;
  if (more) numbers.resize(kMost);
  return fmt::format("Le kit a de nouveaux fichiers de départ ({}{})\u00a0: «\u00a0partage init --nouveaux\u00a0» les met à côté des vôtres.",
                     fmt::join(numbers, ", "), more ? "…" : "");
}

}  // namespace partage::cli
