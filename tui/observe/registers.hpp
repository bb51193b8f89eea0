// All that differs between x86-64 and aarch64 in a stopped tracee: registers, breakpoints, DWARF register numbers.
#pragma once

#include <sys/types.h>
#include <sys/user.h>

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "record/recording.hpp"

namespace partage::observe {

using record::Address;

struct Registers {
  user_regs_struct raw{};
};

/// False when the tracee is no longer stopped (killed meanwhile).
bool read_registers(pid_t tid, Registers& registers);
bool write_registers(pid_t tid, const Registers& registers);

Address program_counter(const Registers& registers);
void set_program_counter(Registers& registers, Address address);
Address stack_pointer(const Registers& registers);
/// Names a function's activation, in code compiled without optimisation.
Address frame_pointer(const Registers& registers);

/// At the first instruction of a function: its integer argument, 0 to 5, by the platform's ABI.
std::uint64_t function_argument(const Registers& registers, int index);
/// At the return address of a function: its integer or pointer result.
std::uint64_t function_result(const Registers& registers);
/// At the first instruction of a function: where it will return to. Reads the tracee's stack on x86-64.
std::optional<Address> return_address(pid_t tid, const Registers& registers);
/// At the first instruction of a function: what the stack pointer will be at the return address.
Address stack_after_return(const Registers& at_entry);
/// Where the return address stays as long as the function has not returned; 0 where it is first in a register.
Address return_slot(const Registers& at_entry);

/// At the first instruction of a function: as if it had returned that to `back`.
void return_at_once(Registers& at_entry, Address back, std::uint64_t result);

/// At a seccomp stop: the first argument of the syscall. The program's register keeps it: after a call, that register
/// means nothing to compiled code.
bool set_first_argument(pid_t tid, std::uint64_t value);
/// At a seccomp stop: the syscall is not performed, and gives `result` (a negated errno, or a value).
bool skip_syscall(pid_t tid, std::int64_t result);

/// The breakpoint instruction, and where it was, from the program counter of the stop that it caused.
std::span<const std::uint8_t> breakpoint_instruction();
Address breakpoint_address(Address stopped_at);
/// A syscall instruction's program counter at its stop, brought back inside that instruction.
Address inside_syscall_instruction(Address stopped_at);

#if defined(__x86_64__)
inline constexpr int kDwarfRegisters = 17;
inline constexpr int kDwarfStackPointer = 7;
inline constexpr int kDwarfReturnAddress = 16;
#elif defined(__aarch64__)
inline constexpr int kDwarfRegisters = 32;
inline constexpr int kDwarfStackPointer = 31;
inline constexpr int kDwarfReturnAddress = 30;
#else
#error "observe/ knows x86-64 and aarch64 only"
#endif

/// By DWARF register number; empty: not known in this frame.
using DwarfRegisters = std::array<std::optional<std::uint64_t>, kDwarfRegisters>;
DwarfRegisters dwarf_registers(const Registers& registers);
/// A saved return address without the bits that pointer authentication adds.
Address plain_code_address(std::uint64_t saved);

}  // namespace partage::observe
