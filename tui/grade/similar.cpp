#include "grade/similar.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "phrases/evidence.hpp"

namespace partage::grade {

std::span<const Similar> pairs_of(const Similarities& similarities, std::string_view exercise) {
  const auto of_it = [&](const Similar& pair) { return pair.exercise == exercise; };
  const auto first = std::find_if(similarities.pairs.begin(), similarities.pairs.end(), of_it);
  return {first, std::find_if_not(first, similarities.pairs.end(), of_it)};
}

std::string percent_text(int percent) {
  return percent < Similarities::least ? fmt::format("<\u00a0{}\u00a0%", Similarities::least) : fmt::format("{}\u00a0%", percent);
}

std::string pairs_text(std::size_t count, const Compared& compared) {
  if (count == 0) return fmt::format("aucune paire sur {}", phrases::grouped(compared.pairs()));
  return fmt::format("{} {} sur {}", phrases::grouped(count), count > 1 ? "paires" : "paire", phrases::grouped(compared.pairs()));
}

}  // namespace partage::grade
