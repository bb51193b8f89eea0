#include "grade/notes_folder.hpp"

#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <nlohmann/json.hpp>

#include "check/submission.hpp"
#include "content/file_descriptor.hpp"
#include "grade/hash.hpp"
#include "grade/text.hpp"
#include "grade/tree.hpp"
#include "record/hex.hpp"

namespace partage::grade {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::json;

constexpr std::size_t kMostRegister = 64u << 20;
constexpr std::size_t kMostNote = 8u << 10;
constexpr const char* kAbsent = "absent";
constexpr const char* kUnsettled = "a_regler";

std::string said(const fs::path& path) { return "«\u00a0" + short_name(path.string(), 200) + "\u00a0»"; }

[[noreturn]] void refuse(const fs::path& path, const std::string& reason) { throw NoNotes(said(path) + "\u00a0: " + reason + "."); }

bool empty_folder(const fs::path& path) {
  std::error_code error;
  return fs::is_empty(path, error) && !error;
}

std::string hex(const std::string& bytes) { return record::to_hex(bytes); }

}  // namespace

NotesFolder NotesFolder::open_existing(const fs::path& path) {
  NotesFolder notes(path);
  notes.read_key();
  if (notes.key_.empty()) refuse(path, "ce n'est pas un dossier de notes");
  return notes;
}

