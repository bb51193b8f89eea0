#include "phrases/line_effects.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "phrases/changes.hpp"
#include "phrases/moments.hpp"
#include "phrases/roles.hpp"
#include "phrases/values.hpp"
#include "phrases/writes.hpp"
#include "phrases/zones.hpp"

namespace partage::phrases {

namespace {

using record::Address;
using record::Moment;
using record::MomentKind;
using record::Pid;
using record::ProcessView;
using record::Recording;
using record::Snapshot;

bool is_step(const Moment& moment) {
  return moment.kind == MomentKind::statement || moment.kind == MomentKind::instruction;
}

/// The line or the instruction that the moment's process was running, and the calls that it made.
class Doer {
 public:
  Doer(const Recording& recording, std::size_t index) : recording_(recording) {
    const Pid pid = recording.moments[index].pid;
    for (std::size_t i = index; i-- > 0;) {
      const Moment& moment = recording.moments[i];
      const bool birth = moment.kind == MomentKind::fork && moment.fork && moment.fork->child == pid;
      if (birth || (moment.pid == pid && is_step(moment))) {
        step_ = &moment;
        born_ = birth;
        break;
      }
      if (moment.pid == pid && moment.syscall) note(moment);
    }
    if (recording.moments[index].syscall) note(recording.moments[index]);
    pid_ = pid;
  }

  /// « La ligne 19 du fils »; « Le fils » when no line is known.
  std::string text() const {
    if (step_ == nullptr || !step_->source.known()) return subject(recording_, pid_);
    if (!born_ && step_->kind == MomentKind::instruction && step_->instruction && !step_->instruction->text.empty())
      return fmt::format("L'instruction «\u00a0{}\u00a0» {}", step_->instruction->text, of(recording_, pid_));
    return fmt::format("La ligne {} {}", step_->source.line, of(recording_, pid_));
  }
  /// Nothing of the program has run yet in that process.
  bool starting() const { return step_ == nullptr; }
  const std::string& flush() const { return flush_; }

 private:
  void note(const Moment& moment) {
    for (const char* name : {"msync", "fsync", "fdatasync", "sync"})
      if (moment.syscall->name == name) flush_ = name;
  }

  const Recording& recording_;
  const Moment* step_ = nullptr;
  Pid pid_ = 0;
  bool born_ = false;
  std::string flush_;
};

std::string enumeration(const std::vector<std::string>& words) {
  if (words.size() < 2) return words.empty() ? "" : words.front();
  return fmt::format("{} et {}", fmt::join(words.begin(), words.end() - 1, ", "), words.back());
}

class Effects {
 public:
  Effects(const Recording& recording, std::size_t index, const Snapshot& before, const Snapshot& after)
      : recording_(recording),
        moment_(recording.moments[index]),
        before_(before),
        after_(after),
        changes_(moment_, before, after),
        doer_(recording, index) {}

  std::vector<std::string> take() {
    // A new program's memory simply appears: nothing was done to it yet.
    if (moment_.kind == MomentKind::start || moment_.kind == MomentKind::exec || doer_.starting()) return {};
    writes();
    for (const Change& change : changes_.all()) page(change);
    if (moment_.kind == MomentKind::exit) return std::move(said_);
    for (const auto& facts : {mapping_effects(recording_, moment_, before_, after_),
                              file_effects(moment_, before_, after_, doer_.flush())})
      said_.insert(said_.end(), facts.begin(), facts.end());
    faults();
    return std::move(said_);
  }

 private:
  void say(std::string sentence) { said_.push_back(std::move(sentence)); }
  std::string who() const { return with_article(role(recording_, moment_.pid)); }
  Address page_of(Address address) const { return address - address % recording_.page_size; }

  const Change* own_change(Address page) const {
    return changes_.first([&](const Change& change) { return change.pid == moment_.pid && change.page->address == page; });
  }

  void writes() {
    std::map<Address, std::vector<Write>> by_page;
    for (Write& write : writes_of(recording_, moment_, before_, after_, changes_))
      by_page[page_of(write.address)].push_back(std::move(write));
    for (const auto& [page, list] : by_page) page_writes(page, list);
  }

  // What happened to the page comes first: it is what the lesson is about.
  void page_writes(Address page, const std::vector<Write>& list) {
    const Change* change = own_change(page);
    const std::string how = change == nullptr ? "" : page_event(*change, list);
    std::vector<Write> named;
    std::copy_if(list.begin(), list.end(), std::back_inserter(named), [](const Write& write) { return !write.name.empty(); });
    if (!how.empty()) {
      say(fmt::format("{} a écrit {}{}.", doer_.text(), target(named, list.front().address), how));
      told_.push_back(page);
      for (const Write& write : named)
        if (!write.to.empty()) say(fmt::format("{}.", value_change(write)));
      return;
    }
    for (const Write& write : named)
      say(fmt::format("{} a écrit {}.", doer_.text(), write.to.empty() ? write.name : value_change(write)));
    if (named.empty() && change != nullptr && !is_scratch(*change))
      say(fmt::format("{} a écrit en {}, {}.", doer_.text(), short_address(list.front().address), place(*change)));
  }

  // The stack and the heap change at nearly every line, for the library's own needs.
  static bool is_scratch(const Change& change) {
    return change.mapping != nullptr && (change.mapping->path == "[stack]" || change.mapping->path == "[heap]");
  }

  std::string place(const Change& change) const {
    const ProcessView* process = process_in(after_, change.pid);
    return process == nullptr ? "" : where_text(*process, change.page->address);
  }

