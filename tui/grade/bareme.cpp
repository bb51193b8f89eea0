#include "grade/bareme.hpp"

#include <fmt/format.h>

#include <cmath>

#include "content/text_file.hpp"
#include "content/toml_reader.hpp"

namespace partage::grade {
namespace {

constexpr double kMostPoints = 1000;

double points_of(const toml::node& node, std::string_view key, const content::TomlReader& reader) {
  const auto points = node.value<double>();
  if (!points || node.is_boolean() || !node.is_number()) reader.refuse(key, "doit être un nombre de points");
  if (!std::isfinite(*points)) reader.refuse(key, "doit être un nombre fini de points");
  if (*points < 0) reader.refuse(key, "est négatif\u00a0: un exercice vaut zéro point ou plus");
  if (*points > kMostPoints) reader.refuse(key, fmt::format("dépasse {} points", kMostPoints));
  return *points;
}

}  // namespace

std::map<std::string, double> read_bareme(const std::filesystem::path& file, const content::Library& library) {
  const toml::table table = content::parse_toml(content::read_text_file(file), file, 1);
  const content::TomlReader reader(table, file, 1, 1, "barème");
  std::map<std::string, double> points;
  for (const auto& [key, node] : table) {
    const content::Exercise* exercise = library.exercise(key.str());
    if (exercise == nullptr) reader.refuse(key.str(), "n'est pas un exercice\u202f; «\u00a0partage lecons\u00a0» en donne la liste");
    if (!points.emplace(exercise->id, points_of(node, key.str(), reader)).second)
      reader.refuse(key.str(), fmt::format("donne une seconde fois les points de l'exercice {}", exercise->number));
  }
  if (points.empty()) throw content::ContentError(file, 1, "ce barème est vide");
  return points;
}

}  // namespace partage::grade
