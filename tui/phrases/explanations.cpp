#include <fmt/format.h>

#include <algorithm>

#include "phrases/evidence.hpp"
#include "phrases/moments.hpp"
#include "phrases/roles.hpp"

namespace partage::phrases {

namespace {

using record::Address;
using record::MemoryChange;
using record::Moment;
using record::MomentKind;
using record::PageChange;
using record::PageView;
using record::Pid;
using record::ProcessView;
using record::Recording;
using record::Snapshot;

const ProcessView* process_in(const Snapshot& snapshot, Pid pid) {
  const auto found = snapshot.processes.find(pid);
  return found == snapshot.processes.end() ? nullptr : &found->second;
}

const PageView* page_in(const ProcessView* process, Address address) {
  if (process == nullptr) return nullptr;
  const auto found = process->pages.find(address);
  return found == process->pages.end() ? nullptr : &found->second;
}

bool present(const PageView* page) {
  return page != nullptr && page->flags.present;
}

/// One page that changed in one process, before and after.
struct Change {
  Pid pid = 0;
  const PageChange* page = nullptr;
  const PageView* before = nullptr;  ///< null: unknown until now
  const PageView* after = nullptr;
  const record::Mapping* mapping = nullptr;

  bool shared() const { return mapping != nullptr && mapping->shared(); }
  bool in_private() const { return mapping != nullptr && !mapping->shared(); }
  bool written() const { return !page->runs.empty(); }
  bool became_exclusive() const {
    return present(before) && present(after) && !before->flags.exclusive && after->flags.exclusive;
  }
  bool first_touch() const { return !present(before) && present(after); }
  bool frame_moved() const {
    return before->flags.frame != 0 && after->flags.frame != 0 && before->flags.frame != after->flags.frame;
  }
  bool frame_stayed() const { return before->flags.frame != 0 && before->flags.frame == after->flags.frame; }
};

class Explainer {
 public:
  Explainer(const Recording& recording, const Moment& moment, const Snapshot& before, const Snapshot& after)
      : recording_(recording), moment_(moment), before_(before), after_(after) {
    for (const MemoryChange& change : moment.memory) {
      const ProcessView* now = process_in(after, change.pid);
      if (now == nullptr) continue;
      for (const PageChange& page : change.pages)
        changes_.push_back({change.pid, &page, page_in(process_in(before, change.pid), page.address),
                            page_in(now, page.address), now->mapping_at(page.address)});
    }
  }

  std::string text() const {
    // A new program's memory simply appears: nothing was done to it yet.
    if (moment_.kind == MomentKind::start || moment_.kind == MomentKind::exec) return "";
    if (moment_.kind == MomentKind::fork) return forked();
    for (const auto tell :
         {&Explainer::copied, &Explainer::shared_write, &Explainer::shared_touch, &Explainer::alone_again,
          &Explainer::first_touch, &Explainer::private_write, &Explainer::reserved}) {
      std::string said = (this->*tell)();
      if (!said.empty()) return said;
    }
    return "";
  }

 private:
  std::string who() const { return subject(recording_, moment_.pid); }

  template <class Condition>
  const Change* first(Condition condition) const {
    const auto found = std::find_if(changes_.begin(), changes_.end(), condition);
    return found == changes_.end() ? nullptr : &*found;
  }

  // A living process, other than the change's, whose own private page at that address was common before the step.
  bool has_living_sharer(const Change& change) const {
    return std::any_of(before_.processes.begin(), before_.processes.end(), [&](const auto& entry) {
      const auto& [pid, process] = entry;
      const ProcessView* now = process_in(after_, pid);
      const PageView* page = page_in(&process, change.page->address);
      const record::Mapping* mapping = process.mapping_at(change.page->address);
      return pid != change.pid && process.alive && now != nullptr && now->alive && present(page) &&
             !page->flags.exclusive && mapping != nullptr && !mapping->shared();
    });
  }

  // Only the moment's process is known to have run, but others may have, since their last stop: a private page whose
  // content changed was written by its own process, whoever's moment this is.
  bool is_copy(const Change& change) const {
    if (!change.in_private() || !change.became_exclusive() || change.frame_stayed()) return false;
    if (change.frame_moved()) return true;
    if (!has_living_sharer(change)) return false;
    return change.written() || (change.pid == moment_.pid && !someone_else_wrote(change));
  }

  bool someone_else_wrote(const Change& change) const {
    return first([&](const Change& other) {
             return other.pid != change.pid && other.page->address == change.page->address && other.in_private() &&
                    other.became_exclusive() && other.written();
           }) != nullptr;
  }

