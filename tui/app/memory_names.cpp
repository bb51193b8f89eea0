#include "app/memory_names.hpp"

#include "grid/utf8.hpp"
#include "phrases/roles.hpp"

namespace partage::app {
namespace {

using record::Mapping;
using record::Pid;
using record::Recording;

std::string upper(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const grid::Decoded one = grid::decode(text);
    const bool lower = (one.code >= 'a' && one.code <= 'z') || (one.code >= 0xE0 && one.code <= 0xFE && one.code != 0xF7);
    result += grid::encode(lower ? one.code - 0x20 : one.code);
    text.remove_prefix(one.bytes);
  }
  return result;
}

}  // namespace

std::string base_name(std::string path) {
  if (const std::size_t deleted = path.find(" (deleted)"); deleted != std::string::npos) path.resize(deleted);
  return path.substr(path.rfind('/') + 1);
}

std::string mapping_name(const Recording& recording, const Mapping& mapping) {
  if (mapping.path == "[heap]") return "tas";
  if (mapping.path == "[stack]") return "pile";
  if (mapping.path.empty()) return "anonyme";
  if (mapping.path.starts_with("/dev/zero")) return "zone";
  const std::string name = base_name(mapping.path);
  if (name != base_name(recording.program)) return name;
  if (mapping.permissions.find('x') != std::string::npos) return "code";
  return mapping.permissions.find('w') != std::string::npos ? "données" : "constantes";
}

std::string process_letter(const Recording& recording, Pid pid) {
  constexpr std::string_view kLetters = "PFGHIJKLMNOQRSTUVWXYZ";
  for (std::size_t index = 0; index < recording.processes.size() && index < kLetters.size(); ++index)
    if (recording.processes[index].pid == pid) return std::string(1, kLetters[index]);
  return "+";
}

std::string process_label(const Recording& recording, Pid pid) {
  const record::Process* process = recording.process(pid);
  const Pid number = process != nullptr && process->inner_pid != 0 ? process->inner_pid : pid;
  return upper(phrases::role(recording, pid)) + " " + std::to_string(number);
}

const record::ProcessView* view_of(const record::Snapshot& snapshot, Pid pid) {
  const auto found = snapshot.processes.find(pid);
  return found == snapshot.processes.end() ? nullptr : &found->second;
}

}  // namespace partage::app
