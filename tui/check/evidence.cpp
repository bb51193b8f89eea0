#include "phrases/evidence.hpp"

#include "check/facts.hpp"

namespace partage::check {

Evidence seen(const Run& run, const Seen& seen) {
  return {run.role(seen.pid), phrases::syscall_evidence(seen.call), seen.source};
}

Evidence maps_line(const Run& run, Pid pid, Address address, std::size_t moment) {
  const record::Mapping* mapping = run.mapping(pid, address, moment);
  return {run.role(pid), mapping != nullptr ? phrases::mapping_evidence(*mapping) : phrases::no_mapping_evidence(address), {}};
}

Evidence memory_value(const Run& run, Pid pid, Address address, std::size_t moment) {
  const auto& moments = run.recording().moments;
  const SourceLine source = moment < moments.size() && moments[moment].pid == pid ? moments[moment].source : SourceLine{};
  return {run.role(pid), phrases::integer_evidence(address, run.integer(pid, address, moment)), source};
}

}  // namespace partage::check
