#include "content/student_folder.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <toml++/toml.h>

#include "content/compile_commands.hpp"
#include "content/replace_file.hpp"
#include "content/student_readme.hpp"

namespace partage::content {

namespace {

namespace fs = std::filesystem;
using Stubs = std::map<std::string, std::string>;  // "NN_nom/nom.c" -> fingerprint of the stub that was copied

[[noreturn]] void fail(const char* what, const fs::path& path, int error) {
  throw fs::filesystem_error(what, path, std::error_code(error, std::generic_category()));
}

// FNV-1a: tells two versions of a text apart; nobody gains by forging it.
std::string fingerprint(const std::string& text) {
  std::uint64_t hash = 14695981039346656037ull;
  for (const char byte : text) hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211ull;
  return fmt::format("{:016x}", hash);
}

std::string name_of(const Exercise& exercise) { return exercise.id + "/" + exercise.file; }

std::string kit_fingerprint(const Exercise& exercise) {
  const std::optional<std::string> text = whole_file(exercise.folder / exercise.file);
  return text ? fingerprint(*text) : "";
}

Stubs read_marker(const fs::path& folder) {
  Stubs stubs;
  const std::optional<std::string> text = whole_file(folder / marker_name);
  if (!text) return stubs;
  try {
    const toml::table table = toml::parse(*text);
    if (const toml::table* kept = table["souches"].as_table())
      for (const auto& [name, value] : *kept)
        if (const auto known = value.value<std::string>()) stubs[std::string(name.str())] = *known;
  } catch (const toml::parse_error&) {
    // Damaged: it still marks the folder, and what the stubs were is forgotten.
  }
  return stubs;
}

void write_marker(const fs::path& folder, const Stubs& stubs) {
  std::string text =
      "# Partage reconnaît à ce fichier votre dossier de travail, et y retient de quels fichiers de départ vous êtes parti.\n"
      "version = 1\n\n[souches]\n";
  for (const auto& [name, known] : stubs) text += fmt::format("\"{}\" = \"{}\"\n", name, known);
  if (whole_file(folder / marker_name) == text) return;
  if (const int error = replace_file(folder / marker_name, text, 0644); error != 0) fail("écriture impossible", folder / marker_name, error);
}

bool present(const fs::path& path) {
  std::error_code error;
  return fs::exists(fs::symlink_status(path, error));
}

bool add_text(const fs::path& file, const std::string& text) {
  if (present(file)) return false;
  if (const int error = replace_file(file, text, 0644); error != 0) fail("écriture impossible", file, error);
  return true;
}

// What a folder may hold before it becomes a student's: what hides (.git…), what documents, and our own.
bool is_welcome(const std::string& name, const Library& library) {
  for (const char* start : {".", "LISEZMOI", "README", "LICENSE", "LICENCE", "compile_commands.json"})
    if (name.starts_with(start)) return true;
  return std::any_of(library.exercises.begin(), library.exercises.end(), [&](const Exercise& one) { return one.id == name; });
}

bool is_below(const fs::path& path, const fs::path& folder) {
  return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first == folder.end();
}

bool is_in_kit(const Paths& paths, const fs::path& folder) {
  std::error_code error;
  const fs::path real = fs::weakly_canonical(folder, error), root = fs::weakly_canonical(paths.root, error);
  if (paths.installed || real == root) return is_below(real, root);
  constexpr const char* parts[] = {"exercises", "lessons", "solutions", "tests", "tui"};
  return std::any_of(std::begin(parts), std::end(parts), [&](const char* part) { return is_below(real, root / part); });
}

// The first thing that stands where a stub must go.
std::string obstacle(const Library& library, const fs::path& folder) {
  std::error_code error;
  for (const Exercise& exercise : library.exercises) {
    const fs::path place = folder / exercise.id, file = place / exercise.file;
    if (present(place) && !fs::is_directory(place, error)) return fmt::format("{} n'est pas un dossier", exercise.id);
    if (present(file) && !fs::is_regular_file(file, error)) return fmt::format("{} n'est pas un fichier ordinaire", name_of(exercise));
  }
  for (const char* name : {marker_name, "LISEZMOI.md"})
    if (present(folder / name) && !fs::is_regular_file(folder / name, error)) return fmt::format("{} n'est pas un fichier ordinaire", name);
  return "";
}

fs::path free_name(const fs::path& file) {
  const std::string stem = file.stem().string() + ".nouveau", extension = file.extension().string();
  fs::path found = file.parent_path() / (stem + extension);
  for (int copy = 2; present(found); ++copy) found = file.parent_path() / fmt::format("{}-{}{}", stem, copy, extension);
  return found;
}

}  // namespace

fs::path student_folder_above(const fs::path& folder) {
  for (fs::path at = folder;; at = at.parent_path()) {
    struct stat status {};
    if (lstat((at / marker_name).c_str(), &status) == 0 && S_ISREG(status.st_mode) &&
        (geteuid() == 0 || status.st_uid == geteuid()))
      return at;
    if (!at.has_relative_path()) return {};
  }
}

std::string refusal_of_folder(const Library& library, const Paths& paths, const fs::path& folder) {
  std::error_code error;
  if (is_in_kit(paths, folder)) return "ce dossier est celui du kit\u202f; choisissez-en un autre, dans vos propres dossiers.";
  if (!present(folder)) return "";
  if (!fs::is_directory(folder, error)) return "ce n'est pas un dossier.";
  fs::directory_iterator entries(folder, error);
  if (error || access(folder.c_str(), W_OK | X_OK) != 0) return "vous ne pouvez pas écrire dans ce dossier.";
  if (const std::string thing = obstacle(library, folder); !thing.empty())
    return fmt::format("{} ici\u202f; déplacez-le, ou choisissez un autre dossier.", thing);
  if (present(folder / marker_name)) return "";
  for (const auto& entry : entries)
    if (const std::string name = entry.path().filename().string(); !is_welcome(name, library))
      return fmt::format("ce dossier contient déjà autre chose («\u00a0{}\u00a0»)\u202f; donnez un dossier vide, ou qui n'existe pas encore.", name);
  return "";
}

InitReport init_student_folder(const Library& library, const Paths& paths) {
  InitReport report;
  fs::create_directories(paths.work);
  Stubs stubs = read_marker(paths.work);
  write_marker(paths.work, stubs);
  for (const Exercise& exercise : library.exercises) {
    if (present(paths.work / name_of(exercise))) {
      stubs.try_emplace(name_of(exercise), kit_fingerprint(exercise));  // copied by an older kit: nothing to compare with
      continue;
    }
    open_exercise(exercise, paths);
    stubs[name_of(exercise)] = kit_fingerprint(exercise);
    report.added.push_back(name_of(exercise));
  }
  write_marker(paths.work, stubs);
  if (add_text(paths.work / "LISEZMOI.md", student_readme(library, paths))) report.added.emplace_back("LISEZMOI.md");
  if (add_text(paths.work / ".gitignore", student_gitignore())) report.added.emplace_back(".gitignore");
  update_compile_commands(library, paths);
  report.changed = changed_stubs(library, paths);
  return report;
}

std::vector<const Exercise*> changed_stubs(const Library& library, const Paths& paths) {
  std::vector<const Exercise*> changed;
  const Stubs stubs = read_marker(paths.work);
  for (const Exercise& exercise : library.exercises) {
    const auto known = stubs.find(name_of(exercise));
    if (known == stubs.end() || !present(paths.work / name_of(exercise))) continue;
    if (const std::string now = kit_fingerprint(exercise); !now.empty() && now != known->second) changed.push_back(&exercise);
  }
  return changed;
}

fs::path place_new_stub(const Exercise& exercise, const Paths& paths) {
  const fs::path target = free_name(paths.work / name_of(exercise));
  fs::copy_file(exercise.folder / exercise.file, target);
  fs::permissions(target, fs::perms::owner_read | fs::perms::owner_write, fs::perm_options::add);
  Stubs stubs = read_marker(paths.work);
  stubs[name_of(exercise)] = kit_fingerprint(exercise);
  write_marker(paths.work, stubs);
  return target;
}

void note_new_copy(const Exercise& exercise, const Paths& paths) {
  try {
    Stubs stubs = read_marker(paths.work);
    stubs[name_of(exercise)] = kit_fingerprint(exercise);
    write_marker(paths.work, stubs);
    if (!present(paths.work / "compile_commands.json")) update_compile_commands(load_library(paths.root), paths);
  } catch (const std::exception&) {
  }
}

}  // namespace partage::content
