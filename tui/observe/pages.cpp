#include "observe/pages.hpp"

#include <algorithm>

#include "observe/memory.hpp"
#include "observe/pagemap.hpp"

namespace partage::observe {
namespace {

constexpr std::size_t kFirstPages = 16;
constexpr std::size_t kMostPages = 64;
// Two differences closer than this are told as one.
constexpr std::size_t kGap = 8;
// Entries read for nothing are cheaper than one more system call.
constexpr std::size_t kPagemapGap = 32;

Address round_down(Address address) { return address - address % page_size(); }
Address round_up(Address address) { return round_down(address + page_size() - 1); }

struct State {
  Address address;
  record::PageFlags flags;
};

std::vector<State> states(int pagemap, const std::vector<Address>& pages) {
  std::vector<State> all;
  for (std::size_t first = 0; first < pages.size();) {
    std::size_t last = first;
    while (last + 1 < pages.size() && pages[last + 1] - pages[last] <= kPagemapGap * page_size()) ++last;
    const std::size_t count = (pages[last] - pages[first]) / page_size() + 1;
    const auto flags = read_pagemap(pagemap, pages[first], count);
    for (std::size_t i = first; i <= last; ++i) {
      const std::size_t index = (pages[i] - pages[first]) / page_size();
      if (index < flags.size()) all.push_back({pages[i], flags[index]});
    }
    first = last + 1;
  }
  return all;
}

// Contents of the present pages, by address; neighbours are read together. What cannot be read is left out.
std::map<Address, std::string> contents(record::Pid pid, const std::vector<State>& states) {
  std::map<Address, std::string> found;
  const std::size_t size = page_size();
  std::string buffer;
  for (std::size_t first = 0; first < states.size();) {
    std::size_t last = first;
    while (last < states.size() && states[last].flags.present &&
           states[last].address == states[first].address + (last - first) * size)
      ++last;
    buffer.resize((last - first) * size);
    const std::size_t got = buffer.empty() ? 0 : read_memory(pid, states[first].address, buffer.data(), buffer.size());
    for (std::size_t i = 0; i < got / size; ++i) found.emplace(states[first + i].address, buffer.substr(i * size, size));
    first = std::max(last, first + 1);
  }
  return found;
}

}  // namespace

void Ranges::add(Address start, std::uint64_t length, bool own) {
  remove(start, length);
  if (length != 0) ranges_[round_down(start)] = {round_up(start + length), own};
}

void Ranges::remove(Address start, std::uint64_t length) {
  const Address from = round_down(start), to = round_up(start + length);
  auto next = ranges_.upper_bound(from);
  if (next != ranges_.begin()) --next;
  while (next != ranges_.end() && next->first < to) {
    const auto [begin, range] = *next;
    if (range.end <= from) {
      ++next;
      continue;
    }
    next = ranges_.erase(next);
    if (begin < from) ranges_[begin] = {from, range.own};
    if (range.end > to) next = std::next(ranges_.insert_or_assign(to, Range{range.end, range.own}).first);
  }
}

bool Ranges::own_in(Address start, Address end) const {
  auto next = ranges_.upper_bound(start);
  if (next != ranges_.begin()) --next;
  for (; next != ranges_.end() && next->first < end; ++next)
    if (next->second.own && next->second.end > start) return true;
  return false;
}

bool Ranges::holds(Address address) const {
  const auto next = ranges_.upper_bound(address);
  return next != ranges_.begin() && std::prev(next)->second.end > address;
}

std::vector<Address> pages_of_interest(const Ranges& ranges, const std::set<Address>& watched,
                                       const std::vector<Address>& variables) {
  std::set<Address> pages(variables.begin(), variables.end());
  const auto add = [&](Address address) {
    if (pages.size() < kMostPages) pages.insert(round_down(address));
  };
  for (const Address address : watched) add(address);
  for (const auto& [start, range] : ranges.all()) {
    const std::size_t count = (range.end - start) / page_size();
    for (std::size_t i = 0; i < std::min(count, kFirstPages); ++i) add(start + i * page_size());
    add(range.end - 1);
  }
  return {pages.begin(), pages.end()};
}

std::vector<record::ByteRun> differences(std::string_view before, std::string_view now) {
  std::vector<record::ByteRun> runs;
  if (before == now) return runs;
  std::size_t end = 0;  // one past the last run
  for (std::size_t i = 0; i < now.size(); ++i) {
    const char old = i < before.size() ? before[i] : '\0';
    if (old == now[i]) continue;
    if (runs.empty() || i > end + kGap) {
      runs.push_back({static_cast<std::uint32_t>(i), std::string(1, now[i])});
    } else {
      runs.back().bytes.append(now.substr(end, i + 1 - end));
    }
    end = i + 1;
  }
  return runs;
}

std::vector<record::PageChange> changed_pages(record::Pid pid, int pagemap, const std::vector<Address>& pages,
                                              const record::ProcessView& seen) {
  const std::vector<State> now = states(pagemap, pages);
  const std::map<Address, std::string> bytes = contents(pid, now);
  std::vector<record::PageChange> changes;
  for (const auto& [address, flags] : now) {
    const auto before = seen.pages.find(address);
    const bool known = before != seen.pages.end();
    if (!known && !flags.present && !flags.swapped) continue;
    record::PageChange change{address, flags, {}};
    const auto content = bytes.find(address);
    if (content != bytes.end()) change.runs = differences(known ? before->second.bytes : std::string_view(), content->second);
    if (known && before->second.flags == flags && change.runs.empty()) continue;
    changes.push_back(std::move(change));
  }
  return changes;
}

}  // namespace partage::observe
