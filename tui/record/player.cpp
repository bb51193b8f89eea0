#include <algorithm>
#include <set>

#include "record/snapshot.hpp"

namespace partage::record {

namespace {

// The processes whose state a moment can touch.
std::set<Pid> touched(const Moment& moment) {
  std::set<Pid> pids{moment.pid};
  if (moment.fork) pids.insert(moment.fork->child);
  for (const MemoryChange& change : moment.memory) pids.insert(change.pid);
  return pids;
}

bool replaces_whole(Pid pid, const Moment& moment) {
  if (moment.kind == MomentKind::exec && pid == moment.pid) return true;
  return moment.kind == MomentKind::fork && moment.fork && moment.fork->child == pid;
}

bool changes_mappings(Pid pid, const Moment& moment) {
  return std::any_of(moment.memory.begin(), moment.memory.end(),
                     [&](const MemoryChange& change) { return change.pid == pid && change.mappings; });
}

// Pages that the moment rewrites or forgets, with what they held.
std::set<Address> pages_at_risk(Pid pid, const Moment& moment, const ProcessView& process) {
  std::set<Address> addresses;
  for (const MemoryChange& change : moment.memory) {
    if (change.pid != pid) continue;
    for (const PageChange& page : change.pages) addresses.insert(page.address);
    if (!change.mappings) continue;
    for (const auto& [address, page] : process.pages)
      if (std::none_of(change.mappings->begin(), change.mappings->end(),
                       [at = address](const Mapping& mapping) { return mapping.contains(at); }))
        addresses.insert(address);
  }
  return addresses;
}

std::set<std::uint32_t> variables_at_risk(Pid pid, const Moment& moment) {
  std::set<std::uint32_t> variables;
  for (const MemoryChange& change : moment.memory)
    if (change.pid == pid)
      for (const VariableChange& changed : change.variables) variables.insert(changed.variable);
  return variables;
}

/// The value of that key, or nothing.
template <class Map>
std::optional<typename Map::mapped_type> at(const Map& map, const typename Map::key_type& key) {
  const auto found = map.find(key);
  return found == map.end() ? std::nullopt : std::optional(found->second);
}

template <class Map>
void put_back(Map& map, const typename Map::key_type& key, std::optional<typename Map::mapped_type>& former) {
  if (former)
    map[key] = std::move(*former);
  else
    map.erase(key);
}

}  // namespace

Player::Player(const Recording& recording) : recording_(&recording) {}

Player::FormerProcess Player::former(Pid pid, const Moment& moment) const {
  FormerProcess former;
  former.pid = pid;
  const auto found = snapshot_.processes.find(pid);
  if (found == snapshot_.processes.end()) return former;
  const ProcessView& process = found->second;
  former.existed = true;
  if (replaces_whole(pid, moment)) {
    former.whole = process;
    return former;
  }
  former.alive = process.alive;
  former.minor_faults = process.minor_faults;
  if (changes_mappings(pid, moment)) former.mappings = process.mappings;
  for (const Address address : pages_at_risk(pid, moment, process))
    former.pages.emplace_back(address, at(process.pages, address));
  for (const std::uint32_t variable : variables_at_risk(pid, moment))
    former.variables.emplace_back(variable, at(process.variables, variable));
  return former;
}

void Player::forwards() {
  const Moment& moment = recording_->moments[undo_.size()];
  Step step;
  for (const Pid pid : touched(moment)) step.processes.push_back(former(pid, moment));
  for (const FileChange& change : moment.files) {
    const FileKey key{change.device, change.inode};
    step.files.push_back({key, at(snapshot_.files, key)});
  }
  advance(snapshot_, moment, recording_->page_size);
  undo_.push_back(std::move(step));
}

void Player::backwards() {
  Step& step = undo_.back();
  for (FormerProcess& former : step.processes) {
    if (!former.existed) {
      snapshot_.processes.erase(former.pid);
      continue;
    }
    ProcessView& process = snapshot_.processes[former.pid];
    if (former.whole) {
      process = std::move(*former.whole);
      continue;
    }
    process.alive = former.alive;
    process.minor_faults = former.minor_faults;
    if (former.mappings) process.mappings = std::move(*former.mappings);
    for (auto& [address, page] : former.pages) put_back(process.pages, address, page);
    for (auto& [variable, view] : former.variables) put_back(process.variables, variable, view);
  }
  for (auto file = step.files.rbegin(); file != step.files.rend(); ++file)
    put_back(snapshot_.files, file->key, file->whole);
  undo_.pop_back();
}

const Snapshot& Player::seek(std::size_t index) {
  const std::size_t count = recording_->moments.size();
  const std::size_t goal = index >= count ? count : index + 1;
  while (undo_.size() < goal) forwards();
  while (undo_.size() > goal) backwards();
  return snapshot_;
}

}  // namespace partage::record
