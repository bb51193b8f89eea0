#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "phrases/changes.hpp"
#include "phrases/line_effects.hpp"
#include "phrases/moments.hpp"
#include "phrases/roles.hpp"

namespace partage::phrases {

namespace {

using record::Address;
using record::Moment;
using record::MomentKind;
using record::Pid;
using record::ProcessView;
using record::Recording;
using record::Snapshot;

class Explainer {
 public:
  Explainer(const Recording& recording, const Moment& moment, const Snapshot& before, const Snapshot& after)
      : recording_(recording), moment_(moment), before_(before), after_(after), changes_(moment, before, after) {}

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

  // The flip of the other side, seen during the same step.
  std::string others_alone(const Change& copy) const {
    const Change* other = changes_.left_alone_by(copy);
    if (other == nullptr) return "";
    return fmt::format("{} redevient seul propriétaire de la sienne", with_article(role(recording_, other->pid)));
  }

  std::string copied() const {
    if (changes_.first([&](const Change& change) { return changes_.is_file_copy(change); }) != nullptr)
      return who() + " écrit\u00a0: le noyau lui fait sa propre copie de la page du fichier.";
    const Change* copy = changes_.first([&](const Change& change) { return changes_.is_copy(change); });
    if (copy == nullptr) return "";
    const std::string others = others_alone(*copy);
    return fmt::format("{} écrit\u00a0: le noyau lui fait sa propre copie de la page {}{}.",
                       subject(recording_, copy->pid), short_address(copy->page->address),
                       others.empty() ? "" : "\u202f; " + others);
  }

  // With two living processes that share the page, the recording does not say which one wrote, unless they are run line
  // by line: what is certain is that both see it.
  std::string shared_write() const {
    const Change* write =
        changes_.first([](const Change& change) { return change.shared() && change.written() && present(change.before); });
    if (write == nullptr) return "";
    const std::string page = short_address(write->page->address);
    const Pid other = changes_.partner(*write);
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

  std::string shared_touch() const {
    const Change* touch = changes_.first(
        [&](const Change& change) { return change.pid == moment_.pid && change.shared() && change.first_touch(); });
    if (touch == nullptr) return "";
    const std::string page =
        fmt::format("{} touche pour la première fois la page partagée {}", who(), short_address(touch->page->address));
    if (const Pid other = changes_.author(*touch); other != 0)
      return fmt::format("{}\u00a0: il y trouve les mêmes octets que {} (même inode {}).", page,
                         with_article(role(recording_, other)), touch->mapping->inode);
    if (const Pid other = changes_.partner(*touch); other != 0)
      return fmt::format("{}, qui est aussi celle {} (même inode {}).", page, of(recording_, other),
                         touch->mapping->inode);
    return page + ".";
  }

  std::string alone_again() const {
    const Change* alone = changes_.first([&](const Change& change) {
      return changes_.is_alone_again(change);
    });
    if (alone == nullptr) return "";
    const std::string owner = subject(recording_, alone->pid);
    if (alone->pid == moment_.pid && alone->written())
      return fmt::format("{} écrit dans sa page {}, dont il est redevenu seul propriétaire\u00a0: rien n'est copié.",
                         owner, short_address(alone->page->address));
    return fmt::format("{} redevient seul propriétaire de sa page {}\u00a0: plus personne ne la partage.", owner,
                       short_address(alone->page->address));
  }

  std::string first_touch() const {
    const Change* touch = changes_.first([&](const Change& change) {
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
    const Change* write = changes_.first(
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
  Changes changes_;
};

}  // namespace

std::vector<std::string> explanations(const Recording& recording, std::size_t index, const Snapshot& before,
                                      const Snapshot& after) {
  if (index >= recording.moments.size()) return {};
  const Moment& moment = recording.moments[index];
  if (recording.by_lines() && moment.kind != MomentKind::fork) return LineEffects(recording).at(index, before, after);
  std::string text = Explainer(recording, moment, before, after).text();
  if (text.empty()) return {};
  return {std::move(text)};
}

std::string explanation(const Recording& recording, std::size_t index, const Snapshot& before, const Snapshot& after) {
  return fmt::format("{}", fmt::join(explanations(recording, index, before, after), " "));
}

std::string explanation(const Recording& recording, std::size_t index) {
  if (index >= recording.moments.size()) return "";
  const Snapshot before = index == 0 ? Snapshot{} : snapshot_at(recording, index - 1);
  Snapshot after = before;
  advance(after, recording.moments[index], recording.page_size);
  return explanation(recording, index, before, after);
}

}  // namespace partage::phrases
