#include "phrases/line_effects.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "phrases/changes.hpp"
#include "phrases/moments.hpp"
#include "phrases/roles.hpp"
#include "phrases/steps.hpp"
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

constexpr const char* kFileCopy = "\u00a0: le noyau lui a fait sa propre copie de la page du fichier";

std::string enumeration(const std::vector<std::string>& words) {
  if (words.size() < 2) return words.empty() ? "" : words.front();
  return fmt::format("{} et {}", fmt::join(words.begin(), words.end() - 1, ", "), words.back());
}

class Effects {
 public:
  Effects(const Recording& recording, std::size_t index, const Snapshot& before, const Snapshot& after, const Steps& steps)
      : recording_(recording),
        moment_(recording.moments[index]),
        before_(before),
        after_(after),
        changes_(moment_, before, after),
        steps_(steps) {}

  std::vector<std::string> take() {
    // A new program's memory simply appears: nothing was done to it yet.
    if (moment_.kind == MomentKind::start || moment_.kind == MomentKind::exec || !steps_.line(moment_.pid)) return {};
    // At its end a process runs code that is not the program's.
    const bool ends = moment_.kind == MomentKind::exit;
    for (const Pid pid : authors())
      if (!ends || pid != moment_.pid) writes(pid);
    for (const Change& change : changes_.all()) page(change);
    if (ends) return std::move(said_);
    for (const auto& facts : {mapping_effects(recording_, moment_, before_, after_),
                              file_effects(moment_, before_, after_, steps_.flush(moment_.pid))})
      said_.insert(said_.end(), facts.begin(), facts.end());
    faults();
    return std::move(said_);
  }

 private:
  // The moment's own process went last.
  std::vector<Pid> authors() const {
    std::vector<Pid> pids;
    for (const record::MemoryChange& change : moment_.memory)
      if (change.pid != moment_.pid) pids.push_back(change.pid);
    pids.push_back(moment_.pid);
    return pids;
  }

  void say(std::string sentence) { said_.push_back(std::move(sentence)); }
  std::string named(Pid pid) const { return with_article(role(recording_, pid)); }
  Address page_of(Address address) const { return address - address % std::max<std::uint64_t>(recording_.page_size, 1); }

  const Change* change_of(Pid pid, Address page) const {
    return changes_.first([&](const Change& change) { return change.pid == pid && change.page->address == page; });
  }

  void writes(Pid pid) {
    const auto line = steps_.line(pid);
    std::map<Address, std::vector<Write>> by_page;
    for (Write& write : writes_of(recording_, moment_, pid, line ? line->line : 0, before_, after_, changes_))
      by_page[page_of(write.address)].push_back(std::move(write));
    const bool from_outside = pid != moment_.pid && !steps_.was_relieved(pid);
    for (const auto& [page, list] : by_page)
      from_outside ? outside_writes(pid, page, list) : page_writes(pid, change_of(pid, page), list);
  }

  // By way of /proc/PID/mem, process_vm_writev or ptrace: the process itself did nothing.
  void outside_writes(Pid pid, Address page, const std::vector<Write>& list) {
    told_.push_back(page);
    for (const Write& write : list)
      say(fmt::format("Chez {}, {} a changé sans que {} avance{}.", named(pid),
                      write.name.empty() ? "la page " + short_address(page) : write.name, named(pid),
                      write.from.empty() ? "" : fmt::format("\u00a0: {} → {}", write.from, write.to)));
  }

  // What happened to the page comes first: it is what the lesson is about.
  void page_writes(Pid pid, const Change* change, const std::vector<Write>& list) {
    const std::string how = change == nullptr ? "" : page_event(*change, list);
    std::vector<Write> names;
    std::copy_if(list.begin(), list.end(), std::back_inserter(names), [](const Write& write) { return !write.name.empty(); });
    if (how.empty()) return plain_writes(pid, change, names, list.front().address);
    if (change->shared() && steps_.someone_came_to_wait())
      say(fmt::format("La page partagée {} change\u00a0: tous ceux qui l'ont y voient les mêmes octets.", short_address(change->page->address)));
    else
      say(fmt::format("{} a écrit {}{}.", steps_.subject(pid), target(change, names, list.front().address), how));
    told_.push_back(change->page->address);
    for (const Write& write : names)
      if (!write.to.empty()) say(fmt::format("{}.", value_change(pid, write)));
  }

  void plain_writes(Pid pid, const Change* change, const std::vector<Write>& names, Address address) {
    for (const Write& write : names)
      say(fmt::format("{} a écrit {}.", steps_.subject(pid), write.to.empty() ? write.name : value_change(pid, write)));
    if (names.empty() && change != nullptr && !is_scratch(*change))
      say(fmt::format("{} a écrit en {}, {}.", steps_.subject(pid), short_address(address), place(*change)));
  }

  // The stack and the heap change at nearly every line, for the library's own needs.
  static bool is_scratch(const Change& change) {
    return change.mapping != nullptr && (change.mapping->path == "[stack]" || change.mapping->path == "[heap]");
  }

  std::string place(const Change& change) const {
    const ProcessView* process = process_in(after_, change.pid);
    return process == nullptr ? "" : where_text(*process, change.page->address);
  }

