#include "observe/breakpoints.hpp"

#include <sys/ptrace.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>

namespace partage::observe {
namespace {

using Word = std::array<std::uint8_t, 8>;

void* at_address(Address address) { return reinterpret_cast<void*>(address); }

// ptrace may write to text that the program itself cannot: the page becomes a private copy of that process.
std::optional<Word> peek(pid_t tid, Address address) {
  errno = 0;
  const long value = ptrace(PTRACE_PEEKTEXT, tid, at_address(address), nullptr);
  if (errno != 0) return std::nullopt;
  Word word;
  std::memcpy(word.data(), &value, sizeof value);
  return word;
}

bool poke(pid_t tid, Address address, const Word& word) {
  std::uint64_t value;
  std::memcpy(&value, word.data(), sizeof value);
  return ptrace(PTRACE_POKETEXT, tid, at_address(address), value) == 0;
}

// Only the instruction's own bytes: the rest of the word may hold another breakpoint.
bool replace(pid_t tid, Address address, const std::uint8_t* bytes) {
  std::optional<Word> word = peek(tid, address);
  if (!word) return false;
  std::copy_n(bytes, breakpoint_instruction().size(), word->begin());
  return poke(tid, address, *word);
}

}  // namespace

bool Breakpoints::add(pid_t tid, Address address, const Meaning& meaning) {
  const auto known = all_.find(address);
  if (known != all_.end()) {
    Meaning& kept = known->second.meaning;
    kept.program_entry |= meaning.program_entry;
    kept.main |= meaning.main;
    kept.probe_return |= meaning.probe_return;
    kept.region_return |= meaning.region_return;
    if (meaning.statement >= 0) kept.statement = meaning.statement;
    if (meaning.probe >= 0) kept.probe = meaning.probe;
    if (meaning.question >= 0) kept.question = meaning.question;
    return true;
  }
  const std::optional<Word> original = peek(tid, address);
  if (!original || !replace(tid, address, breakpoint_instruction().data())) return false;
  all_.emplace(address, Breakpoint{*original, meaning});
  return true;
}

const Breakpoints::Meaning* Breakpoints::at(Address address) const {
  const auto found = all_.find(address);
  return found == all_.end() ? nullptr : &found->second.meaning;
}

void Breakpoints::lift(pid_t tid, Address address) {
  const auto found = all_.find(address);
  if (found != all_.end()) replace(tid, address, found->second.original.data());
}

void Breakpoints::restore(pid_t tid, Address address) {
  if (all_.count(address) != 0) replace(tid, address, breakpoint_instruction().data());
}

void Breakpoints::remove(pid_t tid, Address address) {
  lift(tid, address);
  all_.erase(address);
}

}  // namespace partage::observe
