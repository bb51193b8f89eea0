#include "cli/context.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "content/statement_paths.hpp"

namespace partage::cli {
namespace {

// Levenshtein, by rows.
std::size_t distance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> row(right.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= left.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t change = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, change});
    }
  }
  return row.back();
}

// "08_create_shared_memory" is as near as "08", "create_shared_memory" and the whole name are.
std::size_t name_distance(std::string_view wanted, std::string_view name) {
  const std::size_t cut = std::min(name.find('_'), name.size());
  const std::string_view number = name.substr(0, cut), words = name.substr(std::min(cut + 1, name.size()));
  if (wanted.size() > 1 && name.find(wanted) != std::string_view::npos) return 0;
  return std::min({distance(wanted, name), distance(wanted, number), distance(wanted, words)});
}

template <typename Things>
std::vector<std::string> ids(const Things& things) {
  std::vector<std::string> names;
  for (const auto& thing : things) names.push_back(thing.id);
  return names;
}

[[noreturn]] void unknown(std::string_view what, std::string_view name, const std::vector<std::string>& names,
                          std::string_view command) {
  throw Refusal(kUsage, fmt::format("{} «\u00a0{}\u00a0»\u00a0: il n'y en a pas de ce nom.{}\n«\u00a0{}\u00a0» en donne la liste.", what, name,
                                    did_you_mean(nearest(name, names)), command));
}

}  // namespace

const content::Library& Context::library() {
  if (!library_) {
    library_ = content::load_library(paths_.root);
    content::adapt_statements(*library_, paths_);
  }
  return *library_;
}

const content::Lesson& Context::lesson(std::string_view name) {
  if (const content::Lesson* found = library().lesson(name)) return *found;
  unknown("Leçon", name, ids(library().lessons), "partage lecons");
}

const content::Exercise& Context::exercise(std::string_view name) {
  if (const content::Exercise* found = library().exercise(name)) return *found;
  unknown("Exercice", name, ids(library().exercises), "partage lecons");
}

std::vector<std::string> nearest(std::string_view wanted, const std::vector<std::string>& names) {
  std::vector<std::pair<std::size_t, std::string>> ranked;
  const std::size_t bound = std::max<std::size_t>(2, wanted.size() / 3);
  for (const std::string& name : names)
    if (const std::size_t far = name_distance(wanted, name); far <= bound) ranked.emplace_back(far, name);
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> found;
  for (const auto& [far, name] : ranked)
    if (found.size() < 3) found.push_back(name);
  return found;
}

std::string did_you_mean(const std::vector<std::string>& names) {
  if (names.empty()) return "";
  std::string list = "«\u00a0" + names.front() + "\u00a0»";
  for (std::size_t i = 1; i < names.size(); ++i)
    list += (i + 1 == names.size() ? " ou «\u00a0" : ", «\u00a0") + names[i] + "\u00a0»";
  return " Vouliez-vous dire " + list + "\u202f?";
}

}  // namespace partage::cli
