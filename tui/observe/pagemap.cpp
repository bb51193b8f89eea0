#include "observe/pagemap.hpp"

#include <unistd.h>

#include "observe/memory.hpp"

namespace partage::observe {

record::PageFlags page_flags(std::uint64_t entry) {
  const auto bit = [&](int number) { return (entry >> number & 1) != 0; };
  record::PageFlags flags;
  flags.present = bit(63);
  flags.swapped = bit(62);
  flags.file_or_shared = bit(61);
  flags.exclusive = bit(56);
  // Of a swapped page these bits are a place in the swap, not a frame.
  if (flags.present) flags.frame = entry & ((1ull << 55) - 1);
  return flags;
}

std::vector<record::PageFlags> read_pagemap(int pagemap, record::Address first, std::size_t count) {
  std::vector<std::uint64_t> entries(count);
  const auto offset = static_cast<off_t>(first / page_size() * sizeof(std::uint64_t));
  const ssize_t got = pread(pagemap, entries.data(), count * sizeof(std::uint64_t), offset);
  entries.resize(got < 0 ? 0 : static_cast<std::size_t>(got) / sizeof(std::uint64_t));
  std::vector<record::PageFlags> flags;
  flags.reserve(entries.size());
  for (const std::uint64_t entry : entries) flags.push_back(page_flags(entry));
  return flags;
}

}  // namespace partage::observe
