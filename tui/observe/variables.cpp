// Named variables of an ELF file, from DWARF through libdw.
#include "observe/variables.hpp"

#include <dwarf.h>

#include <optional>

#include "observe/elf_file.hpp"

namespace partage::observe {
namespace {

using Kind = record::Variable::Kind;

constexpr std::size_t kMostVariables = 64;
constexpr int kDeepestBlock = 8;
constexpr int kLongestTypeChain = 16;

std::string text_of(Dwarf_Die& die, unsigned attribute_name) {
  Dwarf_Attribute attribute;
  const char* text = dwarf_formstring(dwarf_attr_integrate(&die, attribute_name, &attribute));
  return text == nullptr ? "" : text;
}

bool type_of(Dwarf_Die& die, Dwarf_Die& type) {
  Dwarf_Attribute attribute;
  return dwarf_formref_die(dwarf_attr_integrate(&die, DW_AT_type, &attribute), &type) != nullptr;
}

// As a C programmer writes it.
std::string type_name(Dwarf_Die die, int depth = 0) {
  if (depth > kLongestTypeChain) return "…";
  Dwarf_Die target;
  const bool has_target = type_of(die, target);
  const auto of_target = [&] { return has_target ? type_name(target, depth + 1) : "void"; };
  switch (dwarf_tag(&die)) {
    case DW_TAG_pointer_type: {
      const std::string to = of_target();
      return to + (to.ends_with('*') ? "*" : " *");
    }
    case DW_TAG_const_type: return "const " + of_target();
    case DW_TAG_volatile_type: return "volatile " + of_target();
    case DW_TAG_structure_type: return "struct " + text_of(die, DW_AT_name);
    case DW_TAG_union_type: return "union " + text_of(die, DW_AT_name);
    case DW_TAG_enumeration_type: return "enum " + text_of(die, DW_AT_name);
    case DW_TAG_subroutine_type: return of_target() + " ()";
    case DW_TAG_array_type: return of_target() + " []";
    default: return text_of(die, DW_AT_name);
  }
}

// Without its names and qualifiers.
std::optional<Dwarf_Die> bare_type(Dwarf_Die& variable) {
  Dwarf_Die type;
  if (!type_of(variable, type)) return std::nullopt;
  for (int i = 0; i < kLongestTypeChain; ++i) {
    const int tag = dwarf_tag(&type);
    const bool wrapped = tag == DW_TAG_typedef || tag == DW_TAG_const_type || tag == DW_TAG_volatile_type || tag == DW_TAG_atomic_type;
    Dwarf_Die next;
    if (!wrapped) return type;
    if (!type_of(type, next)) return std::nullopt;
    type = next;
  }
  return std::nullopt;
}

std::optional<Kind> kind_of(Dwarf_Die& bare) {
  switch (dwarf_tag(&bare)) {
    case DW_TAG_pointer_type: return Kind::pointer;
    case DW_TAG_enumeration_type: return Kind::signed_integer;
    case DW_TAG_base_type: break;
    default: return std::nullopt;
  }
  Dwarf_Attribute attribute;
  Dwarf_Word encoding = 0;
  if (dwarf_formudata(dwarf_attr(&bare, DW_AT_encoding, &attribute), &encoding) != 0) return std::nullopt;
  switch (encoding) {
    case DW_ATE_boolean: return Kind::boolean;
    case DW_ATE_float: return Kind::floating;
    case DW_ATE_signed: return Kind::signed_integer;
    case DW_ATE_signed_char:
    case DW_ATE_unsigned_char: return Kind::character;
    case DW_ATE_unsigned: return Kind::unsigned_integer;
    default: return std::nullopt;
  }
}

struct Location {
  bool on_stack;
  std::int64_t place;
};

std::optional<Location> location_of(Dwarf_Die& variable) {
  Dwarf_Attribute attribute;
  Dwarf_Op* operations = nullptr;
  std::size_t count = 0;
  if (dwarf_getlocation(dwarf_attr(&variable, DW_AT_location, &attribute), &operations, &count) != 0 || count != 1)
    return std::nullopt;
  const auto place = static_cast<std::int64_t>(operations[0].number);
  if (operations[0].atom == DW_OP_addr) return Location{false, place};
  if (operations[0].atom == DW_OP_fbreg) return Location{true, place};
  return std::nullopt;
}

// At -O0 gcc and clang give a function's frame base as its call frame address, or as the frame pointer, from which that
// address is two words up.
std::optional<std::int64_t> frame_base(Dwarf_Die& function) {
  Dwarf_Attribute attribute;
  Dwarf_Op* operations = nullptr;
  std::size_t count = 0;
  if (dwarf_getlocation(dwarf_attr(&function, DW_AT_frame_base, &attribute), &operations, &count) != 0 || count != 1)
    return std::nullopt;
  if (operations[0].atom == DW_OP_call_frame_cfa) return 0;
#if defined(__x86_64__)
  if (operations[0].atom == DW_OP_reg6) return -16;
#endif
  return std::nullopt;
}

class Collector {
 public:
  explicit Collector(std::vector<DeclaredVariable>& found) : found_(found) {}

