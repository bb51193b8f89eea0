// --lignes, --ordre and --instructions: to follow a program line by line, from the command line.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "observe/observe.hpp"

namespace partage::cli {

struct LineWords {
  bool lines = false;
  std::string order, region;

  void add_to(CLI::App& command);
  bool asked() const { return lines || !order.empty() || !region.empty(); }
  std::string order_or_default() const { return order.empty() ? "pere" : order; }
};

/// On stderr: line by line was asked for, and no line or no instruction was seen; and why, as far as can be told.
void say_what_was_not_followed(const observe::Request& request, const record::Recording& recording);

}  // namespace partage::cli
