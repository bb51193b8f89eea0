// A class as it was handed in: who, and which file for each exercise.
//
// RENDUS is a folder, or one archive, that holds one thing for each student: a folder, an archive, or, as Moodle gives them
// without folders, files that bear the student's name. RENDUS may also be one student's own folder.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "content/exercise.hpp"
#include "grade/archive.hpp"
#include "grade/layout.hpp"
#include "grade/results.hpp"

namespace partage::grade {

/// RENDUS cannot be a class: what() says why, in French.
struct NoClass : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Among the problems of a student who handed in nothing that can be judged.
constexpr const char* kNoSource = "Aucun fichier source n'a été rendu.";

/// What one student handed in, for each exercise of the class, in order.
struct Submission {
  Student student;  ///< without its id
  std::vector<Choice> choices;
};

/// One student to be gathered.
struct Handed;

class HandedIn {
 public:
  /// Lists the students. `aside`: a folder that is not a student, wherever it is (the notes). `only_one`: RENDUS is one
  /// student's, whatever it looks like. Throws NoClass.
  HandedIn(const std::filesystem::path& rendus, const std::filesystem::path& aside, const std::vector<content::Exercise>& all,
           const Unpacking& how, bool only_one = false);
  ~HandedIn();
  HandedIn(const HandedIn&) = delete;
  HandedIn& operator=(const HandedIn&) = delete;

  std::size_t count() const;
  /// Raw name of that student's folder or archive: what tells one student from another as long as the class lives.
  const std::string& source(std::size_t index) const;
  /// Reads what that student handed in, for `exercises`; nothing of it is kept here. Never throws for what is in it.
  Submission gather(std::size_t index, const std::vector<content::Exercise>& exercises) const;
  const std::vector<std::string>& problems() const { return problems_; }
  bool one_student() const { return one_student_; }

 private:
  void open_top();
  void list();
  void list_entry(const std::string& name, const Entry& entry);
  void list_folder(const std::string& name);
  void list_others(std::vector<std::string>& folders);
  void list_moodle_file(const std::string& name, const Entry* entry);
  void drop_online_texts();
  void say_doubles();
  bool holds_one_student() const;
  bool enter_only_folder();

  std::filesystem::path rendus_, aside_;
  const std::vector<content::Exercise>& all_;
  Unpacking how_;
  std::unique_ptr<Tree> top_;  ///< the folder's own level, or the whole archive
  bool archive_ = false, one_student_ = false;
  std::string inside_;  ///< of an archive: the only folder of its top, with its "/"
  std::vector<Handed> handed_;
  std::vector<std::string> problems_;
};

}  // namespace partage::grade
