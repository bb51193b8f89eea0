#include "grade/submissions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <map>

#include "grade/people.hpp"
#include "grade/text.hpp"

namespace partage::grade {

namespace fs = std::filesystem;

// One student to be gathered.
struct Handed {
  enum class What { folder, archive, files } what = What::folder;
  std::string source;  ///< raw name
  Person person;
  const Entry* archive = nullptr;
  std::vector<const Entry*> files;  ///< Moodle's, without folders
  std::vector<std::string> problems;
};

namespace {

constexpr std::size_t kMostAtTop = 200'000;
constexpr int kMostArchives = 8;  ///< of one student, unpacked
constexpr int kDeepestArchive = 2;
constexpr std::size_t kNamesSaid = 3;
constexpr std::string_view kOfNobody[] = {"Thumbs.db", "desktop.ini"};  ///< left by Windows

std::string in_quotes(std::string_view name) { return "«\u00a0" + short_name(name) + "\u00a0»"; }

// Gathers one student: trees, and the archives that are in them.
class Gathering {
 public:
  explicit Gathering(const Unpacking& how) : how_(how) {}

  void add_entry(const Tree& tree, const Entry& entry, const std::string& shown, int level) {
    const std::size_t deep = static_cast<std::size_t>(std::count(shown.begin(), shown.end(), '/'));
    items_.push_back({shown, &tree, &entry});
    const std::string_view name = std::string_view(entry.path).substr(entry.path.rfind('/') + 1);
    if (entry.kind != Kind::file) return say_special(entry, shown);
    if (archive_name(name) && deep <= 2 * static_cast<std::size_t>(level + 1)) add_archive(tree, entry, shown + "/", level + 1);
  }

  // Everything of a tree that is below `prefix`.
  void add_tree(const Tree& tree, const std::string& prefix, const std::string& shown, int level) {
    for (const Entry& entry : tree.entries())
      if (entry.path.starts_with(prefix)) add_entry(tree, entry, shown + entry.path.substr(prefix.size()), level);
  }

  void add_owned(std::unique_ptr<Tree> tree, const std::string& shown, int level) {
    owned_.push_back(std::move(tree));
    const Tree& kept = *owned_.back();
    for (const std::string& problem : kept.problems()) problems_.push_back(problem);
    if (unseen_.empty()) unseen_ = kept.unseen();
    add_tree(kept, "", shown, level);
  }

  void add_archive(const Tree& tree, const Entry& entry, const std::string& shown, int level) {
    if (entry.kind != Kind::file) return cannot(fmt::format("{} n'a pas été lu\u00a0: {}", in_quotes(entry.path), kind_words(entry.kind)));
    if (level > kDeepestArchive || ++archives_ > kMostArchives)
      return cannot("il y a trop d'archives, ou des archives dans des archives");
    const Tree::Place place = tree.locate(entry);
    if (!place.file) return cannot(fmt::format("{} n'a pas pu être lu\u00a0: {}", in_quotes(entry.path), error_words(errno)));
    add_owned(archive_tree(place, how_), shown, level);
  }

  Submission finish(const Person& person, const std::vector<content::Exercise>& exercises, const std::vector<content::Exercise>& all) {
    Submission done;
    done.student.name = person.name;
    done.student.number = person.number;
    done.student.email = person.email;
    if (!specials_.empty()) problems_.push_back(specials_text());
    for (const content::Exercise& exercise : exercises) {
      Choice choice = choose(items_, exercise, all);
      if (choice.what == Choice::What::unsettled) {
        problems_.push_back(fmt::format("Exercice {}\u00a0: {}", exercise.number, choice.reason));
      } else if (choice.what == Choice::What::missing && !unseen_.empty()) {  // why has been said once, of the whole
        choice.what = Choice::What::unsettled;
        choice.reason = fmt::format("Le fichier attendu n'a pas été trouvé, mais {}.", unseen_);
      }
      problems_.insert(problems_.end(), choice.remarks.begin(), choice.remarks.end());
      done.choices.push_back(std::move(choice));
    }
    say_several(exercises, all);
    if (unseen_.empty() && std::none_of(items_.begin(), items_.end(), [](const Item& item) { return source_name(item.path); }))
      problems_.push_back(kNoSource);
    done.student.problems = std::move(problems_);
    return done;
  }

 private:
  void cannot(std::string reason) {
    if (unseen_.empty()) unseen_ = reason;
    reason[0] = static_cast<char>(reason[0] >= 'a' && reason[0] <= 'z' ? reason[0] - 'a' + 'A' : reason[0]);
    problems_.push_back(std::move(reason) + ".");
  }

