#include "observe/recorder.hpp"

#include <fcntl.h>

#include <algorithm>
#include <charconv>

#include "observe/maps.hpp"
#include "observe/memory.hpp"
#include "observe/pagemap.hpp"

namespace partage::observe {
namespace {

// A fork storm must not make every moment cost as much as there are processes.
constexpr std::size_t kMostOthers = 32;

// proc(5): minflt is the eighth word after the name, which may itself hold spaces and parentheses.
std::optional<std::uint64_t> minor_faults(record::Pid pid) {
  const std::string stat = read_proc(pid, "stat");
  std::size_t at = stat.rfind(')');
  for (int word = 0; word < 8 && at != std::string::npos; ++word) at = stat.find(' ', at + 1);
  std::uint64_t faults = 0;
  if (at == std::string::npos) return std::nullopt;
  std::from_chars(stat.data() + at + 1, stat.data() + stat.size(), faults);
  return faults;
}

std::size_t size_of(const std::vector<record::ByteRun>& runs) {
  std::size_t bytes = 0;
  for (const record::ByteRun& run : runs) bytes += run.bytes.size();
  return bytes;
}

std::size_t told_bytes(const record::Moment& moment) {
  constexpr std::size_t kMapping = 160;  // about
  std::size_t bytes = 0;
  for (const record::MemoryChange& change : moment.memory) {
    if (change.mappings) bytes += change.mappings->size() * kMapping;
    for (const record::PageChange& page : change.pages) bytes += size_of(page.runs);
  }
  for (const record::FileChange& file : moment.files)
    for (const record::FilePage& page : file.pages) bytes += size_of(page.runs);
  return bytes;
}

// After main's frame is gone, what stands at the places of its locals is no longer theirs.
bool ends(const record::Moment& moment) {
  return moment.kind == record::MomentKind::exit || (moment.syscall && moment.syscall->name.starts_with("exit"));
}

// What runs after main, atexit's functions among them, is called from its caller: another address stands in that place.
bool is_over(record::Pid pid, const NamedVariables& named) {
  Address back = 0;
  if (named.back_slot == 0 || read_memory(pid, named.back_slot, &back, sizeof back) != sizeof back) return false;
  return back != named.back;
}

}  // namespace

Recorder::Recorder(record::Recording& recording, OnMoment on_moment)
    : recording_(recording), on_moment_(std::move(on_moment)) {}

void Recorder::birth(const std::shared_ptr<Process>& process) {
  recording_.processes.push_back({process->pid, process->inner_pid, process->parent, std::nullopt, false});
  living_[process->pid] = process;
}

void Recorder::death(record::Pid pid) { living_.erase(pid); }

record::Process* Recorder::find(record::Pid pid) {
  auto& all = recording_.processes;
  const auto found = std::find_if(all.rbegin(), all.rend(), [&](const auto& p) { return p.pid == pid; });
  return found == all.rend() ? nullptr : &*found;
}

record::Process* Recorder::find_inner(record::Pid inner_pid) {
  auto& all = recording_.processes;
  const auto found = std::find_if(all.rbegin(), all.rend(), [&](const auto& p) { return p.inner_pid == inner_pid; });
  return found == all.rend() ? nullptr : &*found;
}

std::optional<std::vector<record::Mapping>> Recorder::look_at_maps(Process& process, const record::ProcessView& seen) {
  if (!process.maps_changed) return std::nullopt;
  process.maps_changed = false;
  std::vector<record::Mapping> mappings = parse_maps(read_proc(process.pid, "maps"));
  if (mappings.empty()) return std::nullopt;
  for (record::Mapping& mapping : mappings) escape_living_name(process.pid, mapping);
  for (record::Mapping& mapping : mappings) mapping.own = process.space->ranges.own_in(mapping.start, mapping.end);
  if (mappings == seen.mappings) return std::nullopt;
  return mappings;
}

bool Recorder::last_was_idle() const {
  return !recording_.moments.empty() && recording_.moments.back().memory.empty() && recording_.moments.back().files.empty();
}

std::uint32_t Recorder::declare(const std::vector<DeclaredVariable>& variables) {
  const auto first = static_cast<std::uint32_t>(recording_.variables.size());
  for (const DeclaredVariable& one : variables) recording_.variables.push_back(one.variable);
  return first;
}

std::vector<record::VariableChange> Recorder::look_at_variables(Process& process, const record::ProcessView& seen) {
  std::vector<record::VariableChange> changes;
  const NamedVariables& named = process.space->named;
  if (!named.declared || !process.pagemap) return changes;
  const bool over = is_over(process.pid, named);
  for (std::size_t i = 0; i < named.declared->size(); ++i) {
    const DeclaredVariable& one = (*named.declared)[i];
    if (one.on_stack && (over || named.frame == 0 || named.reached <= one.variable.line)) continue;
    const Address address = static_cast<Address>(one.place) + (one.on_stack ? named.frame : named.bias);
    // A page that is not there yet must not be made by the look.
    const auto flags = read_pagemap(process.pagemap.get(), address - address % page_size(), 1);
    if (flags.empty() || !flags[0].present) continue;
    std::uint64_t value = 0;
    if (read_memory(process.pid, address, &value, one.variable.size) != one.variable.size) continue;
    const auto index = named.first + static_cast<std::uint32_t>(i);
    const auto known = seen.variables.find(index);
    if (known != seen.variables.end() && known->second == record::VariableView{address, value}) continue;
    changes.push_back({index, address, value});
  }
  return changes;
}

// A pointer to memory that the list does not have yet: the heap grows without a call that stops the process.
bool Recorder::leads_off(const std::vector<record::VariableChange>& changes, const record::ProcessView& seen) const {
  return std::any_of(changes.begin(), changes.end(), [&](const record::VariableChange& change) {
    const bool pointer = recording_.variables[change.variable].kind == record::Variable::Kind::pointer;
    return pointer && change.value != 0 && seen.mapping_at(change.value) == nullptr;
  });
}

void Recorder::look_at_files(record::Moment& moment) {
  for (const auto& [pid, process] : living_)
    if (const auto view = seen_.processes.find(pid); view != seen_.processes.end()) files_.follow(pid, view->second.mappings);
  moment.files = files_.changes(seen_.files);
}

std::optional<record::MemoryChange> Recorder::look_at(Process& process, bool actor, bool ending) {
  record::MemoryChange change;
  change.pid = process.pid;
  const record::ProcessView& seen = seen_.processes[process.pid];
  change.mappings = look_at_maps(process, seen);
  const AddressSpace& space = *process.space;
  const auto pages = pages_of_interest(space.ranges, space.watched, space.variables);
  if (!pages.empty() || space.named.declared) {
    if (!process.pagemap) process.pagemap.reset(open(proc_path(process.pid, "pagemap").c_str(), O_RDONLY | O_CLOEXEC));
    if (process.pagemap) change.pages = changed_pages(process.pid, process.pagemap.get(), pages, seen);
  }
  for (const record::PageChange& page : change.pages) recording_.frames_visible |= page.flags.frame != 0;
  if (actor && !ending) change.variables = look_at_variables(process, seen);
  if (!change.mappings && leads_off(change.variables, seen)) {
    process.maps_changed = true;
    change.mappings = look_at_maps(process, seen);
  }
  const bool changed = change.mappings || !change.pages.empty() || !change.variables.empty();
  if (!changed && !actor) return std::nullopt;
  change.minor_faults = minor_faults(process.pid).value_or(seen.minor_faults);
  if (!changed && change.minor_faults == seen.minor_faults) return std::nullopt;
  return change;
}

void Recorder::add(record::Moment moment, bool memory) {
  moment.time_ns = std::chrono::nanoseconds(std::chrono::steady_clock::now() - start_).count();
  // A fork's child starts from its father's state, an exec from nothing: before the comparison.
  record::advance(seen_, moment, recording_.page_size);
  if (memory) {
    std::size_t others = 0;
    for (const auto& [pid, process] : living_) {
      const bool actor = pid == moment.pid || (moment.fork && pid == moment.fork->child);
      if (!actor && (++others > kMostOthers || seen_.processes.count(pid) == 0)) continue;
      if (auto change = look_at(*process, actor, ends(moment))) moment.memory.push_back(std::move(*change));
    }
    record::Moment changes;
    changes.kind = record::MomentKind::statement;
    changes.pid = moment.pid;
    changes.memory = moment.memory;
    record::advance(seen_, changes, recording_.page_size);
    if (follows_files_) {
      look_at_files(moment);
      changes.memory.clear();
      changes.files = moment.files;
      record::advance(seen_, changes, recording_.page_size);
    }
  }
  bytes_ += told_bytes(moment);
  if (on_moment_) on_moment_(moment);
  recording_.moments.push_back(std::move(moment));
}

}  // namespace partage::observe
