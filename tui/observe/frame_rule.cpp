// Unwinding rules of an ELF file, from .eh_frame through libdw.
#include <cstdlib>
#include <memory>

#include "observe/elf_file.hpp"

namespace partage::observe {
namespace {

struct Free {
  void operator()(void* block) const { std::free(block); }
};

}  // namespace

const FrameRule* ElfFile::frame_rule(Address address) {
  const auto known = rules_.find(address);
  if (known != rules_.end()) return known->second ? &*known->second : nullptr;
  if (!cfi_tried_) {
    cfi_tried_ = true;
    cfi_ = dwarf_getcfi_elf(elf_);
  }
  std::optional<FrameRule> rule;
  if (cfi_ != nullptr) rule = make_rule(cfi_, address);
  const auto& kept = rules_.emplace(address, std::move(rule)).first->second;
  return kept ? &*kept : nullptr;
}

std::optional<FrameRule> ElfFile::make_rule(Dwarf_CFI* cfi, Address address) const {
  Dwarf_Frame* raw = nullptr;
  if (dwarf_cfi_addrframe(cfi, address, &raw) != 0) return std::nullopt;
  const std::unique_ptr<Dwarf_Frame, Free> frame(raw);
  FrameRule rule;
  dwarf_frame_info(raw, nullptr, nullptr, &rule.signal_frame);
  Dwarf_Op* operations = nullptr;
  std::size_t count = 0;
  if (dwarf_frame_cfa(raw, &operations, &count) != 0 || count == 0) return std::nullopt;
  rule.cfa.assign(operations, operations + count);
  for (int number = 0; number < kDwarfRegisters; ++number) {
    Dwarf_Op memory[3];
    operations = nullptr;
    if (dwarf_frame_register(raw, number, memory, &operations, &count) != 0) continue;
    if (count > 0)
      rule.saved.push_back({number, {operations, operations + count}});
    else if (operations == memory)
      rule.lost.push_back(number);
  }
  return rule;
}

}  // namespace partage::observe
