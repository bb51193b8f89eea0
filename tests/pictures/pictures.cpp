// pictures FOLDER: three screens of the real program, on a real pseudo-terminal, as pictures for the README.
//   cmake --build build --target pictures
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "pictures/svg.hpp"
#include "terminal/session.hpp"

namespace {

using namespace partage;
using terminal::Session;
namespace fs = std::filesystem;

constexpr int kColumns = 80, kRows = 24;
constexpr const char* kLesson = "07_create_shared_memory";
constexpr const char* kExercise = "08_create_shared_memory";

fs::path fresh_home() {
  std::string name = (fs::temp_directory_path() / "partage-images-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp");
  return name;
}

// The student's own file already holds a well-known mistake.
void write_mistake(const fs::path& home) {
  const fs::path source = fs::path(PARTAGE_SOURCE_DIR) / "tests/mistakes" / kExercise / "prive.c";
  const fs::path folder = home / "travail" / kExercise;
  fs::create_directories(folder);
  std::ifstream from(source);
  std::ofstream to(folder / "create_shared_memory.c");
  std::string line;
  std::getline(from, line);  // the diagnosis that is expected
  to << from.rdbuf();
}

terminal::Launch kit(const fs::path& home) {
  terminal::Launch launch;
  launch.argv = {std::string(PARTAGE_BINARY_DIR) + "/bin/partage"};
  launch.columns = kColumns;
  launch.rows = kRows;
  launch.environment = {{"PARTAGE_TRAVAIL", home / "travail"}, {"XDG_STATE_HOME", home / "etat"}, {"XDG_CACHE_HOME", home / "cache"}, {"PARTAGE_THEME", "sombre"}};
  return launch;
}

void see(Session& session, const std::string& text) {
  if (!session.until_shows(text)) throw std::runtime_error("« " + text + " » ne vient pas :\n" + session.text());
}

/// Until nothing has come for a while: a frame comes in several pieces.
void settle(Session& session) {
  for (std::size_t before = 0; before != session.written().size();) {
    before = session.written().size();
    session.until([] { return false; }, std::chrono::milliseconds(100));
  }
}

/// Presses a key until the screen says so.
void press_until(Session& session, const std::string& key, const std::function<bool()>& wanted) {
  for (int step = 0; step < 200 && !wanted(); ++step) {
    session.type(key);
    settle(session);
  }
  if (!wanted()) throw std::runtime_error("« " + key + " » n'y mène pas :\n" + session.text());
}

/// Goes down the contents to the row that says so, and opens it.
void choose(Session& session, const std::string& row) {
  see(session, "q quitter");
  settle(session);
  press_until(session, "j", [&] { return session.row(session.cursor().row).find(row) != std::string::npos; });
  session.type("\r");
}

void keep(Session& session, const fs::path& file, const std::string& title) {
  settle(session);
  std::ofstream(file) << pictures::svg(session, kColumns, kRows, title);
  fmt::print("{}\n{}", file.string(), session.text());
}

void lesson_and_memory(const fs::path& home, const fs::path& folder) {
  Session session(kit(home));
  choose(session, "  07  ");
  see(session, "page 1/");
  press_until(session, "n", [&] { return session.shows("Que lit le père"); });
  keep(session, folder / "lecon.svg", "Une leçon de Partage : une question à laquelle répondra un programme");
  session.type("l");
  see(session, "terminé");
  session.type("\r");
  see(session, "moment 1/");
  press_until(session, "n", [&] { return session.shows("partagent"); });
  keep(session, folder / "memoire.svg", "La vue de la mémoire : le père et le fils côte à côte, et la page qu'ils partagent");
}

void verdict(const fs::path& home, const fs::path& folder) {
  write_mistake(home);
  Session session(kit(home));
  choose(session, "exercice 08");
  see(session, "énoncé");
  session.type("v");
  see(session, "Diagnostic");
  keep(session, folder / "verdict.svg", "Le verdict d'un exercice : l'erreur est nommée, avec la ligne et ce qui la prouve");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "usage : pictures DOSSIER\n");
    return 2;
  }
  const fs::path home = fresh_home();
  try {
    fs::create_directories(argv[1]);
    lesson_and_memory(home, argv[1]);
    verdict(home, argv[1]);
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    fs::remove_all(home);
    return 1;
  }
  fs::remove_all(home);
}
