#include "cli/mappings_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "app/output.hpp"
#include "grid/grid.hpp"
#include "phrases/evidence.hpp"
#include "phrases/roles.hpp"
#include "record/snapshot.hpp"

namespace partage::cli {
namespace {

using record::Mapping;

// One file, or one kind of memory.
struct Group {
  std::string name;
  std::uint64_t size = 0;
  std::vector<std::string> permissions;
};

std::string name_of(const Mapping& mapping) {
  if (mapping.path.starts_with("/dev/zero (deleted)")) return "mémoire anonyme partagée (inode " + std::to_string(mapping.inode) + ")";
  if (mapping.path == "[heap]") return "tas";
  if (mapping.path == "[stack]") return "pile";
  if (mapping.path.empty()) return mapping.own ? "mémoire anonyme, demandée par le programme" : "mémoire anonyme privée";
  return app::inert(mapping.path);
}

std::vector<Group> groups(const std::vector<Mapping>& mappings) {
  std::vector<Group> found;
  for (const Mapping& mapping : mappings) {
    const std::string name = name_of(mapping);
    auto group = std::find_if(found.begin(), found.end(), [&](const Group& one) { return one.name == name; });
    if (group == found.end()) group = found.insert(found.end(), Group{name, 0, {}});
    group->size += mapping.size();
    if (std::find(group->permissions.begin(), group->permissions.end(), mapping.permissions) == group->permissions.end())
      group->permissions.push_back(mapping.permissions);
  }
  return found;
}

// Mappings vanish at the exit: the last ones seen are what the process had.
std::map<record::Pid, std::vector<Mapping>> last_mappings(const record::Recording& recording) {
  std::map<record::Pid, std::vector<Mapping>> last;
  record::Player player(recording);
  for (std::size_t i = 0; i < recording.moments.size(); ++i) {
    const record::Snapshot& snapshot = player.seek(i);
    const record::Moment& moment = recording.moments[i];
    const auto process = snapshot.processes.find(moment.pid);
    if (process != snapshot.processes.end() && !process->second.mappings.empty())
      last[moment.pid] = process->second.mappings;
  }
  return last;
}

std::string line(const Group& group) {
  std::string permissions;
  for (const std::string& one : group.permissions) permissions += (permissions.empty() ? "" : " ") + one;
  std::string size = phrases::size_text(group.size);
  while (grid::width(size) < 10) size.insert(0, " ");
  return fmt::format("  {}  {}  ({})\n", size, group.name, permissions);
}

}  // namespace

std::string mappings_text(const record::Recording& recording) {
  std::string text;
  const auto last = last_mappings(recording);
  for (const record::Process& process : recording.processes) {
    const auto mappings = last.find(process.pid);
    if (mappings == last.end()) continue;
    text += fmt::format("Dans la mémoire {} (processus {})\u00a0:\n", phrases::of(recording, process.pid), process.pid);
    for (const Group& group : groups(mappings->second)) text += line(group);
  }
  return text;
}

}  // namespace partage::cli
