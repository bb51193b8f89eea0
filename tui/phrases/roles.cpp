#include "phrases/roles.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace partage::phrases {

namespace {

using record::Pid;
using record::Process;
using record::Recording;

const Process* parent_of(const Recording& recording, const Process& process) {
  return process.parent == 0 ? nullptr : recording.process(process.parent);
}

// Generations below the first process. The count is bounded: a damaged file may hold a circle of parents.
std::size_t generation(const Recording& recording, const Process& process) {
  std::size_t count = 0;
  const Process* above = parent_of(recording, process);
  for (; above != nullptr && count < recording.processes.size(); above = parent_of(recording, *above)) ++count;
  return count;
}

std::size_t rank(const Recording& recording, const Process& process, std::size_t depth) {
  std::size_t count = 1;
  for (const Process& other : recording.processes) {
    if (other.pid == process.pid) break;
    if (generation(recording, other) == depth) ++count;
  }
  return count;
}

Pid parent_pid(const Recording& recording, Pid pid) {
  const Process* process = recording.process(pid);
  return process == nullptr ? 0 : process->parent;
}

}  // namespace

std::string role(const Recording& recording, Pid pid) {
  constexpr std::array<const char*, 4> names{"père", "fils", "petit-fils", "arrière-petit-fils"};
  const Process* process = recording.process(pid);
  if (process == nullptr) return fmt::format("processus {}", pid);
  if (recording.processes.size() == 1) return "programme";
  const std::size_t depth = generation(recording, *process);
  const std::string name = depth < names.size() ? names[depth] : "descendant";
  const std::size_t number = rank(recording, *process, depth);
  return number > 1 ? fmt::format("{} {}", name, number) : name;
}

std::string with_article(std::string_view role) {
  return fmt::format("{}{}", role.starts_with("a") ? "l'" : "le ", role);
}

std::string subject(const Recording& recording, Pid pid) {
  std::string text = with_article(role(recording, pid));
  text[0] = 'L';
  return text;
}

std::string of(const Recording& recording, Pid pid) {
  const std::string name = role(recording, pid);
  return name.starts_with("a") ? "de l'" + name : "du " + name;
}

std::string line_name(const Recording& recording, const record::SourceLine& source) {
  const auto main = std::find_if(recording.moments.begin(), recording.moments.end(),
                                 [](const record::Moment& moment) { return moment.source.function == "main"; });
  const bool elsewhere = main != recording.moments.end() && main->source.file != source.file && !source.file.empty();
  return fmt::format("ligne {}{}", source.line, elsewhere ? " de " + source.file : "");
}

std::string relation(const Recording& recording, Pid pid, Pid other) {
  if (pid == other || recording.process(pid) == nullptr || recording.process(other) == nullptr) return "";
  const Pid mine = parent_pid(recording, pid), theirs = parent_pid(recording, other);
  const Pid above_mine = parent_pid(recording, mine), above_theirs = parent_pid(recording, theirs);
  if (other == mine) return "père";
  if (theirs == pid) return "fils";
  if (mine != 0 && mine == theirs) return "frère";
  if (other == above_mine) return "grand-père";
  if (above_theirs == pid) return "petit-fils";
  if (above_mine != 0 && above_mine == theirs) return "oncle";
  if (above_theirs != 0 && above_theirs == mine) return "neveu";
  return "";
}

}  // namespace partage::phrases
