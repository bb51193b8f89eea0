// What the tracer knows of each process and thread.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "observe/breakpoints.hpp"
#include "observe/image.hpp"
#include "observe/own_frame.hpp"
#include "observe/pages.hpp"
#include "observe/syscalls.hpp"
#include "observe/tampering.hpp"
#include "observe/variables.hpp"
#include "sandbox/descriptor.hpp"

namespace partage::observe {

/// Of one execve. Copied at fork; shared by threads and by a vfork child until it executes something.
struct AddressSpace {
  std::shared_ptr<Image> image;
  Breakpoints breakpoints;
  Ranges ranges;                    ///< made by calls of the program itself
  std::set<Address> watched;        ///< pages pointed out by probes
  std::vector<Address> variables;   ///< pages of the program's own variables
  NamedVariables named;             ///< line by line
  bool in_main = true;              ///< false until main is entered, where calls are to be probed
  std::shared_ptr<const std::vector<Range>> untouchable;  ///< a student's program: once its loader has finished
};

struct Process {
  record::Pid pid = 0;
  record::Pid parent = 0;
  record::Pid inner_pid = 0;
  std::shared_ptr<AddressSpace> space;
  int threads = 1;
  bool maps_changed = true;
  sandbox::Descriptor pagemap;
  bool exit_recorded = false;
  record::SourceLine exit_source;   ///< of the call of exit
  record::Exit fatal;               ///< of the last signal delivered
  record::SourceLine fatal_source;  ///< of the instruction that it interrupted
  record::SourceLine line;          ///< line by line: the last statement that it reached
};

/// A probed call that has not returned yet, in one thread.
struct OpenCall {
  int probe = 0;
  int number = 0;
  Address returns_to = 0;
  Address stack_at_return = 0;
  std::vector<std::uint64_t> arguments;
};

struct OpenSyscall {
  const SyscallShape* shape = nullptr;
  SyscallArguments arguments{};
  record::Syscall call;
  OwnFrame frame;
};

/// Line by line: where a thread is in its own lines, and whether it waits for its turn.
struct Walk {
  struct Stop {
    Address frame = 0;  ///< names the function's activation
    int line = 0;
    Address address = 0;
  };
  bool parked = false;      ///< stopped, until its turn comes
  Address parked_at = 0;    ///< the breakpoint to step over first; 0: none
  int pending_signal = 0;   ///< delivered when its turn comes
  bool in_region = false;   ///< stopped before an instruction of the region
  bool lent = false;        ///< vfork: its memory is lent to a child, it cannot go
  int idle = 0;             ///< stops in a row at one place, with nothing changed
  std::vector<Stop> stops;  ///< the last one in each activation under way, outermost first
};

struct Tracee {
  pid_t tid = 0;
  std::shared_ptr<Process> process;
  std::optional<OpenSyscall> syscall;
  std::optional<OpenSyscall> interrupted;  ///< by a signal: the kernel may start it again by itself
  std::vector<OpenCall> calls;
  bool exiting = false;
  int number = 0;  ///< by birth, from 0
  Walk walk;
};

}  // namespace partage::observe
