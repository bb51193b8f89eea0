// Reading a tracee's memory and its files under /proc. Never writes.
//
// Memory is read through /proc/PID/mem, not by process_vm_readv(2): the latter pins pages, and since Linux 5.19 pinning a
// page that father and child still share copies it, even for reading (FAULT_FLAG_UNSHARE). The look would change what
// is looked at.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "record/recording.hpp"

namespace partage::observe {

using record::Address;

std::uint64_t page_size();

/// Bytes read; fewer when a part is not mapped.
std::size_t read_memory(pid_t pid, Address address, void* buffer, std::size_t count);
/// To be called when a pid executes another program or is gone: its open /proc/PID/mem is no longer the right one.
void forget_memory(pid_t pid);
std::optional<std::uint64_t> read_word(pid_t pid, Address address);
/// A string that ends with NUL, cut at `limit` bytes; empty optional when the address cannot be read.
std::optional<std::string> read_string(pid_t pid, Address address, std::size_t limit);

/// "/proc/PID/NAME".
std::string proc_path(pid_t pid, std::string_view name);
/// Whole content, or empty when it cannot be read (the process ended).
std::string read_proc(pid_t pid, std::string_view name);
/// Value of one line of /proc/PID/status ("NSpid"), without the surrounding spaces.
std::string status_field(std::string_view status, std::string_view name);

}  // namespace partage::observe
