// Variables that have a name: what DWARF says of them, and what they hold in a process.
#pragma once

#include <memory>
#include <vector>

#include "record/recording.hpp"

namespace partage::observe {

using record::Address;

/// A variable as its program declares it.
struct DeclaredVariable {
  record::Variable variable;
  bool on_stack = false;       ///< a local of main: `place` is an offset from main's call frame address
  std::int64_t place = 0;      ///< otherwise the file's own address
};

/// The variables of one program, in one address space. Copied at fork.
struct NamedVariables {
  std::shared_ptr<const std::vector<DeclaredVariable>> declared;
  std::uint32_t first = 0;     ///< index in Recording::variables of the first of them
  Address bias = 0;            ///< of the program
  Address frame = 0;           ///< main's call frame address (DW_OP_call_frame_cfa); 0: not in main yet
  Address back_slot = 0, back = 0;  ///< where main's return address is, and that address; 0: not known
  int reached = 0;             ///< furthest line of main that was reached: locals declared below hold nothing yet
};

}  // namespace partage::observe
