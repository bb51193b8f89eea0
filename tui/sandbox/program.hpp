// The last steps of the process that becomes the program, in every tier.
#pragma once

#include <string>
#include <vector>

#include "sandbox/filter.hpp"
#include "sandbox/landlock.hpp"
#include "sandbox/sandbox.hpp"

namespace partage::sandbox {

/// All that the child needs, computed before it exists: a child of clone(2) should do little.
struct Plan {
  Spec spec;
  std::string executable;  ///< as seen by the program
  std::string directory;
  std::vector<Allowed> allowed;
  int landlock = 0;  ///< ABI; 0: not applied
  const std::vector<Bpf>* filters = nullptr;
  int channel = -1;            ///< the inside end
  bool drop_identity = false;  ///< root: become 65534 before anything of the program runs
  bool in_namespaces = false;
};

/// uid and gid 65534, no group.
void become_nobody();

/// The calling process dies when its parent does; `parent` is a pidfd of the parent, taken before the clone. To be
/// called after every change of identity, which clears it (prctl(2), PR_SET_PDEATHSIG).
void die_with(int parent);

/// All sets empty. execve would clear them as well (no uid is 0 inside): this also covers what comes before it.
void drop_capabilities();

/// Default dispositions and an empty mask: nothing of the supervisor's signal handling is inherited.
void reset_signals();

/// Sets the process up, announces Word::ready, waits for the gate, executes. Reports failures on the channel.
[[noreturn]] void become_program(const Plan& plan, int parent) noexcept;

}  // namespace partage::sandbox
