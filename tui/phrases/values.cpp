#include "phrases/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>

#include "phrases/evidence.hpp"
#include "phrases/moments.hpp"

namespace partage::phrases {

namespace {

using namespace std::string_view_literals;
using record::Address;
using record::Mapping;
using record::Pid;
using record::ProcessView;
using record::Snapshot;
using record::Variable;
using Kind = record::Variable::Kind;

std::int64_t sign_extended(std::uint64_t value, std::uint32_t size) {
  if (size == 0 || size >= 8) return static_cast<std::int64_t>(value);
  const unsigned shift = 64 - 8 * size;
  return static_cast<std::int64_t>(value << shift) >> shift;
}

std::string character_text(std::uint64_t value) {
  constexpr std::string_view escaped = "\n\t\r\0'\\"sv;
  constexpr std::string_view names = "ntr0'\\";
  const auto c = static_cast<unsigned char>(value);
  const std::size_t at = escaped.find(static_cast<char>(c));
  if (at != std::string_view::npos) return fmt::format("'\\{}'", names[at]);
  return c >= 0x20 && c < 0x7F ? fmt::format("'{}'", static_cast<char>(c)) : fmt::format("'\\x{:02x}'", c);
}

std::string floating_text(std::uint64_t value, std::uint32_t size) {
  if (size == 4) return fmt::format("{:g}", std::bit_cast<float>(static_cast<std::uint32_t>(value)));
  return fmt::format("{:g}", std::bit_cast<double>(value));
}

struct TypeName {
  std::string_view name;
  Kind kind;
  std::uint32_t size;
};

// On the 64-bit machines that we observe.
constexpr std::array<TypeName, 29> types{{{"int", Kind::signed_integer, 4},
                                          {"signed int", Kind::signed_integer, 4},
                                          {"unsigned int", Kind::unsigned_integer, 4},
                                          {"unsigned", Kind::unsigned_integer, 4},
                                          {"short", Kind::signed_integer, 2},
                                          {"short int", Kind::signed_integer, 2},
                                          {"short unsigned int", Kind::unsigned_integer, 2},
                                          {"unsigned short", Kind::unsigned_integer, 2},
                                          {"long", Kind::signed_integer, 8},
                                          {"long int", Kind::signed_integer, 8},
                                          {"long unsigned int", Kind::unsigned_integer, 8},
                                          {"unsigned long", Kind::unsigned_integer, 8},
                                          {"long long int", Kind::signed_integer, 8},
                                          {"long long unsigned int", Kind::unsigned_integer, 8},
                                          {"size_t", Kind::unsigned_integer, 8},
                                          {"int8_t", Kind::signed_integer, 1},
                                          {"uint8_t", Kind::unsigned_integer, 1},
                                          {"int16_t", Kind::signed_integer, 2},
                                          {"uint16_t", Kind::unsigned_integer, 2},
                                          {"int32_t", Kind::signed_integer, 4},
                                          {"uint32_t", Kind::unsigned_integer, 4},
                                          {"int64_t", Kind::signed_integer, 8},
                                          {"uint64_t", Kind::unsigned_integer, 8},
                                          {"char", Kind::character, 1},
                                          {"signed char", Kind::character, 1},
                                          {"unsigned char", Kind::character, 1},
                                          {"_Bool", Kind::boolean, 1},
                                          {"float", Kind::floating, 4},
                                          {"double", Kind::floating, 8}}};

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

// "volatile int * const" -> "volatile int *" : the pointer's own qualifiers say nothing of what it points to.
std::string_view without_qualifiers(std::string_view text) {
  constexpr std::array<std::string_view, 4> words{"const", "volatile", "restrict", "_Atomic"};
  for (bool again = true; again;) {
    again = false;
    text = trimmed(text);
    for (const std::string_view word : words) {
      const std::size_t length = word.size();
      if (text.starts_with(word) && text.size() > length && text[length] == ' ')
        text.remove_prefix(length), again = true;
      if (text.ends_with(word) && text.size() > length && (text[text.size() - length - 1] == ' ' || text[text.size() - length - 1] == '*'))
        text.remove_suffix(length), again = true;
    }
  }
  return text;
}

// Same file, same place in it.
bool same_place(const Mapping& one, const Mapping& other, Address address) {
  return one.shared() && other.shared() && one.inode == other.inode && one.device == other.device &&
         other.contains(address) && one.offset + (address - one.start) == other.offset + (address - other.start);
}

std::optional<std::uint64_t> number(const std::string& bytes, std::uint32_t size) {
  if (size == 0 || size > 8 || bytes.size() < size) return std::nullopt;
  std::uint64_t value = 0;
  for (std::uint32_t i = size; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

bool in_memory(const ProcessView& process, Address address, std::uint64_t page_size) {
  const auto page = process.pages.find(address - address % page_size);
  return page != process.pages.end() && page->second.flags.present;
}

std::string name_of(const Mapping& mapping) {
  if (mapping.path == "[stack]") return "la pile";
  if (mapping.path == "[heap]") return "le tas";
  const bool anonymous = mapping.path.empty() || mapping.path.starts_with("/dev/zero (deleted)");
  if (!anonymous && !mapping.own) return "les données du programme";
  if (!anonymous) return fmt::format("le fichier {}", mapping.path.substr(mapping.path.rfind('/') + 1));
  return mapping.shared() ? "la zone partagée" : "la zone privée";
}

struct Expression {
  bool follows = false;  ///< "*x", "x[3]"
  std::string_view name;
  std::uint64_t index = 0;
};

Expression parsed(std::string_view text) {
  Expression expression{text.starts_with('*'), text, 0};
  if (expression.follows) expression.name.remove_prefix(1);
  const std::size_t bracket = text.find('[');
  if (bracket == std::string_view::npos) return expression;
  std::from_chars(text.data() + bracket + 1, text.data() + text.size(), expression.index);
  return {true, text.substr(0, bracket), expression.index};
}

// A local of main hides the global of that name.
std::optional<std::uint32_t> find_named(const record::Recording& recording, const ProcessView& process,
                                        std::string_view name) {
  std::optional<std::uint32_t> found;
  for (const auto& [index, view] : process.variables) {
    if (index >= recording.variables.size() || recording.variables[index].name != name) continue;
    if (!found || !recording.variables[index].function.empty()) found = index;
  }
  return found;
}

}  // namespace

std::string value_text(const Variable& variable, std::uint64_t value) {
  switch (variable.kind) {
    case Kind::signed_integer: return std::to_string(sign_extended(value, variable.size));
    case Kind::unsigned_integer: return std::to_string(value);
    case Kind::character: return character_text(value);
    case Kind::boolean: return value != 0 ? "true" : "false";
    case Kind::floating: return floating_text(value, variable.size);
    case Kind::pointer: break;
  }
  return value == ~std::uint64_t{0} ? "MAP_FAILED" : short_address(value);
}

std::optional<Variable> pointee(const Variable& pointer) {
  const std::string_view type = without_qualifiers(pointer.type);
  if (pointer.kind != Kind::pointer || !type.ends_with('*')) return std::nullopt;
  const std::string_view pointed = without_qualifiers(type.substr(0, type.size() - 1));
  Variable found;
  found.type = pointed;
  if (pointed.ends_with('*')) {
    found.kind = Kind::pointer;
    found.size = 8;
    return found;
  }
  const auto known = std::find_if(types.begin(), types.end(), [&](const TypeName& one) { return one.name == pointed; });
  if (known == types.end()) return std::nullopt;
  found.kind = known->kind;
  found.size = known->size;
  return found;
}

std::optional<std::uint64_t> value_at(const Snapshot& snapshot, Pid pid, Address address, std::uint32_t size,
                                      std::uint64_t page_size) {
  const auto found = snapshot.processes.find(pid);
  if (found == snapshot.processes.end() || page_size == 0) return std::nullopt;
  const ProcessView& process = found->second;
  const Mapping* mapping = process.mapping_at(address);
  if (mapping != nullptr && mapping->shared() && !in_memory(process, address, page_size))
    for (const auto& [other, view] : snapshot.processes) {
      const Mapping* theirs = view.mapping_at(address);
      if (other == pid || theirs == nullptr || !in_memory(view, address, page_size)) continue;
      if (same_place(*mapping, *theirs, address)) return number(view.read(address, size, page_size), size);
    }
  return number(process.read(address, size, page_size), size);
}

std::string where_text(const ProcessView& process, Address address) {
  const Mapping* mapping = process.mapping_at(address);
  if (mapping == nullptr) return "nulle part\u00a0: aucune zone ne contient cette adresse";
  const std::string name = name_of(*mapping);
  if (address == mapping->start && mapping->own)
    return "au début " + (name.starts_with("le ") ? "du " + name.substr(3) : "de " + name);
  return "dans " + name;
}

std::string expression_value(const record::Recording& recording, const Snapshot& snapshot, Pid pid,
                             std::string_view text) {
  const Expression expression = parsed(text);
  const auto process = snapshot.processes.find(pid);
  if (process == snapshot.processes.end()) return "";
  const auto named = find_named(recording, process->second, expression.name);
  if (!named) return "";
  const Variable& variable = recording.variables[*named];
  const std::uint64_t held = process->second.variables.at(*named).value;
  if (!expression.follows) return value_text(variable, held);
  const std::optional<Variable> target = pointee(variable);
  if (!target) return "";
  const Address address = held + expression.index * target->size;
  const auto value = value_at(snapshot, pid, address, target->size, recording.page_size);
  return value ? value_text(*target, *value) : "";
}

}  // namespace partage::phrases
