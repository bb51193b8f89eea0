// The table of checks compiled into this program; CMake writes its rows.
#pragma once

#include <iterator>
#include <span>

#include "check/facts.hpp"

namespace partage::check {

struct CheckEntry {
  const char* exercise;  ///< folder name
  void (*check)(Trial&);
};

/// Defined in the table that CMake generates (object library partage_checks).
std::span<const CheckEntry> check_table();

}  // namespace partage::check
