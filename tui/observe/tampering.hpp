// What a program may not change of itself without escaping its tracer: the code, its own and that of its libraries, where
// the breakpoints are, and its constants, among them the addresses that its calls go through.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

#include "observe/syscalls.hpp"

namespace partage::observe {

struct Range {
  record::Address start = 0, end = 0;
};

/// Of a process that its loader has just left.
std::vector<Range> untouchable(pid_t pid, const std::string& program);

/// Whether that call, if it succeeded, would make a part of these ranges writable, other, or what its file holds.
bool touches(const std::vector<Range>& ranges, std::uint64_t number, const SyscallArguments& arguments);

/// Whether that call, which succeeded, put something where such a range was, at its own choice or to be executed. A munmap of
/// too much is a common mistake, and what the kernel puts there next is none of the program's.
bool takes_place(const std::vector<Range>& ranges, std::uint64_t number, const SyscallArguments& arguments, std::int64_t result);

/// The file just opened is the memory of a process, to be written.
bool is_memory(pid_t tid, int descriptor);

}  // namespace partage::observe
