#include "observe/registers.hpp"

#include <elf.h>
#include <sys/ptrace.h>
#include <sys/uio.h>

#include <cerrno>

namespace partage::observe {
namespace {

void* regset(std::uintptr_t type) { return reinterpret_cast<void*>(type); }

}  // namespace

bool read_registers(pid_t tid, Registers& registers) {
  iovec block{&registers.raw, sizeof registers.raw};
  return ptrace(PTRACE_GETREGSET, tid, regset(NT_PRSTATUS), &block) == 0;
}

bool write_registers(pid_t tid, const Registers& registers) {
  iovec block{const_cast<user_regs_struct*>(&registers.raw), sizeof registers.raw};
  return ptrace(PTRACE_SETREGSET, tid, regset(NT_PRSTATUS), &block) == 0;
}

#if defined(__x86_64__)

Address program_counter(const Registers& registers) { return registers.raw.rip; }
void set_program_counter(Registers& registers, Address address) { registers.raw.rip = address; }
Address stack_pointer(const Registers& registers) { return registers.raw.rsp; }
Address frame_pointer(const Registers& registers) { return registers.raw.rbp; }

std::uint64_t function_argument(const Registers& registers, int index) {
  const user_regs_struct& r = registers.raw;
  const std::uint64_t arguments[] = {r.rdi, r.rsi, r.rdx, r.rcx, r.r8, r.r9};
  return arguments[index];
}

std::uint64_t function_result(const Registers& registers) { return registers.raw.rax; }

std::optional<Address> return_address(pid_t tid, const Registers& registers) {
  errno = 0;
  const long word = ptrace(PTRACE_PEEKDATA, tid, registers.raw.rsp, nullptr);
  if (errno != 0) return std::nullopt;
  return static_cast<Address>(word);
}

Address stack_after_return(const Registers& at_entry) { return at_entry.raw.rsp + 8; }
Address return_slot(const Registers& at_entry) { return at_entry.raw.rsp; }

void return_at_once(Registers& at_entry, Address back, std::uint64_t result) {
  at_entry.raw.rsp += 8;
  at_entry.raw.rip = back;
  at_entry.raw.rax = result;
}

bool set_first_argument(pid_t tid, std::uint64_t value) {
  Registers registers;
  if (!read_registers(tid, registers)) return false;
  registers.raw.rdi = value;
  return write_registers(tid, registers);
}

bool skip_syscall(pid_t tid, std::int64_t result) {
  Registers registers;
  if (!read_registers(tid, registers)) return false;
  registers.raw.orig_rax = ~0ull;
  registers.raw.rax = static_cast<std::uint64_t>(result);
  return write_registers(tid, registers);
}

std::span<const std::uint8_t> breakpoint_instruction() {
  static constexpr std::uint8_t int3[] = {0xcc};
  return int3;
}

Address breakpoint_address(Address stopped_at) { return stopped_at - 1; }
Address inside_syscall_instruction(Address stopped_at) { return stopped_at - 1; }

// System V ABI for x86-64, figure 3.36.
DwarfRegisters dwarf_registers(const Registers& registers) {
  const user_regs_struct& r = registers.raw;
  return {r.rax, r.rdx, r.rcx, r.rbx, r.rsi, r.rdi, r.rbp, r.rsp, r.r8, r.r9, r.r10, r.r11, r.r12, r.r13, r.r14, r.r15,
          r.rip};
}

Address plain_code_address(std::uint64_t saved) { return saved; }

#elif defined(__aarch64__)

Address program_counter(const Registers& registers) { return registers.raw.pc; }
void set_program_counter(Registers& registers, Address address) { registers.raw.pc = address; }
Address stack_pointer(const Registers& registers) { return registers.raw.sp; }
Address frame_pointer(const Registers& registers) { return registers.raw.regs[29]; }
std::uint64_t function_argument(const Registers& registers, int index) { return registers.raw.regs[index]; }
std::uint64_t function_result(const Registers& registers) { return registers.raw.regs[0]; }
std::optional<Address> return_address(pid_t, const Registers& registers) {
  return plain_code_address(registers.raw.regs[30]);
}
Address stack_after_return(const Registers& at_entry) { return at_entry.raw.sp; }
Address return_slot(const Registers&) { return 0; }

void return_at_once(Registers& at_entry, Address back, std::uint64_t result) {
  at_entry.raw.pc = back;
  at_entry.raw.regs[0] = result;
}

bool set_first_argument(pid_t tid, std::uint64_t value) {
  Registers registers;
  if (!read_registers(tid, registers)) return false;
  registers.raw.regs[0] = value;
  return write_registers(tid, registers);
}

bool skip_syscall(pid_t tid, std::int64_t result) {
  int none = -1;
  iovec number{&none, sizeof none};
  if (ptrace(PTRACE_SETREGSET, tid, regset(NT_ARM_SYSTEM_CALL), &number) != 0) return false;
  Registers registers;
  if (!read_registers(tid, registers)) return false;
  registers.raw.regs[0] = static_cast<std::uint64_t>(result);
  return write_registers(tid, registers);
}

std::span<const std::uint8_t> breakpoint_instruction() {
  static constexpr std::uint8_t brk0[] = {0x00, 0x00, 0x20, 0xd4};
  return brk0;
}

Address breakpoint_address(Address stopped_at) { return stopped_at; }
Address inside_syscall_instruction(Address stopped_at) { return stopped_at - 4; }

// DWARF for the Arm 64-bit Architecture, table 1: x0 to x30, then sp.
DwarfRegisters dwarf_registers(const Registers& registers) {
  DwarfRegisters all;
  for (unsigned i = 0; i < 31; ++i) all[i] = registers.raw.regs[i];
  all[kDwarfStackPointer] = registers.raw.sp;
  return all;
}

// User addresses have at most 48 bits unless the program asks for more (52-bit hints), which ours never do.
Address plain_code_address(std::uint64_t saved) { return saved & 0x0000ffffffffffffull; }

#endif

}  // namespace partage::observe