  // The folder above the class's, given as the class: all the students would be one.
  void say_several(const std::vector<content::Exercise>& exercises, const std::vector<content::Exercise>& all) {
    for (const content::Exercise& exercise : exercises) {
      std::vector<std::string> names = answering_folders(items_, exercise, all);
      const bool moodle = std::any_of(names.begin(), names.end(), [](const std::string& name) { return person_named(name).moodle; });
      if (names.size() < (moodle ? 2 : kNamesSaid)) continue;
      names.resize(std::min(names.size(), kNamesSaid));
      for (std::string& name : names) name = in_quotes(name);
      problems_.push_back(fmt::format("Plusieurs étudiants semblent être dans ce rendu\u00a0: {}… Si c'est la classe, c'est ce dossier, ou "
                                      "cette archive, qu'il faut donner à noter.", fmt::join(names, ", ")));
      return;
    }
  }

  void say_special(const Entry& entry, const std::string& shown) {
    if (entry.kind == Kind::hard_link) return;
    if (specials_.size() < kNamesSaid) specials_.push_back(in_quotes(shown));
    ++special_count_;
  }

  std::string specials_text() const {
    return fmt::format("{} {} n'{} pas été {}\u00a0: {}{}.", special_count_,
                       special_count_ > 1 ? "liens ou fichiers spéciaux" : "lien ou fichier spécial",
                       special_count_ > 1 ? "ont" : "a", special_count_ > 1 ? "lus" : "lu", fmt::join(specials_, ", "),
                       special_count_ > specials_.size() ? "…" : "");
  }

