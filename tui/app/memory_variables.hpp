// The program's variables, by name, as a process holds them.
#pragma once

#include <string>

#include "record/snapshot.hpp"

namespace partage::app {

/// As C writes it: "-1", "'a'", "0.5", "true"; an address for a pointer.
std::string variable_value(const record::Variable& variable, std::uint64_t value);

/// « compteur = 1 », « p = NULL », « p ──▶ zone + 8 », « p ──▶ compteur »: what a pointer points into is named.
std::string variable_text(const record::Recording& recording, const record::ProcessView& process, std::uint32_t index);
/// The same as the end of a sentence: « compteur vaut 1 », « p pointe sur zone ».
std::string variable_sentence(const record::Recording& recording, const record::ProcessView& process, std::uint32_t index);

}  // namespace partage::app
