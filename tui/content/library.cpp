#include "content/library.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "content/folder.hpp"
#include "content/system_error.hpp"
#include "content/text_file.hpp"

namespace partage::content {

namespace {

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

template <class Item>
const Item* find(const std::vector<Item>& items, std::string_view name) {
  int number = -1;
  if (all_digits(name)) std::from_chars(name.data(), name.data() + name.size(), number);
  for (const Item& item : items) {
    int own = 0;
    std::from_chars(item.number.data(), item.number.data() + item.number.size(), own);
    if (item.id == name || own == number) return &item;
  }
  return nullptr;
}

// Folders that start with a digit are meant as content: one that is misnamed is refused, not ignored.
std::vector<std::filesystem::path> content_folders(const std::filesystem::path& parent) {
  std::error_code error;
  std::filesystem::directory_iterator entries(parent, error);
  if (error)
    throw ContentError(parent, 0, fmt::format("lecture du dossier impossible ({})", system_error(error.value())));
  std::vector<std::filesystem::path> folders;
  for (const auto& entry : entries) {
    const std::string name = entry.path().filename().string();
    if (all_digits(name.substr(0, 1)) && entry.is_directory()) folders.push_back(entry.path());
  }
  std::sort(folders.begin(), folders.end());
  return folders;
}

template <class Item>
void refuse_same_number(const std::vector<Item>& items) {
  for (std::size_t i = 1; i < items.size(); ++i)
    if (items[i].number == items[i - 1].number)
      throw ContentError(items[i].folder, 0,
                         fmt::format("le numéro {} est déjà pris par {}", items[i].number, items[i - 1].id));
}

// Line of the file where a name stands between quotes; 0 when it is not found.
int line_naming(const std::filesystem::path& file, const std::string& name) {
  const std::vector<std::string> lines = lines_of(read_text_file(file));
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (lines[i].find("\"" + name + "\"") != std::string::npos || lines[i].find("'" + name + "'") != std::string::npos)
      return static_cast<int>(i) + 1;
  return 0;
}

[[noreturn]] void refuse_name(const std::filesystem::path& file, const std::string& name, const std::string& reason) {
  throw ContentError(file, line_naming(file, name), reason);
}

template <class Item>
const Item* by_id(const std::vector<Item>& items, const std::string& id) {
  const auto found = std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.id == id; });
  return found == items.end() ? nullptr : &*found;
}

void check_lesson(const Library& library, const Lesson& lesson) {
  const std::filesystem::path file = lesson.folder / "lesson.fr.md";
  for (const std::string& id : lesson.exercises) {
    const Exercise* exercise = by_id(library.exercises, id);
    if (exercise == nullptr) refuse_name(file, id, fmt::format("« exercices » nomme un exercice inconnu : {}", id));
    if (exercise->lesson != lesson.id)
      refuse_name(file, id, fmt::format("l'exercice {} se dit d'une autre leçon : {}", id, exercise->lesson));
  }
}

void check_exercise(const Library& library, const Exercise& exercise) {
  const std::filesystem::path file = exercise.folder / "exercise.toml";
  const Lesson* lesson = by_id(library.lessons, exercise.lesson);
  if (lesson == nullptr)
    refuse_name(file, exercise.lesson, fmt::format("« lecon » nomme une leçon inconnue : {}", exercise.lesson));
  if (std::find(lesson->exercises.begin(), lesson->exercises.end(), exercise.id) == lesson->exercises.end())
    refuse_name(file, exercise.lesson,
                fmt::format("la leçon {} ne cite pas cet exercice dans « exercices »", lesson->id));
  for (const auto& [code, text] : exercise.diagnoses)
    if (!text.lesson.empty() && by_id(library.lessons, text.lesson) == nullptr)
      refuse_name(file, text.lesson,
                  fmt::format("[diagnostics.{}] : « lecon » nomme une leçon inconnue : {}", code, text.lesson));
}

}  // namespace

const Lesson* Library::lesson(std::string_view name) const {
  return find(lessons, name);
}
const Exercise* Library::exercise(std::string_view name) const {
  return find(exercises, name);
}

Library load_library(const std::filesystem::path& root) {
  Library library;
  library.root = root;
  for (const auto& folder : content_folders(root / "lessons")) library.lessons.push_back(load_lesson(folder));
  for (const auto& folder : content_folders(root / "exercises")) library.exercises.push_back(load_exercise(folder));
  refuse_same_number(library.lessons);
  refuse_same_number(library.exercises);
  for (const Lesson& lesson : library.lessons) check_lesson(library, lesson);
  for (const Exercise& exercise : library.exercises) check_exercise(library, exercise);
  return library;
}

}  // namespace partage::content