  const Unpacking& how_;
  std::vector<std::unique_ptr<Tree>> owned_;
  std::vector<Item> items_;
  std::vector<std::string> problems_, specials_;
  std::size_t special_count_ = 0;
  std::string unseen_;
  int archives_ = 0;
};

// "Un autre rendu semble du même étudiant…": `all` holds `one`.
std::string double_words(const Handed& one, const std::vector<Handed*>& all) {
  std::vector<std::string> names;
  for (const Handed* other : all)
    if (other != &one && names.size() < kNamesSaid) names.push_back(in_quotes(other->source));
  if (all.size() == 2) return fmt::format("Un autre rendu semble du même étudiant, {}\u00a0: les deux sont notés séparément.", names[0]);
  return fmt::format("{} autres rendus semblent du même étudiant, {}{}\u00a0: tous sont notés séparément.", all.size() - 1,
                     fmt::join(names, ", "), all.size() - 1 > names.size() ? "…" : "");
}

bool same_folder(const fs::path& left, const fs::path& right) {
  std::error_code error;
  return !right.empty() && fs::equivalent(left, right, error) && !error;
}

bool notes_folder(const fs::path& path) {
  std::error_code error;
  return fs::exists(path / "cle", error) && fs::exists(path / "etudiants.json", error);
}

}  // namespace

HandedIn::HandedIn(const fs::path& rendus, const fs::path& aside, const std::vector<content::Exercise>& all, const Unpacking& how,
                   bool only_one)
    : rendus_(rendus), aside_(aside), all_(all), how_(how) {
  open_top();
  one_student_ = only_one || holds_one_student();
  if (!one_student_ && enter_only_folder()) one_student_ = false;
  list();
  drop_online_texts();
  say_doubles();
  if (handed_.empty()) throw NoClass(in_quotes(rendus.string()) + "\u00a0: il n'y a aucun rendu ici. Il faut un dossier ou une archive par étudiant.");
}

HandedIn::~HandedIn() = default;

void HandedIn::open_top() {
  std::error_code error;
  const std::string shown = in_quotes(rendus_.string());
  if (fs::is_directory(rendus_, error)) {
    rendus_ = fs::canonical(rendus_, error);  // the teacher's own word may be a link; nothing below is followed
    if (notes_folder(rendus_)) throw NoClass(shown + "\u00a0: c'est un dossier de notes, et non de rendus.");
    top_ = folder_tree(rendus_, kMostAtTop, 0);
    if (!top_->problems().empty()) throw NoClass(shown + "\u00a0: " + top_->problems().front());
    return;
  }
  if (!fs::exists(rendus_, error)) throw NoClass(shown + "\u00a0: ce dossier ou cette archive n'existe pas.");
  Opened opened = open_regular(AT_FDCWD, fs::canonical(rendus_, error).c_str(), false);
  if (opened.error == 0 && !archive_name(rendus_.string())) opened.error = EINVAL;
  if (opened.error == EINVAL) throw NoClass(shown + "\u00a0: ce n'est ni un dossier, ni une archive (.zip, .tar, .tar.gz…).");
  if (opened.error != 0) throw NoClass(shown + "\u00a0: lecture impossible (" + error_words(opened.error) + ").");
  archive_ = true;
  const auto size = static_cast<std::uint64_t>(opened.status.st_size);
  top_ = archive_tree({std::move(opened.file), 0, size}, how_, kClassLimits);
  problems_ = top_->problems();
  if (top_->entries().empty() && top_->others().empty()) throw NoClass(shown + "\u00a0: " + (problems_.empty() ? "aucun fichier source n'est dans cette archive." : problems_.front()));
}

bool HandedIn::holds_one_student() const {
  const auto holds = [&](const char* name) { return std::find(top_->folders().begin(), top_->folders().end(), name) != top_->folders().end(); };
  if (holds("exercises") && holds("solutions") && holds("lessons")) return true;  // a clone of the kit
  std::vector<std::string> paths;
  for (const Entry& entry : top_->entries())
    if (entry.path.find('/') != std::string::npos || top_->folders().empty()) paths.push_back(entry.path);
  std::error_code error;
  for (const std::string& folder : archive_ ? std::vector<std::string>() : top_->folders()) {
    paths.push_back(folder + "/x");
    if (folder == "travail")
      for (const content::Exercise& exercise : all_)
        if (fs::is_directory(rendus_ / folder / exercise.id, error)) return true;
  }
  const bool archives = std::any_of(top_->entries().begin(), top_->entries().end(), [](const Entry& entry) {
    return entry.path.find('/') == std::string::npos && archive_name(entry.path);
  });
  return !archives && looks_like_one_student(paths, all_);
}

// Moodle's archive, or what was unpacked from it, may have one folder around all the others.
bool HandedIn::enter_only_folder() {
  if (top_->folders().size() != 1) return false;
  const std::string only = top_->folders().front();
  const auto at_top = [](const Entry& entry) { return entry.path.find('/') == std::string::npos; };
  if (person_named(only).moodle || std::any_of(top_->entries().begin(), top_->entries().end(), at_top)) return false;
  std::vector<std::string> below;
  bool moodle = false;
  if (archive_) {
    for (const Entry& entry : top_->entries()) below.push_back(entry.path.substr(only.size() + 1));
    for (const std::string& path : below) moodle = moodle || person_named(path).moodle || archive_name(path);
    const bool has_folders = std::any_of(below.begin(), below.end(), [](const auto& p) { return p.find('/') != std::string::npos; });
    if (!moodle && (!has_folders || looks_like_one_student(below, all_))) return false;
    inside_ = only + "/";
    return true;
  }
  std::unique_ptr<Tree> inner = folder_tree(rendus_ / only, kMostAtTop, 0);
  for (const std::string& folder : inner->folders()) moodle = moodle || person_named(folder).moodle;
  for (const Entry& entry : inner->entries()) moodle = moodle || person_named(entry.path).moodle;
  if (!moodle) return false;
  rendus_ /= only;
  top_ = std::move(inner);
  return true;
}

void HandedIn::list() {
  if (one_student_) {
    const std::string name = rendus_.filename().string();
    handed_.push_back({Handed::What::folder, name, person_named(archive_ ? without_archive_end(name) : name), nullptr, {}, {}});
    return;
  }
  std::vector<std::string> folders;
  if (!archive_) folders = top_->folders();
  for (const Entry& entry : top_->entries()) {
    if (!entry.path.starts_with(inside_)) continue;
    const std::string below = entry.path.substr(inside_.size());
    if (const std::size_t slash = below.find('/'); slash == std::string::npos) list_entry(below, entry);
    else if (archive_) folders.push_back(below.substr(0, slash));
  }
  list_others(folders);
  std::sort(folders.begin(), folders.end());
  folders.erase(std::unique(folders.begin(), folders.end()), folders.end());
  for (const std::string& folder : folders) list_folder(folder);
  std::sort(handed_.begin(), handed_.end(), [](const Handed& a, const Handed& b) { return a.source < b.source; });
}

// Who handed in nothing that can be judged is of the class all the same.
void HandedIn::list_others(std::vector<std::string>& folders) {
  std::vector<std::string> ignored;
  for (const std::string& path : top_->others()) {
    if (!path.starts_with(inside_) || path.size() == inside_.size()) continue;
    const std::string below = path.substr(inside_.size());
    const std::size_t slash = below.find('/');
    if (slash != std::string::npos) folders.push_back(below.substr(0, slash));
    else if (person_named(below).moodle) list_moodle_file(below, nullptr);
    else if (std::find(std::begin(kOfNobody), std::end(kOfNobody), below) == std::end(kOfNobody)) ignored.push_back(below);
  }
  if (ignored.empty()) return;
  const std::size_t count = ignored.size();
  std::sort(ignored.begin(), ignored.end());
  ignored.resize(std::min(count, kNamesSaid));
  for (std::string& name : ignored) name = in_quotes(name);
  const std::string more = count > kNamesSaid ? fmt::format(" et {}", count == kNamesSaid + 1 ? "un autre" : fmt::format("{} autres", count - kNamesSaid)) : "";
  problems_.push_back(fmt::format("{}{} {}\u00a0: ni dossier, ni archive que le kit sache ouvrir. Si c'est un rendu, mettez-le dans un "
                                  "dossier au nom de l'étudiant.", fmt::join(ignored, ", "), more, count > 1 ? "sont ignorés" : "est ignoré"));
}

void HandedIn::list_folder(const std::string& name) {
  if (!archive_ && same_folder(rendus_ / name, aside_)) return;
  if (!archive_ && notes_folder(rendus_ / name)) {
    problems_.push_back(in_quotes(name) + " est ignoré\u00a0: c'est un dossier de notes.");
    return;
  }
  handed_.push_back({Handed::What::folder, name, person_named(name), nullptr, {}, {}});
}

void HandedIn::list_entry(const std::string& name, const Entry& entry) {
  if (const Person person = person_named(name); person.moodle && !person.file.empty()) {
    list_moodle_file(name, &entry);
  } else if (archive_name(name) && (entry.kind == Kind::file || entry.kind == Kind::hard_link)) {
    handed_.push_back({Handed::What::archive, name, person_named(without_archive_end(name)), &entry, {}, {}});
  } else {
    const std::string_view why = entry.kind == Kind::file || entry.kind == Kind::hard_link
                                     ? "ce fichier n'est dans le dossier d'aucun étudiant" : kind_words(entry.kind);
    problems_.push_back(in_quotes(name) + " est ignoré\u00a0: " + std::string(why) + ".");
  }
}

// Without folders, a file that bears its student's name; nullptr: it is not one to be read.
void HandedIn::list_moodle_file(const std::string& name, const Entry* entry) {
  Person person = person_named(name);
  const std::string source = name.substr(0, name.size() - person.file.size());
  auto known = std::find_if(handed_.begin(), handed_.end(),
                            [&](const Handed& one) { return one.what == Handed::What::files && one.source == source; });
  if (known == handed_.end()) known = handed_.insert(known, {Handed::What::files, source, std::move(person), nullptr, {}, {}});
  if (entry != nullptr) known->files.push_back(entry);
}

// A text typed in the browser comes in a folder beside the student's files; alone, it is a student without files.
void HandedIn::drop_online_texts() {
  std::map<std::string, int> with_files;
  for (const Handed& one : handed_)
    if (!one.person.online_text) ++with_files[identity(one.person)];
  std::erase_if(handed_, [&](const Handed& one) { return one.person.online_text && with_files.contains(identity(one.person)); });
}

void HandedIn::say_doubles() {
  std::map<std::string, std::vector<Handed*>> by_identity;
  for (Handed& one : handed_) by_identity[identity(one.person)].push_back(&one);
  for (const auto& [who, all] : by_identity)
    for (Handed* one : all)
      if (all.size() > 1) one->problems.push_back(double_words(*one, all));
}

std::size_t HandedIn::count() const { return handed_.size(); }
const std::string& HandedIn::source(std::size_t index) const { return handed_[index].source; }

Submission HandedIn::gather(std::size_t index, const std::vector<content::Exercise>& exercises) const {
  const Handed& one = handed_[index];
  Gathering gathering(how_);
  if (one.what == Handed::What::archive) gathering.add_archive(*top_, *one.archive, "", 0);
  for (const Entry* entry : one.files)
    gathering.add_entry(*top_, *entry, entry->path.substr(inside_.size() + one.source.size()), 0);
  if (one.what == Handed::What::folder && archive_) gathering.add_tree(*top_, one_student_ ? "" : inside_ + one.source + "/", "", 0);
  if (one.what == Handed::What::folder && !archive_) gathering.add_owned(folder_tree(one_student_ ? rendus_ : rendus_ / one.source), "", 0);
  Submission done = gathering.finish(one.person, exercises, all_);
  if (one.person.online_text)
    done.student.problems.push_back("Un texte saisi dans Moodle n'est pas jugé\u00a0: s'il contient du code, mettez-le dans un fichier .c.");
  done.student.source = one.source;
  done.student.problems.insert(done.student.problems.begin(), one.problems.begin(), one.problems.end());
  return done;
}

}  // namespace partage::grade
