// /proc/PID/pagemap as data (Documentation/admin-guide/mm/pagemap.rst).
#pragma once

#include <cstddef>
#include <vector>

#include "record/recording.hpp"

namespace partage::observe {

record::PageFlags page_flags(std::uint64_t entry);

/// Entries of `count` pages from `first` (an address); fewer when the process ended. `pagemap` is an open descriptor.
std::vector<record::PageFlags> read_pagemap(int pagemap, record::Address first, std::size_t count);

}  // namespace partage::observe
