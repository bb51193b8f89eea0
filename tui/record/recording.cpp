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
    case End::deadlock: return "deadlock";
    case End::tampering: return "tampering";
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
    case MomentKind::instruction: return "instruction";
  }
  return "";
}

std::string_view name(Variable::Kind kind) {
  switch (kind) {
    case Variable::Kind::signed_integer: return "signed";
    case Variable::Kind::unsigned_integer: return "unsigned";
    case Variable::Kind::character: return "character";
    case Variable::Kind::boolean: return "boolean";
    case Variable::Kind::floating: return "floating";
    case Variable::Kind::pointer: return "pointer";
  }
  return "";
}

std::string_view name(FilePage::Dirty dirty) {
  switch (dirty) {
    case FilePage::Dirty::no: return "no";
    case FilePage::Dirty::yes: return "yes";
    case FilePage::Dirty::unknown: return "unknown";
  }
  return "";
}

std::string_view name(Wait::What what) {
  switch (what) {
    case Wait::What::child: return "child";
    case Wait::What::pipe_read: return "pipe_read";
    case Wait::What::pipe_write: return "pipe_write";
    case Wait::What::lock: return "lock";
    case Wait::What::file_lock: return "file_lock";
    case Wait::What::semaphore: return "semaphore";
    case Wait::What::socket: return "socket";
    case Wait::What::terminal: return "terminal";
    case Wait::What::time: return "time";
    case Wait::What::signal: return "signal";
    case Wait::What::other: return "other";
  }
  return "";
}

}  // namespace partage::record
