#include "phrases/changes.hpp"

namespace partage::phrases {

using record::Address;
using record::PageView;
using record::Pid;
using record::ProcessView;
using record::Snapshot;

namespace {

bool same_file(const record::Mapping* mapping, const Change& change) {
  return mapping != nullptr && mapping->shared() && mapping->inode == change.mapping->inode &&
         mapping->device == change.mapping->device;
}

}  // namespace

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

Changes::Changes(const record::Moment& moment, const Snapshot& before, const Snapshot& after)
    : moment_(moment), before_(before), after_(after) {
  for (const record::MemoryChange& change : moment.memory) {
    const ProcessView* now = process_in(after, change.pid);
    if (now == nullptr) continue;
    for (const record::PageChange& page : change.pages)
      changes_.push_back({change.pid, &page, page_in(process_in(before, change.pid), page.address),
                          page_in(now, page.address), now->mapping_at(page.address)});
  }
}

// A living process, other than the change's, whose own private page at that address was common before the step.
bool Changes::has_living_sharer(const Change& change) const {
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
bool Changes::is_copy(const Change& change) const {
  if (!change.in_private() || !change.became_exclusive() || change.frame_stayed()) return false;
  if (change.frame_moved()) return true;
  if (!has_living_sharer(change)) return false;
  return change.written() || (change.pid == moment_.pid && !someone_else_wrote(change));
}

bool Changes::someone_else_wrote(const Change& change) const {
  return first([&](const Change& other) {
           return other.pid != change.pid && other.page->address == change.page->address && other.in_private() &&
                  other.became_exclusive() && other.written();
         }) != nullptr;
}

bool Changes::is_file_copy(const Change& change) const {
  return change.pid == moment_.pid && change.in_private() && present(change.before) && present(change.after) &&
         change.before->flags.file_or_shared && !change.after->flags.file_or_shared;
}

const Change* Changes::left_alone_by(const Change& copy) const {
  return first([&](const Change& change) {
    return change.pid != copy.pid && change.page->address == copy.page->address && change.in_private() &&
           change.became_exclusive() && !change.frame_moved() && !change.written();
  });
}

bool Changes::is_alone_again(const Change& change) const {
  return change.in_private() && change.became_exclusive() && !change.frame_moved() && was_common(change);
}

// The page of zeros of the kernel is never exclusive either: only a process that had relatives can get a page back.
bool Changes::was_common(const Change& change) const {
  return std::any_of(before_.processes.begin(), before_.processes.end(), [&](const auto& entry) {
    return entry.first != change.pid && page_in(&entry.second, change.page->address) != nullptr;
  });
}

Pid Changes::partner(const Change& change) const {
  for (const auto& [pid, process] : after_.processes)
    if (pid != change.pid && process.alive && same_file(process.mapping_at(change.page->address), change)) return pid;
  return 0;
}

Pid Changes::author(const Change& touch) const {
  if (touch.after->bytes.find_first_not_of('\0') == std::string::npos) return 0;
  for (const auto& [pid, process] : before_.processes) {
    const PageView* page = page_in(&process, touch.page->address);
    if (pid != touch.pid && page != nullptr && page->bytes == touch.after->bytes &&
        same_file(process.mapping_at(touch.page->address), touch))
      return pid;
  }
  return 0;
}

}  // namespace partage::phrases
