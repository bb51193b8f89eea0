// NOTES: all that grading writes. One class, one folder.
//
//   ctest/CTestTestfile.cmake   one test for each (student, exercise)
//   rendus/s042/08_…/           what will be judged, copied once: the file to complete under its name, or `absent` or
//                               `a_regler` with one sentence
//   fiches/s042_08_….fiche      one record for each (student, exercise) that was judged (record_file.hpp)
//   etudiants.json              which student is s042: it stays so as long as the folder does
//   cle                         32 random bytes, ours alone, that seal the records
//   journal.txt                 one line for each verdict: when, who, which exercise, what
//   verrou                      held while a grading is under way
//   notes.csv, notes.json, commentaires/…   the results
//
// The folder is made 0700: marks and copies are nobody else's. No student's code sees it: it runs in the sandbox.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "grade/files.hpp"
#include "grade/layout.hpp"

namespace partage::grade {

/// The folder cannot serve: what() says why, in French.
struct NoNotes : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class NotesFolder {
 public:
  /// An existing folder of notes, as a test of CTest finds it. Throws NoNotes.
  static NotesFolder open_existing(const std::filesystem::path& path);
  /// Makes it if need be. Throws NoNotes: neither empty nor a folder of notes; a grading is under way in it; cannot be made.
  static NotesFolder open_or_make(const std::filesystem::path& path);

  const std::filesystem::path& path() const { return path_; }
  const std::string& key() const { return key_; }
  std::filesystem::path work(const std::string& student, const std::string& exercise) const;
  std::filesystem::path record(const std::string& student, const std::string& exercise) const;
  /// Held until the descriptor closes: only one verification of that (student, exercise) at a time. Waits.
  Descriptor lock_record(const std::string& student, const std::string& exercise) const;
  /// One line of the journal, and its end of line. A failure is not said: the record is what counts.
  void log(std::string_view line) const;

  /// The id of each source, in order: the ones that it had, new ones for the others. Throws NoNotes.
  std::vector<std::string> ids_for(const std::vector<std::string>& sources);
  /// Sources that had an id and are not in the class any more.
  const std::vector<std::string>& gone() const { return gone_; }

 private:
  explicit NotesFolder(std::filesystem::path path) : path_(std::move(path)) {}
  void read_key();
  void make_inside();

  std::filesystem::path path_;
  std::string key_;
  Descriptor lock_;
  std::vector<std::string> gone_;
};

/// What is to be judged of one (student, exercise): the copy, as it is on the disk now.
struct Work {
  Choice::What what = Choice::What::unsettled;
  std::string reason;  ///< missing, unsettled
  std::string digest;  ///< of what it is and of its bytes; empty: there is nothing (a fault of ours)
  std::filesystem::path file;
};
Work read_work(const std::filesystem::path& folder, const std::string& file);
/// Makes the copy say this; what says it already is left as it is. 0 or errno.
int write_work(const std::filesystem::path& folder, const std::string& file, const Choice& choice);

}  // namespace partage::grade