  std::string target(const std::vector<Write>& named, Address address) const {
    std::vector<std::string> names;
    for (const Write& write : named) names.push_back(write.name);
    if (!names.empty()) return enumeration(names);
    const Change* change = own_change(page_of(address));
    return change != nullptr && is_scratch(*change) ? place(*change) : "en " + short_address(address);
  }

  std::string value_change(const Write& write) const {
    const std::string from = write.from.empty() ? "" : write.from + " → ";
    const ProcessView* process = process_in(after_, moment_.pid);
    const bool leads = write.pointer && write.value != 0 && write.value != ~std::uint64_t{0} && process != nullptr;
    return fmt::format("{}\u00a0: {}{}{}", write.name, from, write.to, leads ? ", " + where_text(*process, write.value) : "");
  }

  // What follows « a écrit g »; empty when nothing happened to the page but the write itself.
  std::string page_event(const Change& change, const std::vector<Write>& list) const {
    if (change.shared()) return shared_write(change, list);
    if (changes_.is_file_copy(change)) return "\u00a0: le noyau lui a fait sa propre copie de la page du fichier";
    if (changes_.is_copy(change)) return copied(change);
    if (changes_.is_alone_again(change)) return ", dans une page dont il est redevenu seul propriétaire\u00a0: rien n'est copié";
    const bool fresh = change.first_touch() || change.became_exclusive();
    if (!fresh || change.after == nullptr || !change.after->flags.exclusive) return "";
    if (change.after->flags.file_or_shared) return "";
    return fmt::format("\u00a0: première écriture dans la page {}, le noyau lui a donné une page neuve{}",
                       short_address(change.page->address), change.mapping->inode == 0 ? ", remplie de zéros" : "");
  }

  std::string copied(const Change& change) const {
    const Change* other = changes_.left_alone_by(change);
    return fmt::format("\u00a0: le noyau lui a fait sa propre copie de la page {}{}", short_address(change.page->address),
                       other == nullptr ? ""
                                        : fmt::format("\u202f; {} redevient seul propriétaire de la sienne",
                                                      with_article(role(recording_, other->pid))));
  }

  std::string shared_write(const Change& change, const std::vector<Write>& list) const {
    const Pid other = changes_.partner(change);
    if (other == 0) return ", dans une page partagée que personne d'autre n'a en ce moment";
    const Pid first = std::min(moment_.pid, other), second = std::max(moment_.pid, other);
    const bool value = list.size() == 1 && !list.front().to.empty();
    return fmt::format(", dans la page que {} et {} partagent\u00a0: {} y lit aussitôt {}{}",
                       with_article(role(recording_, first)), with_article(role(recording_, second)),
                       with_article(role(recording_, other)), value ? list.front().to : "la même chose",
                       change.first_touch() ? fmt::format("\u202f; {} y touchait pour la première fois", who()) : "");
  }

  // What happened to a page that was not written under a name of the program.
  void page(const Change& change) {
    if (std::find(told_.begin(), told_.end(), change.page->address) != told_.end()) return;
    const std::string name = short_address(change.page->address);
    const bool mine = change.pid == moment_.pid;
    if (mine && (changes_.is_copy(change) || changes_.is_file_copy(change))) {
      say(fmt::format("{} a écrit {}{}.", doer_.text(), place(change), page_event(change, {})));
      told_.push_back(change.page->address);
    } else if (changes_.is_alone_again(change)) {
      say(fmt::format("{} redevient seul propriétaire de sa page {}\u00a0: plus personne ne la partage.",
                      subject(recording_, change.pid), name));
    } else if (mine && change.first_touch()) {
      say(touched(change, name));
    }
  }

  std::string touched(const Change& change, const std::string& name) const {
    const std::string start = fmt::format("{} a touché pour la première fois la page {}", doer_.text(), name);
    if (change.shared()) {
      if (const Pid author = changes_.author(change); author != 0)
        return fmt::format("{}\u00a0: {} y trouve les mêmes octets que {} (même inode {}).", start, who(),
                           with_article(role(recording_, author)), change.mapping->inode);
      if (const Pid other = changes_.partner(change); other != 0)
        return fmt::format("{}, qui est aussi celle {} (même inode {}).", start, of(recording_, other), change.mapping->inode);
      return start + "\u00a0: elle entre dans sa mémoire.";
    }
    if (change.mapping == nullptr) return start + ".";
    if (change.mapping->inode != 0) return start + " du fichier\u00a0: elle entre dans sa mémoire.";
    if (!change.after->flags.exclusive) return start + "\u00a0: le noyau lui montre sa page de zéros, commune à tous.";
    return start + "\u00a0: le noyau lui a donné une page, remplie de zéros.";
  }

  void faults() {
    const ProcessView* was = process_in(before_, moment_.pid);
    const ProcessView* is = process_in(after_, moment_.pid);
    if (was == nullptr || is == nullptr || is->minor_faults <= was->minor_faults) return;
    const std::uint64_t count = is->minor_faults - was->minor_faults;
    say(count == 1 ? "Le noyau a traité une faute de page mineure."
                   : fmt::format("Le noyau a traité {} fautes de page mineures.", count));
  }

  const Recording& recording_;
  const Moment& moment_;
  const Snapshot& before_;
  const Snapshot& after_;
  Changes changes_;
  Doer doer_;
  std::vector<Address> told_;
  std::vector<std::string> said_;
};

}  // namespace

std::vector<std::string> line_effects(const Recording& recording, std::size_t index, const Snapshot& before,
                                      const Snapshot& after) {
  if (index >= recording.moments.size()) return {};
  return Effects(recording, index, before, after).take();
}

}  // namespace partage::phrases
