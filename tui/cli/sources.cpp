#include "cli/sources.hpp"

#include <fstream>
#include <sstream>

namespace partage::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostLines = 5'000;

std::vector<std::string> lines_of(std::istream& stream) {
  std::vector<std::string> lines;
  for (std::string line; lines.size() < kMostLines && std::getline(stream, line);) lines.push_back(line);
  return lines;
}

void add(app::Sources& sources, const fs::path& file) {
  std::error_code error;
  if (fs::is_regular_file(file, error)) sources[file.filename().string()] = file_lines(file);
}

}  // namespace

std::vector<std::string> file_lines(const fs::path& file) {
  std::error_code error;
  if (!fs::is_regular_file(file, error)) return {};
  std::ifstream stream(file);
  return lines_of(stream);
}

app::Sources lesson_sources(const content::Lesson& lesson) {
  app::Sources sources;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(lesson.folder, error))
    if (const fs::path extension = entry.path().extension(); extension == ".c" || extension == ".cpp" || extension == ".h")
      add(sources, entry.path());
  return sources;
}

app::Sources exercise_sources(const content::Exercise& exercise, const std::string& text) {
  app::Sources sources;
  add(sources, exercise.folder / "scenario.c");
  std::istringstream stream(text);
  sources[exercise.file] = lines_of(stream);
  return sources;
}

}  // namespace partage::cli
