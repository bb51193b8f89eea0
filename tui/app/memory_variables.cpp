#include "app/memory_variables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "app/memory_names.hpp"
#include "phrases/moments.hpp"

namespace partage::app {
namespace {

using record::Address;
using record::ProcessView;
using record::Recording;
using record::Variable;

std::int64_t sign_extended(std::uint64_t value, std::uint32_t size) {
  const unsigned unused = 64 - 8 * std::clamp(size, 1U, 8U);
  return static_cast<std::int64_t>(value << unused) >> unused;
}

std::string floating_text(std::uint64_t value, std::uint32_t size) {
  double number = 0;
  if (size == sizeof(float)) {
    const auto low = static_cast<std::uint32_t>(value);
    float single = 0;
    std::memcpy(&single, &low, sizeof single);
    number = static_cast<double>(single);
  } else {
    std::memcpy(&number, &value, sizeof number);
  }
  return fmt::format("{:g}", number);
}

std::string character_text(std::uint64_t value) {
  const auto code = static_cast<unsigned char>(value);
  if (code == '\n') return "'\\n'";
  if (code < 0x20 || code > 0x7E) return fmt::format("{}", code);
  return fmt::format("'{}'", static_cast<char>(code));
}

bool name_is_alone(const Recording& recording, const ProcessView& process, const std::string& name) {
  return std::count_if(process.mappings.begin(), process.mappings.end(),
                       [&](const record::Mapping& one) { return mapping_name(recording, one) == name; }) <= 1;
}

std::string with_offset(const std::string& name, std::uint64_t offset) {
  return offset == 0 ? name : fmt::format("{} + {}", name, offset);
}

// What lies at that address: a variable, else a mapping; empty when nothing does.
std::string place_name(const Recording& recording, const ProcessView& process, Address address) {
  for (const auto& [index, view] : process.variables)
    if (index < recording.variables.size() && view.address != 0 && view.address <= address &&
        address - view.address < recording.variables[index].size)
      return with_offset(recording.variables[index].name, address - view.address);
  const record::Mapping* mapping = process.mapping_at(address);
  if (mapping == nullptr) return {};
  const std::string name = mapping_name(recording, *mapping);
  const bool told = (mapping->own || mapping->start == address) && name_is_alone(recording, process, name);
  return told ? with_offset(name, address - mapping->start) : name + " " + phrases::short_address(address);
}

struct Target {
  bool somewhere = false;
  std::string text;
};

Target target(const Recording& recording, const ProcessView& process, Address address) {
  if (address == 0) return {false, "NULL"};
  if (address == ~Address{0}) return {false, "MAP_FAILED"};
  if (process.mappings.empty()) return {false, phrases::short_address(address)};
  const std::string name = place_name(recording, process, address);
  return {true, name.empty() ? "rien (" + phrases::short_address(address) + ")" : name};
}

std::string said(const Recording& recording, const ProcessView& process, std::uint32_t index, const char* holds, const char* points) {
  const auto view = process.variables.find(index);
  if (index >= recording.variables.size() || view == process.variables.end()) return {};
  const Variable& variable = recording.variables[index];
  if (variable.kind != Variable::Kind::pointer) return variable.name + holds + variable_value(variable, view->second.value);
  const Target where = target(recording, process, view->second.value);
  return variable.name + (where.somewhere ? points : holds) + where.text;
}

}  // namespace

std::string variable_value(const Variable& variable, std::uint64_t value) {
  switch (variable.kind) {
    case Variable::Kind::signed_integer: return std::to_string(sign_extended(value, variable.size));
    case Variable::Kind::unsigned_integer: return std::to_string(value);
    case Variable::Kind::character: return character_text(value);
    case Variable::Kind::boolean: return value == 0 ? "false" : "true";
    case Variable::Kind::floating: return floating_text(value, variable.size);
    case Variable::Kind::pointer: return fmt::format("{:#x}", value);
  }
  return {};
}

std::string variable_text(const Recording& recording, const ProcessView& process, std::uint32_t index) {
  return said(recording, process, index, " = ", " ──▶ ");
}

std::string variable_sentence(const Recording& recording, const ProcessView& process, std::uint32_t index) {
  return said(recording, process, index, " vaut ", " pointe sur ");
}

}  // namespace partage::app
