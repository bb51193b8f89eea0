#include "grade/layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <optional>
#include <set>
#include <tuple>

#include "check/submission.hpp"
#include "grade/text.hpp"

namespace partage::grade {
namespace {

using content::Exercise;

constexpr std::size_t kMostCandidates = 20;
constexpr int kGivenCode = 100;  ///< added to the rank of exercises/ in a clone of the kit

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
  return result;
}

std::vector<std::string> names_of(std::string_view path) {
  std::vector<std::string> names;
  while (!path.empty()) {
    const std::size_t slash = std::min(path.find('/'), path.size());
    names.emplace_back(path.substr(0, slash));
    path.remove_prefix(std::min(slash + 1, path.size()));
  }
  return names;
}

std::string_view extension(std::string_view name) { return name.substr(std::min(name.rfind('.'), name.size())); }
std::string_view stem(std::string_view name) { return name.substr(0, name.size() - extension(name).size()); }

// "08", "8-essai", "ex08", "Exercice 8_final", for exercise 08. Both are in lower case.
bool starts_with_number(std::string_view name, std::string_view number) {
  for (const std::string_view word : {"exercice", "exercise", "exo", "ex"})
    if (name.starts_with(word)) {
      name.remove_prefix(word.size());
      break;
    }
  while (!name.empty() && std::string_view(" _-.#").find(name[0]) != std::string_view::npos) name.remove_prefix(1);
  while (name.starts_with('0')) name.remove_prefix(1);
  while (number.starts_with('0')) number.remove_prefix(1);
  if (!name.starts_with(number)) return false;
  name.remove_prefix(number.size());
  return name.empty() || std::isalnum(static_cast<unsigned char>(name[0])) == 0;
}

// "tube (1)" -> "tube".
std::string_view without_copy_number(std::string_view name) {
  const std::size_t open = name.rfind('(');
  if (!name.ends_with(')') || open == std::string_view::npos || open == 0) return name;
  const std::string_view inside = name.substr(open + 1, name.size() - open - 2);
  if (inside.empty() || !std::all_of(inside.begin(), inside.end(), [](char c) { return c >= '0' && c <= '9'; })) return name;
  name = name.substr(0, open);
  while (name.ends_with(' ')) name.remove_suffix(1);
  return name;
}

bool folder_of_another(std::string_view folder, const Exercise& exercise, const std::vector<Exercise>& all) {
  return folder != exercise.id &&
         std::any_of(all.begin(), all.end(), [&](const Exercise& other) { return lower(folder) == other.id; });
}

// The place of a path among the layouts; nothing when it answers another exercise, or none.
std::optional<int> rank_of_name(const std::vector<std::string>& names, const Exercise& exercise, const std::vector<Exercise>& all) {
  const std::string& name = names.back();
  const std::string folder = names.size() > 1 ? names[names.size() - 2] : "";
  if (folder == exercise.id && name == exercise.file) return 0;
  const std::string small = lower(name), wanted = lower(exercise.file);
  if (extension(small) != extension(wanted) || folder_of_another(folder, exercise, all)) return std::nullopt;
  if (name == exercise.file) return 1;
  if (lower(folder) == exercise.id && small == wanted) return 2;
  if (small == wanted) return 3;
  if (without_copy_number(stem(small)) == stem(wanted)) return 5;
  const bool of_another = std::any_of(all.begin(), all.end(), [&](const Exercise& other) { return small == lower(other.file); });
  if (!of_another && starts_with_number(small, exercise.number)) return 4;
  return std::nullopt;
}

// Folders that are clones of the whole kit: "", "partage-main"…
std::set<std::string> kits(const std::vector<Item>& items) {
  std::set<std::string> exercises, solutions, found;
  for (const Item& item : items)
    for (const auto& [word, set] : {std::pair{std::string("exercises/"), &exercises}, {"solutions/", &solutions}})
      for (std::size_t at = item.path.find(word); at != std::string::npos; at = item.path.find(word, at + 1))
        if (at == 0 || item.path[at - 1] == '/') set->insert(item.path.substr(0, at));
  std::set_intersection(exercises.begin(), exercises.end(), solutions.begin(), solutions.end(), std::inserter(found, found.end()));
  return found;
}

struct Candidate {
  const Item* item;
  int rank;
  std::size_t depth;
};

std::optional<int> rank_in_kits(const std::string& path, const std::set<std::string>& kits, int rank) {
  for (const std::string& kit : kits) {
    if (!path.starts_with(kit)) continue;
    const std::string_view below = std::string_view(path).substr(kit.size());
    const std::string_view top = below.substr(0, std::min(below.find('/'), below.size()));
    if (top == "exercises") return rank + kGivenCode;
    if (top == "solutions" || top == "tests" || top == "lessons" || top == "tui" || top.starts_with("build")) return std::nullopt;
  }
  return rank;
}

std::vector<Candidate> candidates(const std::vector<Item>& items, const Exercise& exercise, const std::vector<Exercise>& all) {
  std::vector<Candidate> found;
  const std::set<std::string> given = kits(items);
  for (const Item& item : items) {
    const std::vector<std::string> names = names_of(item.path);
    if (names.empty()) continue;
    auto rank = rank_of_name(names, exercise, all);
    if (rank) rank = rank_in_kits(item.path, given, *rank);
    if (rank) found.push_back({&item, *rank, names.size()});
  }
  std::stable_sort(found.begin(), found.end(), [](const Candidate& a, const Candidate& b) {
    return std::tie(a.rank, a.depth, a.item->path) < std::tie(b.rank, b.depth, b.item->path);
  });
  if (found.size() > kMostCandidates) found.resize(kMostCandidates);
  return found;
}

std::string quoted(const Item& item) { return "«\u00a0" + short_name(item.path, 120) + "\u00a0»"; }

Choice no_file(const std::vector<Candidate>& found, const Exercise& exercise) {
  Choice choice;
  if (found.empty()) {
    choice.reason = fmt::format("Aucun fichier n'a été rendu pour cet exercice\u00a0: {} était attendu.", exercise.file);
    return choice;
  }
  const Kind kind = found.front().item->entry->kind;
  // Students cannot make one to a file that they could not copy; a teacher's own copy may have made it.
  if (kind == Kind::hard_link) choice.what = Choice::What::unsettled;
  choice.reason = fmt::format("{} n'a pas été lu\u00a0: {}.", quoted(*found.front().item), kind_words(kind));
  return choice;
}

Choice unsettled(std::string reason) {
  Choice choice;
  choice.what = Choice::What::unsettled;
  choice.reason = std::move(reason);
  return choice;
}

}  // namespace

