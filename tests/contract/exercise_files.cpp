#include "contract/exercise_files.hpp"

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <map>
#include <ostream>
#include <regex>
#include <sstream>
#include <system_error>

namespace partage::contract {
namespace fs = std::filesystem;

namespace {

std::vector<fs::path> sorted_entries(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code absent;
  for (const auto& entry : fs::directory_iterator(folder, absent)) found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

bool is_source(const fs::path& path) { return path.extension() == ".c" || path.extension() == ".cpp" || path.extension() == ".hpp"; }

// The file to complete has the folder's name without its number; read here without loading exercise.toml, so that a
// malformed one fails its own tests rather than the listing.
std::vector<Answer> completed_in(const std::string& root) {
  std::vector<Answer> found;
  for (const std::string& folder : exercise_folders())
    for (const fs::path& path : sorted_entries(source_dir() / root / folder))
      if (is_source(path) && path.stem() == folder.substr(3)) found.push_back({folder, path});
  return found;
}

std::vector<Answer> known_in(const std::string& root) {
  std::vector<Answer> found;
  for (const fs::path& folder : sorted_entries(source_dir() / "tests" / root))
    for (const fs::path& path : sorted_entries(folder))
      if (is_source(path)) found.push_back({folder.filename().string(), path});
  return found;
}

}  // namespace

fs::path source_dir() { return PARTAGE_SOURCE_DIR; }

std::vector<std::string> exercise_folders() {
  std::vector<std::string> names;
  static const std::regex numbered("[0-9][0-9]_.+");
  for (const fs::path& path : sorted_entries(source_dir() / "exercises"))
    if (fs::is_directory(path) && std::regex_match(path.filename().string(), numbered)) names.push_back(path.filename().string());
  return names;
}

std::vector<Answer> stubs() { return completed_in("exercises"); }
std::vector<Answer> solutions() { return completed_in("solutions"); }
std::vector<Answer> mistakes() { return known_in("mistakes"); }
std::vector<Answer> alternatives() { return known_in("alternatives"); }

std::vector<Answer> hostile() {
  std::vector<Answer> found;
  for (const fs::path& path : sorted_entries(source_dir() / "tests/hostile"))
    if (is_source(path)) found.push_back({"08_create_shared_memory", path});
  for (const std::string& folder : exercise_folders())
    for (const fs::path& path : sorted_entries(source_dir() / "tests/hostile" / folder))
      if (is_source(path)) found.push_back({folder, path});
  return found;
}

std::vector<Answer> of_exercise(std::vector<Answer> answers, const std::string& exercise) {
  std::erase_if(answers, [&](const Answer& answer) { return answer.exercise != exercise; });
  return answers;
}

std::string readable(const std::string& text) {
  std::string name;
  for (const char c : text) name += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
  return name;
}

std::string test_name(const Answer& answer) { return readable(answer.exercise.substr(0, 2) + "_" + answer.file.stem().string()); }

std::ostream& operator<<(std::ostream& out, const Answer& answer) {
  return out << answer.file.lexically_relative(source_dir()).string();
}

std::string text_of(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

TemporaryFile::TemporaryFile(const std::string& name, const std::string& text) : name_(name) {
  std::string pattern = "/var/tmp/partage-contract-XXXXXX";
  if (mkdtemp(pattern.data()) == nullptr) throw std::system_error(errno, std::generic_category(), pattern);
  folder_ = pattern;
  std::ofstream(path(), std::ios::binary) << text;
}

TemporaryFile::~TemporaryFile() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

std::string expected_code(const std::string& text) {
  static const std::regex first_line("^/\\* attendu : ([A-Za-z0-9-]+) \\*/");
  const std::string line = text.substr(0, text.find('\n'));
  std::smatch match;
  return std::regex_search(line, match, first_line) ? match[1].str() : std::string();
}

const content::Exercise& exercise(const std::string& folder) {
  static std::map<std::string, content::Exercise> loaded;
  const auto found = loaded.find(folder);
  if (found != loaded.end()) return found->second;
  return loaded.emplace(folder, content::load_exercise(source_dir() / "exercises" / folder)).first->second;
}

record::Verdict verdict(const Answer& answer) { return check::verify(exercise(answer.exercise), {.source = answer.file, .seed = {}}); }

std::string outcome(const record::Verdict& verdict) {
  if (verdict.outcome == record::Outcome::passed) return "passe";
  if (!verdict.diagnosis) return "sans diagnostic";
  if (verdict.outcome == record::Outcome::failed) return verdict.diagnosis->code;
  return "n'a pas pu juger : " + verdict.diagnosis->title;
}

std::string told(const record::Verdict& verdict) {
  std::ostringstream text;
  if (verdict.diagnosis) {
    text << verdict.diagnosis->title << "\n" << verdict.diagnosis->why << "\n";
    for (const auto& evidence : verdict.diagnosis->evidence)
      text << "  " << evidence.who << "  " << evidence.text << "  l. " << evidence.source.line << "\n";
  }
  for (const auto& message : verdict.compiler) text << message.severity << " l. " << message.line << " " << message.text << "\n";
  return text.str();
}

}  // namespace partage::contract
