#include "record/recording.hpp"

#include <algorithm>

namespace partage::record {

const Argument* Syscall::argument(std::string_view wanted) const {
  const auto found =
      std::find_if(arguments.begin(), arguments.end(), [&](const Argument& a) { return a.name == wanted; });
  return found == arguments.end() ? nullptr : &*found;
}

const Process* Recording::process(Pid pid) const {
  const auto found = std::find_if(processes.begin(), processes.end(), [&](const Process& p) { return p.pid == pid; });
  return found == processes.end() ? nullptr : &*found;
}

std::string_view name(End end) {
  switch (end) {
    case End::finished: return "finished";
    case End::wall_clock: return "wall_clock";
    case End::cpu: return "cpu";
    case End::output: return "output";
    case End::memory: return "memory";
    case End::processes: return "processes";
    case End::moments: return "moments";
    case End::cancelled: return "cancelled";
    case End::fault: return "fault";
  }
  return "";
}

std::string_view name(MomentKind kind) {
  switch (kind) {
    case MomentKind::start: return "start";
    case MomentKind::syscall: return "syscall";
    case MomentKind::fork: return "fork";
    case MomentKind::exec: return "exec";
    case MomentKind::call_entry: return "call_entry";
    case MomentKind::call_return: return "call_return";
    case MomentKind::statement: return "statement";
    case MomentKind::signal: return "signal";
    case MomentKind::exit: return "exit";
  }
  return "";
}

}  // namespace partage::record