Choice choose(const std::vector<Item>& items, const Exercise& exercise, const std::vector<Exercise>& all) {
  std::vector<Candidate> found = candidates(items, exercise, all);
  std::vector<Candidate> files;
  for (const Candidate& one : found)
    if (one.item->entry->kind == Kind::file && (files.empty() || one.rank < kGivenCode)) files.push_back(one);
  if (files.empty()) return no_file(found, exercise);
  Choice choice;
  choice.what = Choice::What::file;
  choice.path = readable(files.front().item->path);
  for (const Candidate& one : files) {
    const auto bytes = one.item->tree->read(*one.item->entry, check::max_source_bytes + 1);
    const bool first = &one == &files.front();
    if (first && !bytes) return unsettled(fmt::format("{} n'a pas pu être lu\u00a0: {}.", quoted(*one.item), error_words(errno)));
    if (first) choice.bytes = *bytes;
    else if (bytes && *bytes == choice.bytes) continue;
    else if (one.rank == files.front().rank && one.depth == files.front().depth)
      return unsettled(fmt::format("Deux fichiers différents répondent à cet exercice, et rien ne dit lequel juger\u00a0: {} et {}.",
                                   quoted(*files.front().item), quoted(*one.item)));
    else choice.remarks.push_back(fmt::format("Exercice {}\u00a0: {} a été jugé, et non {}, qui est différent.", exercise.number,
                                              quoted(*files.front().item), quoted(*one.item)));
  }
  return choice;
}

std::vector<std::string> answering_folders(const std::vector<Item>& items, const Exercise& exercise, const std::vector<Exercise>& all) {
  std::set<std::string> tops;
  for (const Candidate& one : candidates(items, exercise, all))
    if (one.depth > 1 && one.rank < kGivenCode) tops.insert(one.item->path.substr(0, one.item->path.find('/')));
  return {tops.begin(), tops.end()};
}

bool looks_like_one_student(const std::vector<std::string>& paths, const std::vector<Exercise>& all) {
  return std::any_of(paths.begin(), paths.end(), [&](const std::string& path) {
    const std::vector<std::string> names = names_of(path);
    return std::any_of(all.begin(), all.end(), [&](const Exercise& exercise) {
      if (names.size() == 1) return rank_of_name(names, exercise, all).has_value();
      return (names.size() == 2 && names[0] == exercise.id) ||
             (names.size() == 3 && names[0] == "travail" && names[1] == exercise.id);
    });
  });
}

}  // namespace partage::grade
