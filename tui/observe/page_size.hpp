// A size of page pretended to the program's own source files, larger than the machine's: what libc answers them, what the
// kernel refuses them, and where it maps for them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "observe/syscalls.hpp"

namespace partage::observe {

using record::Address;

/// A function of libc that tells the size of a page.
struct PageSizeQuestion {
  const char* function;
  std::optional<std::uint64_t> argument;  ///< the first argument that asks for it; none: it answers nothing else
};
extern const std::array<PageSizeQuestion, 3> page_size_questions;

/// EINVAL for a call that a kernel with pages of that size refuses and this one does not; else 0.
int refused_for_page_size(const SyscallShape& shape, const SyscallArguments& arguments, std::uint64_t size);

/// For an mmap that leaves the choice to the kernel: a free place that a kernel with pages of that size could have chosen.
/// Nothing when the call chooses by itself, or when there is no room.
std::optional<Address> place_for_page_size(pid_t pid, const SyscallShape& shape, const SyscallArguments& arguments,
                                           std::uint64_t size);

}  // namespace partage::observe
