#include "observe/unwind.hpp"

#include <dwarf.h>

#include <algorithm>
#include <cstring>

#include "observe/memory.hpp"

namespace partage::observe {
namespace {

constexpr std::size_t kStackBlock = 1024;

std::optional<std::uint64_t> pop(std::vector<std::uint64_t>& stack) {
  if (stack.empty()) return std::nullopt;
  const std::uint64_t top = stack.back();
  stack.pop_back();
  return top;
}

bool is_value(const FrameRule::Expression& expression) {
  return !expression.empty() && expression.back().atom == DW_OP_stack_value;
}

}  // namespace

Unwinder::Unwinder(pid_t pid, Image& image, const Registers& registers, StopKind kind)
    : pid_(pid),
      image_(image),
      registers_(dwarf_registers(registers)),
      pc_(program_counter(registers)),
      after_syscall_(kind == StopKind::syscall) {}

std::optional<Frame> Unwinder::frame() {
  const Address inside = after_call_ ? pc_ - 1 : after_syscall_ ? inside_syscall_instruction(pc_) : pc_;
  const Module* module = image_.find(pid_, inside);
  if (module == nullptr) return std::nullopt;
  return Frame{module, (after_call_ ? inside : pc_) - module->bias, inside - module->bias};
}

std::optional<std::uint64_t> Unwinder::word(Address address) {
  if (address < stack_start_ || address + 8 > stack_start_ + stack_.size()) {
    // Never beyond the page: reading a page that the program has not touched would create it.
    const std::size_t to_page_end = page_size() - address % page_size();
    stack_.resize(std::min(kStackBlock, to_page_end));
    stack_.resize(read_memory(pid_, address, stack_.data(), stack_.size()));
    stack_start_ = address;
  }
  if (stack_.size() < 8) return read_word(pid_, address);
  std::uint64_t value;
  std::memcpy(&value, stack_.data() + (address - stack_start_), sizeof value);
  return value;
}

// The operations that compilers and hand-written assembly use in call frame information; anything else ends the walk.
std::optional<std::uint64_t> Unwinder::evaluate(const FrameRule::Expression& expression, std::optional<Address> cfa) {
  std::vector<std::uint64_t> stack;
  const auto push_register = [&](std::uint64_t number, std::uint64_t offset) {
    if (number >= registers_.size() || !registers_[number]) return false;
    stack.push_back(*registers_[number] + offset);
    return true;
  };
  for (const Dwarf_Op& op : expression) {
    if (op.atom >= DW_OP_breg0 && op.atom <= DW_OP_breg31) {
      if (!push_register(op.atom - DW_OP_breg0, op.number)) return std::nullopt;
    } else if (op.atom == DW_OP_bregx) {
      if (!push_register(op.number, op.number2)) return std::nullopt;
    } else if (op.atom == DW_OP_call_frame_cfa && cfa) {
      stack.push_back(*cfa);
    } else if (op.atom >= DW_OP_lit0 && op.atom <= DW_OP_lit31) {
      stack.push_back(op.atom - DW_OP_lit0);
    } else if (op.atom == DW_OP_plus_uconst) {
      const auto top = pop(stack);
      if (!top) return std::nullopt;
      stack.push_back(*top + op.number);
    } else if (op.atom == DW_OP_deref) {
      const auto address = pop(stack);
      const auto value = address ? word(*address) : std::nullopt;
      if (!value) return std::nullopt;
      stack.push_back(*value);
    } else if (op.atom == DW_OP_plus) {
      const auto right = pop(stack), left = pop(stack);
      if (!right || !left) return std::nullopt;
      stack.push_back(*left + *right);
    } else if (op.atom != DW_OP_stack_value && op.atom != DW_OP_nop) {
      return std::nullopt;
    }
  }
  return pop(stack);
}

std::optional<std::uint64_t> Unwinder::value_of(const FrameRule::Register& saved, Address cfa) {
  const Dwarf_Op& first = saved.where.front();
  if (first.atom == DW_OP_regx || (first.atom >= DW_OP_reg0 && first.atom <= DW_OP_reg31)) {
    const std::uint64_t number = first.atom == DW_OP_regx ? first.number : first.atom - DW_OP_reg0;
    return number < registers_.size() ? registers_[number] : std::nullopt;
  }
  const auto result = evaluate(saved.where, cfa);
  return is_value(saved.where) || !result ? result : word(*result);
}

const FrameRule* Unwinder::rule() {
  const auto current = frame();
  return current ? current->module->file->frame_rule(current->unwind_pc) : nullptr;
}

std::optional<Address> Unwinder::frame_address() {
  const FrameRule* here = rule();
  return here == nullptr ? std::nullopt : evaluate(here->cfa, std::nullopt);
}

bool Unwinder::up() {
  const FrameRule* rule = this->rule();
  if (rule == nullptr) return false;
  const auto cfa = evaluate(rule->cfa, std::nullopt);
  if (!cfa) return false;
  DwarfRegisters caller = registers_;
  for (const int number : rule->lost) caller[static_cast<std::size_t>(number)].reset();
  for (const FrameRule::Register& saved : rule->saved) caller[static_cast<std::size_t>(saved.number)] = value_of(saved, *cfa);
  const auto back = caller[kDwarfReturnAddress];
  if (!back || *back == 0) return false;
  const bool stuck = registers_[kDwarfStackPointer] == *cfa && plain_code_address(*back) == pc_;
  if (stuck) return false;
  caller[kDwarfStackPointer] = *cfa;
  registers_ = caller;
  pc_ = plain_code_address(*back);
  after_call_ = !rule->signal_frame;
  after_syscall_ = false;
  return true;
}

}  // namespace partage::observe
