// The real exercise 08 and small files to submit to it.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include "check/check.hpp"
#include "content/exercise.hpp"

namespace partage::check {

inline std::filesystem::path source_dir() { return PARTAGE_SOURCE_DIR; }

inline const content::Exercise& exercise_08() {
  static const content::Exercise exercise = content::load_exercise(source_dir() / "exercises" / "08_create_shared_memory");
  return exercise;
}

/// A folder of one test, gone with it.
class Folder {
 public:
  Folder() {
    std::string pattern = "/var/tmp/partage-check-XXXXXX";
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("mkdtemp");
    path_ = pattern;
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
    return path_ / name;
  }

 private:
  std::filesystem::path path_;
};

inline record::Verdict verdict_of(const std::string& text) {
  const Folder folder;
  return verify(exercise_08(), {.source = folder.write("create_shared_memory.c", text), .seed = {}});
}

inline std::string code_of(const record::Verdict& verdict) {
  if (verdict.outcome == record::Outcome::passed) return "passe";
  return verdict.diagnosis ? verdict.diagnosis->code : "sans diagnostic";
}

/// All that a failing test needs to say.
inline std::string told(const record::Verdict& verdict) {
  if (!verdict.diagnosis) return "";
  return verdict.diagnosis->title + "\n" + verdict.diagnosis->why;
}

}  // namespace partage::check
