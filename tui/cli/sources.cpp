#include "cli/sources.hpp"

#include <fstream>

namespace partage::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostLines = 5'000;

std::vector<std::string> lines_of(const fs::path& file) {
  std::ifstream stream(file);
  std::vector<std::string> lines;
  for (std::string line; lines.size() < kMostLines && std::getline(stream, line);) lines.push_back(line);
  return lines;
}

void add(app::Sources& sources, const fs::path& file) {
  std::error_code error;
  if (fs::is_regular_file(file, error)) sources[file.filename().string()] = lines_of(file);
}

}  // namespace

app::Sources lesson_sources(const content::Lesson& lesson) {
  app::Sources sources;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(lesson.folder, error))
    if (const fs::path extension = entry.path().extension(); extension == ".c" || extension == ".cpp" || extension == ".h")
      add(sources, entry.path());
  return sources;
}

app::Sources exercise_sources(const content::Exercise& exercise, const fs::path& file) {
  app::Sources sources;
  add(sources, exercise.folder / "scenario.c");
  add(sources, file);
  return sources;
}

}  // namespace partage::cli
