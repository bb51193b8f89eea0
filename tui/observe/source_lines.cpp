// Source lines and variables of an ELF file, from DWARF through libdw.
#include <dwarf.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <set>
#include <span>

#include "observe/elf_file.hpp"
#include "observe/memory.hpp"

namespace partage::observe {
namespace {

std::string_view file_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

struct Free {
  void operator()(void* block) const { std::free(block); }
};

bool is_function(Dwarf_Die& die) {
  const int tag = dwarf_tag(&die);
  return tag == DW_TAG_subprogram || tag == DW_TAG_inlined_subroutine;
}

std::string name_of(Dwarf_Die& die) {
  Dwarf_Attribute attribute;
  // An inlined copy is named by the function that it is a copy of.
  const char* name = dwarf_formstring(dwarf_attr_integrate(&die, DW_AT_name, &attribute));
  return name == nullptr ? "" : name;
}

const char* call_file(Dwarf_Die& unit, Dwarf_Die& inlined) {
  Dwarf_Attribute attribute;
  Dwarf_Word index = 0;
  Dwarf_Files* files = nullptr;
  std::size_t count = 0;
  if (dwarf_formudata(dwarf_attr(&inlined, DW_AT_call_file, &attribute), &index) != 0) return nullptr;
  if (dwarf_getsrcfiles(&unit, &files, &count) != 0 || index >= count) return nullptr;
  return dwarf_filesrc(files, index, nullptr, nullptr);
}

int call_line(Dwarf_Die& inlined) {
  Dwarf_Attribute attribute;
  Dwarf_Word line = 0;
  return dwarf_formudata(dwarf_attr(&inlined, DW_AT_call_line, &attribute), &line) == 0 ? static_cast<int>(line) : 0;
}

// The functions that hold the address, from the innermost inlined one to the one that has a frame.
std::vector<Dwarf_Die> functions_around(Dwarf_Die& unit, Address address) {
  Dwarf_Die* scopes = nullptr;
  const int count = dwarf_getscopes(&unit, address, &scopes);
  const std::unique_ptr<Dwarf_Die, Free> kept(scopes);
  std::vector<Dwarf_Die> functions;
  for (int i = 0; i < count; ++i)
    if (is_function(scopes[i])) functions.push_back(scopes[i]);
  return functions;
}

bool unit_of(Dwarf* dwarf, Address address, Dwarf_Die& unit) {
  if (dwarf_addrdie(dwarf, address, &unit) != nullptr) return true;
  // Compilers other than gcc may leave .debug_aranges out.
  Dwarf_CU* cursor = nullptr;
  Dwarf_Half version;
  std::uint8_t type;
  while (dwarf_get_units(dwarf, cursor, &cursor, &version, &type, &unit, nullptr) == 0)
    if (dwarf_haspc(&unit, address) == 1) return true;
  return false;
}

// Where a variable of static storage is; nothing for the others.
std::optional<Address> fixed_address(Dwarf_Die& variable) {
  Dwarf_Attribute attribute;
  Dwarf_Op* operations = nullptr;
  std::size_t count = 0;
  if (dwarf_getlocation(dwarf_attr(&variable, DW_AT_location, &attribute), &operations, &count) != 0) return std::nullopt;
  if (count != 1 || operations[0].atom != DW_OP_addr) return std::nullopt;
  return operations[0].number;
}

void collect_variables(Dwarf_Die& parent, int depth, std::set<Address>& pages) {
  Dwarf_Die die;
  if (dwarf_child(&parent, &die) != 0) return;
  do {
    const int tag = dwarf_tag(&die);
    if (tag == DW_TAG_variable) {
      if (const auto address = fixed_address(die)) pages.insert(*address - *address % page_size());
    } else if ((tag == DW_TAG_subprogram || tag == DW_TAG_lexical_block) && depth < 6) {
      collect_variables(die, depth + 1, pages);
    }
  } while (dwarf_siblingof(&die, &die) == 0);
}

}  // namespace

bool OwnFiles::contains(std::string_view path) const {
  if (names.empty()) return !path.starts_with("/usr/include/") && !path.starts_with("/usr/lib/");
  return std::find(names.begin(), names.end(), file_name(path)) != names.end();
}

Dwarf* ElfFile::dwarf() {
  if (!dwarf_tried_) {
    dwarf_tried_ = true;
    dwarf_ = dwarf_begin_elf(elf_, DWARF_C_READ, nullptr);
    Dwarf_CU* cursor = nullptr;
    Dwarf_Half version;
    std::uint8_t type;
    // Without debug information libdw may still open the file, for its .eh_frame.
    if (dwarf_ != nullptr && dwarf_get_units(dwarf_, nullptr, &cursor, &version, &type, nullptr, nullptr) != 0) {
      dwarf_end(dwarf_);
      dwarf_ = nullptr;
    }
  }
  return dwarf_;
}

bool ElfFile::has_lines() { return dwarf() != nullptr; }

const Place& ElfFile::place(Address address, const OwnFiles& own) {
  const auto known = places_.find(address);
  if (known != places_.end()) return known->second;
  return places_.emplace(address, make_place(address, own)).first->second;
}

Place ElfFile::make_place(Address address, const OwnFiles& own) {
  Dwarf_Die unit;
  if (dwarf() == nullptr || !unit_of(dwarf_, address, unit)) return {};
  return place_in(unit, address, own);
}

// An own function may have been inlined into another file's, and a header's function into an own one: the innermost own
// line wins.
Place ElfFile::place_in(Dwarf_Die& unit, Address address, const OwnFiles& own) {
  Place place;
  Dwarf_Line* line = dwarf_getsrc_die(&unit, address);
  if (line == nullptr) return place;
  const char* file = dwarf_linesrc(line, nullptr, nullptr);
  int number = 0;
  dwarf_lineno(line, &number);
  std::vector<Dwarf_Die> functions = functions_around(unit, address);
  for (std::size_t i = 0; file != nullptr; ++i) {
    place.known = true;
    place.own = number > 0 && own.contains(file);
    place.source = {std::string(file_name(file)), number, i < functions.size() ? name_of(functions[i]) : ""};
    const bool outermost = i >= functions.size() || dwarf_tag(&functions[i]) != DW_TAG_inlined_subroutine;
    if (place.own || outermost) break;
    file = call_file(unit, functions[i]);
    number = call_line(functions[i]);
  }
  return place;
}

std::vector<Address> ElfFile::variable_pages(const OwnFiles& own, std::size_t most) {
  std::set<Address> pages;
  Dwarf_CU* cursor = nullptr;
  Dwarf_Half version;
  std::uint8_t type;
  Dwarf_Die unit;
  while (dwarf() != nullptr && dwarf_get_units(dwarf_, cursor, &cursor, &version, &type, &unit, nullptr) == 0) {
    const char* name = dwarf_diename(&unit);
    if (name != nullptr && own.contains(name)) collect_variables(unit, 0, pages);
  }
  std::vector<Address> first(pages.begin(), pages.end());
  if (first.size() > most) first.resize(most);
  return first;
}

}  // namespace partage::observe