  void unit(Dwarf_Die& unit) { children(unit, "", std::nullopt, 0); }

 private:
  void children(Dwarf_Die& parent, const std::string& function, std::optional<std::int64_t> base, int depth) {
    Dwarf_Die die;
    if (depth > kDeepestBlock || dwarf_child(&parent, &die) != 0) return;
    do {
      const int tag = dwarf_tag(&die);
      if (tag == DW_TAG_variable) variable(die, function, base);
      if (tag == DW_TAG_lexical_block) children(die, function, base, depth + 1);
      if (tag != DW_TAG_subprogram) continue;
      const std::string name = text_of(die, DW_AT_name);
      // Locals of the other functions live and die too often to be followed.
      children(die, name, name == "main" ? frame_base(die) : std::nullopt, depth + 1);
    } while (dwarf_siblingof(&die, &die) == 0);
  }

  void variable(Dwarf_Die& die, const std::string& function, std::optional<std::int64_t> base) {
    const auto location = location_of(die);
    if (!location || (location->on_stack && !base)) return;
    const std::int64_t place = location->place + (location->on_stack ? *base : 0);
    auto bare = bare_type(die);
    if (!bare) return;
    int line = 0;
    dwarf_decl_line(&die, &line);
    const DeclaredVariable whole{{text_of(die, DW_AT_name), function, "", Kind::pointer, 0, line}, location->on_stack, place};
    if (dwarf_tag(&*bare) == DW_TAG_structure_type) members(*bare, whole);
    else scalar(die, *bare, whole);
  }

  // The scalars of a structure, as temoin.x; not those of the structures inside it.
  void members(Dwarf_Die& structure, const DeclaredVariable& whole) {
    Dwarf_Die member;
    if (dwarf_child(&structure, &member) != 0) return;
    do {
      Dwarf_Attribute attribute;
      Dwarf_Word offset = 0;
      auto bare = bare_type(member);
      if (dwarf_tag(&member) != DW_TAG_member || !bare) continue;
      if (dwarf_formudata(dwarf_attr(&member, DW_AT_data_member_location, &attribute), &offset) != 0) offset = 0;
      DeclaredVariable part = whole;
      part.variable.name += "." + text_of(member, DW_AT_name);
      part.place += static_cast<std::int64_t>(offset);
      scalar(member, *bare, part);
    } while (dwarf_siblingof(&member, &member) == 0);
  }

  void scalar(Dwarf_Die& declaration, Dwarf_Die& bare, DeclaredVariable variable) {
    const auto kind = kind_of(bare);
    const int size = dwarf_tag(&bare) == DW_TAG_pointer_type ? static_cast<int>(sizeof(void*)) : dwarf_bytesize(&bare);
    Dwarf_Die type;
    if (!kind || size < 1 || size > 8 || variable.variable.name.empty() || !type_of(declaration, type)) return;
    if (found_.size() >= kMostVariables) return;
    variable.variable.kind = *kind;
    variable.variable.size = static_cast<std::uint32_t>(size);
    variable.variable.type = type_name(type);
    found_.push_back(std::move(variable));
  }

  std::vector<DeclaredVariable>& found_;
};

}  // namespace

std::shared_ptr<const std::vector<DeclaredVariable>> ElfFile::named_variables(const OwnFiles& own) {
  if (variables_) return variables_;
  auto found = std::make_shared<std::vector<DeclaredVariable>>();
  Dwarf_CU* cursor = nullptr;
  Dwarf_Half version;
  std::uint8_t type;
  Dwarf_Die unit;
  while (dwarf() != nullptr && dwarf_get_units(dwarf_, cursor, &cursor, &version, &type, &unit, nullptr) == 0) {
    const char* name = dwarf_diename(&unit);
    if (name != nullptr && own.contains(name)) Collector(*found).unit(unit);
  }
  variables_ = found;
  return variables_;
}

}  // namespace partage::observe