  std::string target(const Change* change, const std::vector<Write>& names, Address address) const {
    std::vector<std::string> words;
    for (const Write& write : names) words.push_back(write.name);
    if (!words.empty()) return enumeration(words);
    return is_scratch(*change) ? place(*change) : "en " + short_address(address);
  }

  std::string value_change(Pid pid, const Write& write) const {
    const ProcessView* process = process_in(after_, pid);
    const bool leads = write.pointer && write.value != 0 && write.value != ~std::uint64_t{0} && process != nullptr;
    const std::string where = leads ? ", " + where_text(*process, write.value) : "";
    if (write.from.empty()) return fmt::format("{} = {}{}", write.name, write.to, where);
    return fmt::format("{}\u00a0: {} → {}{}", write.name, write.from, write.to, where);
  }

  // What follows « a écrit g »; empty when nothing happened to the page but the write itself.
  std::string page_event(const Change& change, const std::vector<Write>& list) const {
    if (change.shared()) return shared_write(change, list);
    if (changes_.is_file_copy(change)) return kFileCopy;
    if (changes_.is_copy(change)) return copied(change);
    if (changes_.is_alone_again(change)) return ", dans une page dont il est redevenu seul propriétaire\u00a0: rien n'est copié";
    const bool fresh = change.first_touch() || change.became_exclusive();
    if (!fresh || change.mapping == nullptr || change.after == nullptr || !change.after->flags.exclusive) return "";
    if (change.after->flags.file_or_shared) return "";
    if (change.mapping != nullptr && change.mapping->inode != 0) return kFileCopy;
    return fmt::format("\u00a0: première écriture dans la page {}, le noyau lui a donné une page neuve, remplie de zéros",
                       short_address(change.page->address));
  }

  std::string copied(const Change& change) const {
    const Change* other = changes_.left_alone_by(change);
    return fmt::format("\u00a0: le noyau lui a fait sa propre copie de la page {}{}", short_address(change.page->address),
                       other == nullptr ? ""
                                        : fmt::format("\u202f; {} redevient seul propriétaire de la sienne",
                                                      with_article(role(recording_, other->pid))));
  }

  std::string shared_write(const Change& change, const std::vector<Write>& list) const {
    std::vector<Pid> pids = changes_.partners(change);
    if (pids.empty()) return ", dans une page partagée que personne d'autre n'a en ce moment";
    const std::string readers = pids.size() == 1 ? named(pids.front()) + " y lit" : "les autres y lisent";
    pids.push_back(moment_.pid);
    std::sort(pids.begin(), pids.end());
    std::vector<std::string> names;
    for (const Pid pid : pids) names.push_back(named(pid));
    const bool value = list.size() == 1 && !list.front().to.empty();
    return fmt::format(", dans la page que {} partagent\u00a0: {} aussitôt {}{}", enumeration(names), readers,
                       value ? list.front().to : "la même chose",
                       change.first_touch() ? fmt::format("\u202f; {} y touchait pour la première fois", named(moment_.pid)) : "");
  }

  // What happened to a page that was not written under a name of the program.
  void page(const Change& change) {
    if (std::find(told_.begin(), told_.end(), change.page->address) != told_.end()) return;
    const std::string name = short_address(change.page->address);
    const bool mine = change.pid == moment_.pid && moment_.kind != MomentKind::exit;
    if (mine && (changes_.is_copy(change) || changes_.is_file_copy(change))) {
      say(fmt::format("{} a écrit {}{}.", steps_.subject(change.pid), place(change), page_event(change, {})));
      told_.push_back(change.page->address);
    } else if (changes_.is_alone_again(change)) {
      say(fmt::format("{} redevient seul propriétaire de sa page {}\u00a0: plus personne ne la partage.",
                      subject(recording_, change.pid), name));
    } else if (mine && change.first_touch()) {
      say(touched(change, name));
    }
  }

  std::string touched(const Change& change, const std::string& name) const {
    const std::string start = fmt::format("{} a touché pour la première fois la page {}", steps_.subject(change.pid), name);
    if (change.shared()) {
      if (const Pid author = changes_.author(change); author != 0)
        return fmt::format("{}\u00a0: {} y trouve les mêmes octets que {} (même inode {}).", start, named(change.pid),
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
    const std::uint64_t count = steps_.faults().value_or(0);
    if (count == 0) return;
    say(fmt::format("{} a coûté {}.", steps_.subject(moment_.pid),
                    count == 1 ? "une faute de page mineure" : fmt::format("{} fautes de page mineures", count)));
  }

  const Recording& recording_;
  const Moment& moment_;
  const Snapshot& before_;
  const Snapshot& after_;
  Changes changes_;
  const Steps& steps_;
  std::vector<Address> told_;
  std::vector<std::string> said_;
};

}  // namespace

std::vector<std::string> LineEffects::at(std::size_t index, const Snapshot& before, const Snapshot& after) {
  if (index >= recording_.moments.size()) return {};
  steps_.seek(index);
  return Effects(recording_, index, before, after, steps_).take();
}

}  // namespace partage::phrases