NotesFolder NotesFolder::open_or_make(const fs::path& path) {
  NotesFolder notes(fs::absolute(path).lexically_normal());
  if (!notes.path_.has_filename()) notes.path_ = notes.path_.parent_path();
  if (notes.path_.string().find('\\') != std::string::npos) refuse(path, "CTest ne sait pas travailler sous un nom qui contient «\u00a0\\\u00a0»");
  std::error_code error;
  if (fs::exists(notes.path_, error) && !fs::is_directory(notes.path_, error)) refuse(path, "ce n'est pas un dossier");
  if (fs::is_directory(notes.path_, error) && access(notes.path_.c_str(), R_OK | X_OK) != 0)
    refuse(path, "ce dossier ne peut pas être lu (" + error_words(errno) + ")");
  if (fs::exists(notes.path_, error) && !empty_folder(notes.path_) && !fs::exists(notes.path_ / "cle", error) &&
      !fs::exists(notes.path_ / "verrou", error))
    refuse(path, "ce dossier n'est pas vide, et ce n'est pas un dossier de notes. Donnez-en un autre");
  if (const int failed = make_folder(notes.path_); failed != 0) refuse(path, "ce dossier ne peut pas être créé (" + error_words(failed) + ")");
  notes.lock_.reset(open((notes.path_ / "verrou").c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!notes.lock_) refuse(path, "écriture impossible (" + error_words(errno) + ")");
  if (content::lock_soon(notes.lock_.get()) != 0) refuse(path, "une notation est déjà en cours dans ce dossier. Attendez sa fin, ou arrêtez-la");
  notes.make_inside();
  return notes;
}

void NotesFolder::read_key() { key_ = read_file(path_ / "cle", 64).value_or(""); }

void NotesFolder::make_inside() {
  read_key();
  int failed = 0;
  if (key_.size() != 32) {
    key_ = new_key();
    failed = write_file(path_ / "cle", key_);
  }
  for (const char* folder : {"ctest", "rendus", "fiches"})
    if (failed == 0) failed = make_folder(path_ / folder);
  if (failed != 0) refuse(path_, "écriture impossible (" + error_words(failed) + ")");
}

fs::path NotesFolder::work(const std::string& student, const std::string& exercise) const {
  return path_ / "rendus" / student / exercise;
}

fs::path NotesFolder::record(const std::string& student, const std::string& exercise) const {
  return path_ / "fiches" / (student + "_" + exercise + ".fiche");
}

// One file for all, and one byte of it for each: locks of open files end with whoever holds them.
Descriptor NotesFolder::lock_record(const std::string& student, const std::string& exercise) const {
  Descriptor file(open((path_ / "fiches" / "verrou").c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  struct flock byte {};
  byte.l_type = F_WRLCK;
  byte.l_whence = SEEK_SET;
  byte.l_start = std::strtoll(student.c_str() + 1, nullptr, 10) * 100 + std::strtoll(exercise.c_str(), nullptr, 10);
  byte.l_len = 1;
  while (file && fcntl(file.get(), F_OFD_SETLKW, &byte) != 0 && errno == EINTR) continue;
  return file;
}

void NotesFolder::log(std::string_view line) const {
  const Descriptor file(open((path_ / "journal.txt").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (file) content::write_all(file.get(), std::string(line) + "\n");
}

std::vector<std::string> NotesFolder::ids_for(const std::vector<std::string>& sources) {
  const fs::path path = path_ / "etudiants.json";
  std::vector<std::string> known;  // s001 is the first one, in hexadecimal
  if (const auto text = read_file(path, kMostRegister)) {
    const Json json = Json::parse(*text, nullptr, false);
    if (!json.is_array()) refuse(path, "ce fichier est abîmé, et dit seul qui est s001\u202f; notez dans un autre dossier");
    for (const Json& one : json) known.push_back(one.value("hex", ""));
  }
  const std::size_t before = known.size();
  std::vector<std::string> ids;
  for (const std::string& source : sources) {
    auto found = std::find(known.begin(), known.end(), hex(source));
    if (found == known.end()) found = known.insert(known.end(), hex(source));
    ids.push_back(fmt::format("s{:03}", found - known.begin() + 1));
  }
  if (before > 0 && known.size() == before + sources.size())
    refuse(path_, fmt::format("{}\u00a0: ce sont les notes d'une autre classe. Donnez un autre dossier, ou supprimez celui-ci",
                              before > 1 ? fmt::format("aucun des {} étudiants qui y sont notés n'est parmi ces rendus", before)
                                         : "l'étudiant qui y est noté n'est pas parmi ces rendus"));
  Json json = Json::array();
  for (std::size_t i = 0; i < known.size(); ++i) {
    const std::string source = record::from_hex(known[i]).value_or("");
    json.push_back({{"id", fmt::format("s{:03}", i + 1)}, {"nom", readable(source)}, {"hex", known[i]}});
    // An archive that the teacher opened in its place is not gone.
    const auto same = [&](const std::string& other) { return without_archive_end(other) == without_archive_end(source); };
    if (std::none_of(sources.begin(), sources.end(), same)) gone_.push_back(source);
  }
  if (known.size() == before) return ids;
  if (const int failed = write_file(path, json.dump(1) + "\n"); failed != 0) refuse(path, "écriture impossible (" + error_words(failed) + ")");
  return ids;
}

Work read_work(const fs::path& folder, const std::string& file) {
  Work work;
  work.file = folder / file;
  for (const auto& [name, what] : {std::pair{kAbsent, Choice::What::missing}, {kUnsettled, Choice::What::unsettled}})
    if (auto reason = read_file(folder / name, kMostNote)) {
      work.what = what;
      work.digest = digest(std::string(name) + "\n" + *reason);
      work.reason = std::move(*reason);
      return work;
    }
  const auto bytes = read_file(work.file, check::max_source_bytes + 1);
  if (!bytes) {
    work.reason = "La copie du fichier à juger a disparu du dossier de notes.";
    return work;
  }
  work.what = Choice::What::file;
  work.digest = digest("source\n" + *bytes);
  return work;
}

int write_work(const fs::path& folder, const std::string& file, const Choice& choice) {
  const bool is_file = choice.what == Choice::What::file;
  const std::string name = is_file ? file : choice.what == Choice::What::missing ? kAbsent : kUnsettled;
  const std::string& wanted = is_file ? choice.bytes : choice.reason;
  if (const int error = make_folder(folder); error != 0) return error;
  for (const std::string& other : {file, std::string(kAbsent), std::string(kUnsettled)})
    if (other != name) unlink((folder / other).c_str());
  const auto now = read_file(folder / name, check::max_source_bytes + 1);
  if (now && *now == wanted) return 0;
  const int error = write_file(folder / name, wanted, Keep::whole_or_not);  // compared at each start
  if (error != 0) unlink((folder / name).c_str());  // what was handed in before must not be judged in its place
  return error;
}

}  // namespace partage::grade
