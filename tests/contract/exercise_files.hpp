// What the folders hold, found at run time: nothing lists the exercises or their known answers.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

#include "check/check.hpp"
#include "content/exercise.hpp"

namespace partage::contract {

/// One file to submit to one exercise.
struct Answer {
  std::string exercise;  ///< folder name
  std::filesystem::path file;
};

std::filesystem::path source_dir();

/// Names of the folders of exercises/.
std::vector<std::string> exercise_folders();

std::vector<Answer> stubs();
std::vector<Answer> solutions();
std::vector<Answer> mistakes();      ///< tests/mistakes/NN_nom/*.c
std::vector<Answer> alternatives();  ///< tests/alternatives/NN_nom/*.c
std::vector<Answer> hostile();       ///< tests/hostile/*.c, submitted to exercise 08, and tests/hostile/NN_nom/*.c
std::vector<Answer> of_exercise(std::vector<Answer> answers, const std::string& exercise);

/// Letters, digits and underscores, for the name of a test.
std::string readable(const std::string& text);
std::string test_name(const Answer& answer);
std::ostream& operator<<(std::ostream& out, const Answer& answer);

std::string text_of(const std::filesystem::path& file);

/// A file in a folder of its own, gone with it.
class TemporaryFile {
 public:
  TemporaryFile(const std::string& name, const std::string& text);
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  std::filesystem::path path() const { return folder_ / name_; }

 private:
  std::filesystem::path folder_;
  std::string name_;
};

/// The code of a first line « /* attendu : CODE */ »; empty when there is none.
std::string expected_code(const std::string& text);

/// Loaded once for the process.
const content::Exercise& exercise(const std::string& folder);

record::Verdict verdict(const Answer& answer);

/// "passe", the diagnosis' code, or "n'a pas pu juger : …".
std::string outcome(const record::Verdict& verdict);

/// Title, why, evidence and compiler messages, for a test that fails.
std::string told(const record::Verdict& verdict);

}  // namespace partage::contract
