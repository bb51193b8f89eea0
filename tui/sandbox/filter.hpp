// The seccomp filters of a run (seccomp(2), libseccomp). Prepared as BPF before the run is cloned and kept for the next
// one: building a filter costs more than a whole run.
//
// Denials and traces are two filters. The kernel takes the strictest answer of all filters, and an errno is stricter
// than a trace: so `clone` with a forbidden flag is refused, and any other `clone` reaches the tracer.
#pragma once

#include <linux/filter.h>

#include <vector>

#include "sandbox/sandbox.hpp"

namespace partage::sandbox {

using Bpf = std::vector<sock_filter>;

/// To be installed in order. Lesson: only the trace filter, and none when nothing is traced. Throws SetupError.
const std::vector<Bpf>& filters(const Spec& spec);

/// In the calling process, which must have no_new_privs. Throws SetupError.
void install(const std::vector<Bpf>& filters);

bool seccomp_available();

}  // namespace partage::sandbox
