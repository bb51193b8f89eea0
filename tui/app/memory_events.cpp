#include "app/memory_events.hpp"

#include <algorithm>

#include "app/memory_names.hpp"
#include "app/page_names.hpp"

namespace partage::app {
namespace {

using record::Mapping;
using record::Moment;
using record::MomentKind;
using record::Snapshot;

// The program's: the loader and libc make theirs before it begins, and now and then later.
std::vector<Mapping> own_mappings(const std::vector<Mapping>& all) {
  std::vector<Mapping> own;
  std::copy_if(all.begin(), all.end(), std::back_inserter(own), [](const Mapping& one) { return one.own || one.shared(); });
  return own;
}

bool writes_output(const Moment& moment) {
  if (!moment.syscall || !moment.syscall->result || *moment.syscall->result <= 0) return false;
  const auto& name = moment.syscall->name;
  const record::Argument* fd = moment.syscall->argument("fd");
  return (name == "write" || name == "writev") && fd != nullptr && (fd->value == 1 || fd->value == 2);
}

bool changes_mappings(const Snapshot& before, const record::MemoryChange& change) {
  if (!change.mappings) return false;
  const record::ProcessView* process = view_of(before, change.pid);
  return own_mappings(process == nullptr ? std::vector<Mapping>{} : process->mappings) != own_mappings(*change.mappings);
}

// `now`: the same moment, just after.
bool changes_pages(const Snapshot& before, const Snapshot& now, const PageNames& names, const record::MemoryChange& change) {
  const record::ProcessView* former = view_of(before, change.pid);
  const record::ProcessView* process = view_of(now, change.pid);
  return std::any_of(change.pages.begin(), change.pages.end(), [&](const record::PageChange& page) {
    const Mapping* mapping = process == nullptr ? nullptr : process->mapping_at(page.address);
    if (names.copied_now(change.pid, page.address)) return true;
    if (mapping != nullptr && mapping->shared() && !page.runs.empty()) return true;
    const auto known = former == nullptr ? decltype(former->pages.end()){} : former->pages.find(page.address);
    const bool was_there = former != nullptr && known != former->pages.end() && known->second.flags.present;
    return page.flags.present && !was_there;
  });
}

bool changes_file(const Snapshot& before, const record::FileChange& change) {
  const auto file = before.files.find({change.device, change.inode});
  if (file == before.files.end() || file->second.size != change.size) return true;
  return std::any_of(change.pages.begin(), change.pages.end(), [&](const record::FilePage& page) {
    const auto known = file->second.pages.find(page.index);
    return known == file->second.pages.end() || known->second.cached != page.cached || known->second.dirty != page.dirty;
  });
}

bool is_event(const Moment& moment, const Snapshot& before, const Snapshot& now, const PageNames& names) {
  switch (moment.kind) {
    case MomentKind::start:
    case MomentKind::fork:
    case MomentKind::exec:
    case MomentKind::signal:
    case MomentKind::exit: return true;
    default: break;
  }
  if (writes_output(moment)) return true;
  const auto& files = moment.files;
  const auto& memory = moment.memory;
  return std::any_of(files.begin(), files.end(), [&](const auto& change) { return changes_file(before, change); }) ||
         std::any_of(memory.begin(), memory.end(), [&](const auto& change) {
           return changes_mappings(before, change) || changes_pages(before, now, names, change);
         });
}

}  // namespace

std::vector<bool> memory_events(const record::Recording& recording) {
  std::vector<bool> events;
  record::Snapshot before, now;
  PageNames names(recording);
  for (std::size_t index = 0; index < recording.moments.size(); ++index) {
    const Moment& moment = recording.moments[index];
    names.seek(index);
    record::advance(now, moment, recording.page_size);
    events.push_back(is_event(moment, before, now, names));
    record::advance(before, moment, recording.page_size);
  }
  if (!events.empty() && !recording.waits.empty()) events.back() = true;
  return events;
}

}  // namespace partage::app
