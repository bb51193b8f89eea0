// The syscalls of interest: names, arguments, and how to say them. Facts: the man page of each, section 2.
#pragma once

#include <sys/types.h>

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "record/recording.hpp"

namespace partage::observe {

enum class ArgumentKind {
  address, size, offset, integer, signal, descriptor, directory, path, mode, protection, map_flags, mremap_flags,
  msync_flags, advice, open_flags, clone_flags, wait_options, wait_id_type, domain, socket_type, pipe_flags, shm_flags,
  unlink_flags, fcntl_command,
  bytes_in,         ///< text that the call is given; its length is the next argument
  bytes_out,        ///< filled by the call; its length is the result
  descriptor_pair,  ///< filled by the call with two descriptors
  wait_status,      ///< filled by the call
};

struct ArgumentShape {
  const char* name;
  ArgumentKind kind;
};

struct SyscallShape {
  int number;
  const char* name;
  std::vector<ArgumentShape> arguments;
  bool process = false;   ///< fork, exec, exit, wait: always recorded
  bool mapping = false;   ///< may change /proc/PID/maps
  /// Functions of libc whose whole job is this call, although they reach it through others of its functions.
  std::vector<std::string_view> wrappers;
};

/// Null for a syscall that is not of interest.
const SyscallShape* syscall_shape(std::uint64_t number);
std::vector<int> syscalls_of_interest();

using SyscallArguments = std::array<std::uint64_t, 6>;

/// At the call's entry: name and arguments, read from the stopped tracee.
record::Syscall decode_entry(pid_t tid, const SyscallShape& shape, const SyscallArguments& arguments);
/// At its exit: the result, and the arguments that the call filled.
void decode_exit(pid_t tid, const SyscallShape& shape, std::int64_t result, record::Syscall& call);

/// "mmap" covers mmap; "fork" covers fork, vfork and clone; "open" covers open, openat and creat.
bool covers(std::string_view asked, std::string_view kernel_name);

}  // namespace partage::observe
