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
#include "sandbox/descriptor.hpp"

namespace partage::observe {

/// Of one execve. Copied at fork; shared by threads and by a vfork child until it executes something.
struct AddressSpace {
  std::shared_ptr<Image> image;
  Breakpoints breakpoints;
  Ranges ranges;                    ///< made by calls of the program itself
  std::set<Address> watched;        ///< pages pointed out by probes
  std::vector<Address> variables;   ///< pages of the program's own variables
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

struct Tracee {
  pid_t tid = 0;
  std::shared_ptr<Process> process;
  std::optional<OpenSyscall> syscall;
  std::optional<OpenSyscall> interrupted;  ///< by a signal: the kernel may start it again by itself
  std::vector<OpenCall> calls;
  bool exiting = false;
};

}  // namespace partage::observe