  bool is_file_copy(const Change& change) const {
    return change.pid == moment_.pid && change.in_private() && present(change.before) && present(change.after) &&
           change.before->flags.file_or_shared && !change.after->flags.file_or_shared;
  }

  // The flip of the other side, seen during the same step.
  std::string others_alone(const Change& copy) const {
    const Change* other = first([&](const Change& change) {
      return change.pid != copy.pid && change.page->address == copy.page->address && change.in_private() &&
             change.became_exclusive() && !change.frame_moved() && !change.written();
    });
    if (other == nullptr) return "";
    return fmt::format("{} redevient seul propriétaire de la sienne", with_article(role(recording_, other->pid)));
  }

  std::string copied() const {
    if (first([&](const Change& change) { return is_file_copy(change); }) != nullptr)
      return who() + " écrit\u00a0: le noyau lui fait sa propre copie de la page du fichier.";
    const Change* copy = first([&](const Change& change) { return is_copy(change); });
    if (copy == nullptr) return "";
    const std::string others = others_alone(*copy);
    return fmt::format("{} écrit\u00a0: le noyau lui fait sa propre copie de la page {}{}.",
                       subject(recording_, copy->pid), short_address(copy->page->address),
                       others.empty() ? "" : "\u202f; " + others);
  }

  bool same_file(const record::Mapping* mapping, const Change& change) const {
    return mapping != nullptr && mapping->shared() && mapping->inode == change.mapping->inode &&
           mapping->device == change.mapping->device;
  }

  // Another living process that maps the same inode at that address.
  Pid partner(const Change& change) const {
    for (const auto& [pid, process] : after_.processes)
      if (pid != change.pid && process.alive && same_file(process.mapping_at(change.page->address), change)) return pid;
    return 0;
  }

  // With two living processes that share the page, the recording does not say which one wrote, unless they are run line
  // by line: what is certain is that both see it.
  std::string shared_write() const {
    const Change* write =
        first([](const Change& change) { return change.shared() && change.written() && present(change.before); });
    if (write == nullptr) return "";
    const std::string page = short_address(write->page->address);
    const Pid other = partner(*write);
    if (other == 0) return fmt::format("{} écrit dans la page partagée {}.", subject(recording_, write->pid), page);
    if (moment_.kind == MomentKind::statement && write->pid == moment_.pid)
      return fmt::format(
          "{} écrit dans la page partagée {}\u00a0: c'est aussi celle {} (même inode {}), rien n'est copié.", who(),
          page, of(recording_, other), write->mapping->inode);
    return fmt::format(
        "La page partagée {} change\u00a0: {} et {} y voient les mêmes octets (même inode {}), rien n'est copié.", page,
        with_article(role(recording_, std::min(write->pid, other))),
        with_article(role(recording_, std::max(write->pid, other))), write->mapping->inode);
  }

  // Another process, living or dead, that had the same bytes in that page before, when they are not only zeros.
  Pid author(const Change& touch) const {
    if (touch.after->bytes.find_first_not_of('\0') == std::string::npos) return 0;
    for (const auto& [pid, process] : before_.processes) {
      const PageView* page = page_in(&process, touch.page->address);
      if (pid != touch.pid && page != nullptr && page->bytes == touch.after->bytes &&
          same_file(process.mapping_at(touch.page->address), touch))
        return pid;
    }
    return 0;
  }

  std::string shared_touch() const {
    const Change* touch = first(
        [&](const Change& change) { return change.pid == moment_.pid && change.shared() && change.first_touch(); });
    if (touch == nullptr) return "";
    const std::string page =
        fmt::format("{} touche pour la première fois la page partagée {}", who(), short_address(touch->page->address));
    if (const Pid other = author(*touch); other != 0)
      return fmt::format("{}\u00a0: il y trouve les mêmes octets que {} (même inode {}).", page,
                         with_article(role(recording_, other)), touch->mapping->inode);
    if (const Pid other = partner(*touch); other != 0)
      return fmt::format("{}, qui est aussi celle {} (même inode {}).", page, of(recording_, other),
                         touch->mapping->inode);
    return page + ".";
  }

