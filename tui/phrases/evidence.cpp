#include "phrases/evidence.hpp"

#include <fmt/format.h>

namespace partage::phrases {

namespace {

// Results below this are counts, descriptors or pids; above, addresses (mmap_min_addr is 64 KiB at least, and a program's
// own addresses are far higher).
constexpr std::uint64_t first_address = 1ull << 32;

std::string value_text(std::uint64_t value) {
  const auto as_signed = static_cast<std::int64_t>(value);
  if (as_signed < 0 && as_signed > -4096) return std::to_string(as_signed);
  return value >= first_address ? address_text(value) : std::to_string(value);
}

// A fixed address may be low: the call, not the number, tells what it gives.
bool gives_address(std::string_view name) {
  return name == "mmap" || name == "mmap2" || name == "mremap" || name == "shmat" || name == "brk";
}

std::string result_text(const record::Syscall& call) {
  if (!call.result) return " ne revient pas";
  if (!call.error.empty()) return fmt::format(" = -1 {}{}", call.error, call.injected ? " (échec provoqué)" : "");
  const auto result = static_cast<std::uint64_t>(*call.result);
  return " = " + (gives_address(call.name) ? address_text(result) : value_text(result));
}

}  // namespace

std::string grouped(std::string_view number) {
  const std::size_t sign = number.starts_with('-') ? 1 : 0, digits = number.size() - sign;
  const bool whole = number.find_first_not_of("0123456789", sign) == std::string_view::npos;
  if (!whole || digits < 5 || number[sign] == '0') return std::string(number);
  std::string text(number.substr(0, sign));
  for (std::size_t i = 0; i < digits; ++i) {
    if (i > 0 && (digits - i) % 3 == 0) text += "\u202f";
    text += number[sign + i];
  }
  return text;
}

std::string grouped(std::uint64_t number) { return grouped(std::to_string(number)); }

std::string address_text(record::Address address) { return fmt::format("0x{:x}", address); }

std::string size_text(std::uint64_t bytes) {
  if (bytes >= (1ull << 40) && bytes % (1ull << 40) == 0) return fmt::format("{}\u00a0Tio", bytes >> 40);
  if (bytes >= (1ull << 30) && bytes % (1ull << 30) == 0) return fmt::format("{}\u00a0Gio", bytes >> 30);
  if (bytes >= (1ull << 20) && bytes % (1ull << 20) == 0) return fmt::format("{}\u00a0Mio", bytes >> 20);
  if (bytes >= (1ull << 10) && bytes % (1ull << 10) == 0) return fmt::format("{}\u00a0Kio", bytes >> 10);
  return fmt::format("{}\u00a0octet{}", grouped(bytes), bytes > 1 ? "s" : "");
}

std::string syscall_evidence(const record::Syscall& call) {
  std::string text = call.name + "(";
  for (const record::Argument& argument : call.arguments) {
    if (&argument != &call.arguments.front()) text += ", ";
    text += argument.text.empty() ? value_text(argument.value) : argument.text;
  }
  return text + ")" + result_text(call);
}

std::string mapping_evidence(const record::Mapping& mapping) {
  std::string text = fmt::format("maps\u00a0: {:x}-{:x} {}", mapping.start, mapping.end, mapping.permissions);
  if (mapping.inode != 0) text += fmt::format(" inode {}", mapping.inode);
  if (!mapping.path.empty()) text += " " + mapping.path;
  return text + fmt::format(" ({})", size_text(mapping.size()));
}

std::string no_mapping_evidence(record::Address address) {
  return fmt::format("maps\u00a0: aucune ligne ne contient {}", address_text(address));
}

std::string integer_evidence(record::Address address, std::optional<std::int64_t> value) {
  if (!value) return fmt::format("l'entier en {} n'a pas pu être lu", address_text(address));
  return fmt::format("l'entier en {} vaut {}", address_text(address), grouped(std::to_string(*value)));
}

std::string signal_evidence(const record::Exit& exit) {
  std::string text = exit.signal_name.empty() ? fmt::format("signal {}", exit.signal) : exit.signal_name;
  if (!exit.code_name.empty()) text += fmt::format(" ({})", exit.code_name);
  if (exit.fault_address != 0 || exit.signal_name == "SIGSEGV" || exit.signal_name == "SIGBUS")
    text += fmt::format(" à l'adresse {}", address_text(exit.fault_address));
  return text;
}

std::string exit_evidence(const record::Exit& exit) {
  return exit.signal != 0 ? signal_evidence(exit) : fmt::format("a fini avec le code {}", exit.status);
}

std::string call_evidence(const record::FunctionCall& entry, std::optional<std::uint64_t> result) {
  std::string text = entry.function + "(";
  for (std::size_t i = 0; i < entry.arguments.size(); ++i)
    text += (i > 0 ? ", " : "") + value_text(entry.arguments[i]);
  return text + (result ? ") = " + value_text(*result) : ") ne revient pas");
}

}  // namespace partage::phrases
