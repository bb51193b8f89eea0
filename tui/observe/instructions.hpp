// The text of one machine instruction, by Capstone.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "record/recording.hpp"

namespace partage::observe {

/// "add dword ptr [rax], 1"; empty when the bytes are no instruction. `address` is where they stand, for relative jumps.
std::string instruction_text(std::span<const std::uint8_t> bytes, record::Address address);

}  // namespace partage::observe
