// Whether an ELF file's own sources were compiled with optimisation, as its debug information tells.
#include <dwarf.h>

#include <sstream>
#include <string>

#include "observe/elf_file.hpp"

namespace partage::observe {
namespace {

constexpr unsigned kAppleOptimised = 0x3fe1;  // DW_AT_APPLE_optimized: clang, when it writes for lldb

// gcc repeats its options there, clang its -grecord-command-line. The last -O is the one that counts; -O alone is -O1.
bool asks_for_optimisation(const std::string& producer) {
  std::istringstream words(producer);
  bool optimised = false;
  for (std::string word; words >> word;)
    if (word.starts_with("-O")) optimised = word != "-O0";
  return optimised;
}

// Only with optimisation does clang describe the calls of a function.
bool describes_calls(Dwarf_Die& unit) {
  Dwarf_Die die;
  if (dwarf_child(&unit, &die) != 0) return false;
  do {
    if (dwarf_tag(&die) != DW_TAG_subprogram) continue;
    if (dwarf_hasattr(&die, DW_AT_call_all_calls) != 0 || dwarf_hasattr(&die, DW_AT_GNU_all_call_sites) != 0) return true;
  } while (dwarf_siblingof(&die, &die) == 0);
  return false;
}

bool is_optimised(Dwarf_Die& unit) {
  Dwarf_Attribute attribute;
  bool flag = false;
  if (dwarf_formflag(dwarf_attr(&unit, kAppleOptimised, &attribute), &flag) == 0 && flag) return true;
  const char* text = dwarf_formstring(dwarf_attr(&unit, DW_AT_producer, &attribute));
  const std::string producer = text == nullptr ? "" : text;
  if (asks_for_optimisation(producer)) return true;
  const bool says = producer.find(" -O") != std::string::npos;
  return producer.find("clang") != std::string::npos && !says && describes_calls(unit);
}

}  // namespace

bool ElfFile::optimised(const OwnFiles& own) {
  if (optimised_) return *optimised_;
  optimised_ = false;
  Dwarf_CU* cursor = nullptr;
  Dwarf_Half version;
  std::uint8_t type;
  Dwarf_Die unit;
  while (!*optimised_ && dwarf() != nullptr && dwarf_get_units(dwarf_, cursor, &cursor, &version, &type, &unit, nullptr) == 0) {
    const char* name = dwarf_diename(&unit);
    optimised_ = name != nullptr && own.contains(name) && is_optimised(unit);
  }
  return *optimised_;
}

}  // namespace partage::observe
