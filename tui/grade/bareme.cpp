#include "grade/bareme.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <string_view>

#include "content/text_file.hpp"
#include "content/toml_reader.hpp"
#include "phrases/printable.hpp"

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

bool digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

// "08 = 2,5"
bool comma_decimal(std::string_view line) {
  const std::size_t comma = line.find(',', std::min(line.find('='), line.size()));
  return comma != std::string_view::npos && comma + 1 < line.size() && digit(line[comma - 1]) && digit(line[comma + 1]);
}

std::string_view line_at(std::string_view text, int number) {
  for (; number > 1 && !text.empty(); --number) text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  return text.substr(0, text.find('\n'));
}

std::string_view key_of(std::string_view line) {
  std::string_view key = line.substr(0, line.find('='));
  while (!key.empty() && std::isspace(static_cast<unsigned char>(key.back())) != 0) key.remove_suffix(1);
  return key;
}

// The library's reason is in English, and is about TOML at large.
std::string why_malformed(std::string_view text, int number) {
  const std::string_view line = line_at(text, number), key = key_of(line);
  if (comma_decimal(line)) return "les décimales s'écrivent avec un point\u00a0: 08 = 2.5";
  for (int before = 1; before < number; ++before)
    if (!key.empty() && key_of(line_at(text, before)) == key) return fmt::format("«\u00a0{}\u00a0» est déjà donné ligne {}", phrases::printable(key), before);
  return "il faut un exercice, «\u00a0=\u00a0», puis un nombre de points\u00a0: 08 = 3";
}

toml::table parsed(const std::string& text, const std::filesystem::path& file) {
  try {
    return toml::parse(text);
  } catch (const toml::parse_error& error) {
    const int line = static_cast<int>(error.source().begin.line);
    throw content::ContentError(file, line, why_malformed(text, line));
  }
}

}  // namespace

std::map<std::string, double> read_bareme(const std::filesystem::path& file, const content::Library& library) {
  const toml::table table = parsed(content::read_text_file(file), file);
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
