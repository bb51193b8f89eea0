// The small questions and words that most checks need.
#include <cinttypes>
#include <cstdio>

#include "check/facts.hpp"
#include "phrases/evidence.hpp"

namespace partage::check {

bool succeeded(const Seen& seen) { return seen.call.result && seen.call.error.empty(); }

std::uint64_t value(const Seen& seen, std::string_view name) {
  const auto* argument = seen.call.argument(name);
  return argument == nullptr ? 0 : argument->value;
}

std::uint32_t bits(const Seen& seen, std::string_view name) { return static_cast<std::uint32_t>(value(seen, name)); }

Call scenario_call(const Run& run, std::string_view function, int nth) {
  std::size_t free_from = 0;
  for (int any = 1; any <= run.call_count(function); ++any) {
    const Call call = run.call(function, any);
    if (call.pid != run.father() || call.entry < free_from) continue;
    if (--nth == 0) return call;
    free_from = call.returned() ? call.exit : run.recording().moments.size();
  }
  return {};
}

std::string hex(Address address) {
  char text[24];
  std::snprintf(text, sizeof text, "0x%" PRIx64, address);
  return text;
}

std::string returned_text(Address address) {
  return address == 0 ? "NULL" : address == map_failed ? "MAP_FAILED" : hex(address);
}

std::string text_of(std::optional<std::int64_t> number) { return number ? std::to_string(*number) : "?"; }

Origin origin_of(const Run& run, const record::Mapping& mapping, const std::vector<Seen>& maps, Pid pid, std::size_t moment) {
  Origin origin;
  for (const Seen& made : maps) {
    if (!succeeded(made) || !mapping.contains(static_cast<Address>(made.call.result.value_or(0)))) continue;
    origin = {{seen(run, made)}, made.source};
  }
  origin.evidence.push_back(maps_line(run, pid, mapping.start, moment));
  return origin;
}

std::string octets(std::uint64_t count) { return phrases::grouped(count) + (count < 2 ? "\u00a0octet" : "\u00a0octets"); }

}  // namespace partage::check
