#include "cli/sources.hpp"

#include <fstream>

namespace partage::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostLines = 5'000;

void add(app::Sources& sources, const fs::path& file) {
  std::error_code error;
  if (fs::is_regular_file(file, error)) sources[file.filename().string()] = file_lines(file);
}

}  // namespace

std::vector<std::string> file_lines(const fs::path& file) {
  std::error_code error;
  std::vector<std::string> lines;
  if (!fs::is_regular_file(file, error)) return lines;
  std::ifstream stream(file);
  for (std::string line; lines.size() < kMostLines && std::getline(stream, line);) lines.push_back(line);
  return lines;
}

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
