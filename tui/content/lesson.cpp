#include "content/lesson.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "content/folder.hpp"
#include "content/text_file.hpp"
#include "content/toml_reader.hpp"

namespace partage::content {

namespace {

struct FrontMatter {
  std::string_view toml;
  std::string_view body;
  int body_line = 1;  ///< of the first line of the body
};

std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  while (line.ends_with('\r') || line.ends_with(' ')) line.remove_suffix(1);
  return line;
}

FrontMatter front_matter(std::string_view text, const std::filesystem::path& file) {
  if (take_line(text) != "+++") throw ContentError(file, 1, "le fichier doit commencer par une ligne « +++ »");
  FrontMatter parts;
  const char* const start = text.data();
  for (int line = 2; !text.empty(); ++line) {
    const char* const here = text.data();
    if (take_line(text) != "+++") continue;
    parts.toml = {start, static_cast<std::size_t>(here - start)};
    parts.body = text;
    parts.body_line = line + 1;
    return parts;
  }
  throw ContentError(file, 1, "la ligne « +++ » qui ferme les métadonnées manque");
}

void read_front_matter(const TomlReader& toml, Lesson& lesson) {
  toml.allow({"titre", "difficulte", "buts", "exercices", "minutes"});
  lesson.title = toml.text("titre");
  lesson.difficulty = static_cast<int>(toml.integer_or("difficulte", 1, 5, 1));
  lesson.minutes = static_cast<int>(toml.integer_or("minutes", 1, 600, 0));
  lesson.goals = toml.texts("buts");
  if (lesson.goals.size() < 2 || lesson.goals.size() > 4)
    toml.refuse("buts", fmt::format("doit en donner de 2 à 4 ; il y en a {}", lesson.goals.size()));
  lesson.exercises = toml.texts_or_none("exercices");
}

std::vector<std::string> programs_in(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::filesystem::path extension = entry.path().extension();
    if (entry.is_regular_file() && (extension == ".c" || extension == ".cpp")) names.push_back(entry.path().stem());
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

Lesson load_lesson(const std::filesystem::path& folder) {
  Lesson lesson;
  lesson.id = folder_id(folder);
  lesson.number = lesson.id.substr(0, 2);
  lesson.folder = folder;
  const std::filesystem::path file = folder / "lesson.fr.md";
  const std::string text = read_text_file(file);
  const FrontMatter parts = front_matter(text, file);
  const toml::table table = parse_toml(parts.toml, file, 2);
  read_front_matter(TomlReader(table, file, 2, 1, "métadonnées"), lesson);
  lesson.programs = programs_in(folder);
  lesson.pages = parse_pages(parts.body, file, parts.body_line);
  return lesson;
}

}  // namespace partage::content