  std::string alone_again() const {
    const Change* alone = first([&](const Change& change) {
      return change.in_private() && change.became_exclusive() && !change.frame_moved() && was_common(change);
    });
    if (alone == nullptr) return "";
    const std::string owner = subject(recording_, alone->pid);
    if (alone->pid == moment_.pid && alone->written())
      return fmt::format("{} écrit dans sa page {}, dont il est redevenu seul propriétaire\u00a0: rien n'est copié.",
                         owner, short_address(alone->page->address));
    return fmt::format("{} redevient seul propriétaire de sa page {}\u00a0: plus personne ne la partage.", owner,
                       short_address(alone->page->address));
  }

  // The page of zeros of the kernel is never exclusive either: only a process that had relatives can get a page back.
  bool was_common(const Change& change) const {
    return std::any_of(before_.processes.begin(), before_.processes.end(), [&](const auto& entry) {
      return entry.first != change.pid && page_in(&entry.second, change.page->address) != nullptr;
    });
  }

  std::string first_touch() const {
    const Change* touch = first([&](const Change& change) {
      return change.pid == moment_.pid && change.in_private() && (change.first_touch() || change.became_exclusive());
    });
    if (touch == nullptr) return "";
    const std::string page = short_address(touch->page->address);
    if (touch->mapping->inode != 0)
      return fmt::format("{} touche pour la première fois la page {} du fichier\u00a0: elle entre dans sa mémoire.",
                         who(), page);
    if (!touch->after->flags.exclusive)
      return fmt::format(
          "{} lit pour la première fois la page {}\u00a0: le noyau lui montre sa page de zéros, commune à tous.", who(),
          page);
    return fmt::format("{} écrit pour la première fois en {}\u00a0: le noyau lui donne une page, remplie de zéros.",
                       who(), page);
  }

  std::string private_write() const {
    const Change* write = first(
        [&](const Change& change) { return change.pid == moment_.pid && change.in_private() && change.written(); });
    if (write == nullptr || !present(write->after) || !write->after->flags.exclusive) return "";
    return fmt::format("{} écrit dans sa page privée {}, que personne ne partage.", who(),
                       short_address(write->page->address));
  }

  std::string reserved() const {
    if (moment_.kind != MomentKind::syscall || !moment_.syscall || !moment_.syscall->result) return "";
    const record::Syscall& call = *moment_.syscall;
    if (!call.error.empty()) return "";
    if (call.name == "mmap") return not_loaded_yet(static_cast<Address>(*call.result));
    if (call.name == "munmap") return "Y toucher désormais serait une erreur\u00a0: SIGSEGV, adresse non mappée.";
    return "";
  }

  std::string not_loaded_yet(Address address) const {
    const ProcessView* process = process_in(after_, moment_.pid);
    if (process == nullptr || present(page_in(process, address))) return "";
    return "La zone est réservée, mais aucune de ses pages n'est encore en mémoire.";
  }

  std::string forked() const {
    const ProcessView* father = process_in(after_, moment_.pid);
    const ProcessView* child = moment_.fork ? process_in(after_, moment_.fork->child) : nullptr;
    if (father == nullptr || child == nullptr) return "";
    bool shared = false, common = false;
    for (const record::Mapping& mapping : child->mappings) shared = shared || (mapping.own && mapping.shared());
    for (const auto& [address, page] : child->pages) {
      const record::Mapping* mapping = child->mapping_at(address);
      common = common || (mapping != nullptr && !mapping->shared() && page.flags.present);
    }
    const std::string both =
        fmt::format("{} et {} ont les mêmes adresses", who(), with_article(role(recording_, moment_.fork->child)));
    if (shared && common)
      return both + "\u00a0: les pages privées seront copiées à la première écriture, les pages partagées jamais.";
    if (shared) return both + "\u00a0: les pages partagées sont les mêmes des deux côtés.";
    return both + "\u00a0: chaque page privée sera copiée à la première écriture.";
  }

  const Recording& recording_;
  const Moment& moment_;
  const Snapshot& before_;
  const Snapshot& after_;
  std::vector<Change> changes_;
};

}  // namespace

std::string explanation(const Recording& recording, std::size_t index, const Snapshot& before, const Snapshot& after) {
  if (index >= recording.moments.size()) return "";
  return Explainer(recording, recording.moments[index], before, after).text();
}

std::string explanation(const Recording& recording, std::size_t index) {
  if (index >= recording.moments.size()) return "";
  const Snapshot before = index == 0 ? Snapshot{} : snapshot_at(recording, index - 1);
  Snapshot after = before;
  advance(after, recording.moments[index], recording.page_size);
  return explanation(recording, index, before, after);
}

}  // namespace partage::phrases
